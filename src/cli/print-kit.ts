import type { Text, Tongue } from '../domain/text.ts';
import { createKit, kitFilesOf } from '../print/kit.ts';
import type { LeftOut } from '../print/voices.ts';
import { type Command, CommandFault, EXIT, textOption } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { writeFile } from './write-file.ts';

const WHY: Readonly<Record<LeftOut['why'], Text>> = {
  words: {
    vi: 'tệp ngôn ngữ chưa có phần "print"',
    en: 'its language file has no "print" words',
  },
  letters: {
    vi: 'phông chữ in không có đủ chữ của ngôn ngữ này',
    en: 'the font has not all of its letters',
  },
  room: { vi: 'giấy chỉ đủ chỗ cho hai ngôn ngữ', en: 'paper has room for two languages' },
};

export const printKit: Command = {
  name: 'print-kit',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    out: {
      type: 'string',
      value: 'DIR',
      needed: true,
      text: { vi: 'thư mục để ghi các tệp', en: 'the folder to write the files to' },
    },
  },
  text: {
    vi: 'tạo áp phích, tờ rơi, thẻ, bản tin loa để in',
    en: 'make the poster, leaflet, cards and bulletin to print',
  },
  async run(context, args) {
    const { checkpoint, catalog } = loadConfig(context, args);
    const folder = textOption(args, 'out');
    if (folder === undefined) throw nowhere();
    const { root, stdout, stderr, tongue } = context;
    const kit = await createKit({ root, checkpoint, ...catalog });
    const files: { file: string; use: Text; page: unknown }[] = [];
    const missing = new Set<string>();
    for (const { name, use, page } of kitFilesOf(checkpoint)) {
      const printed = await kit.print(name);
      if (!printed) continue;
      for (const letter of printed.missing) missing.add(letter);
      files.push({ file: writeFile(folder, name, printed.bytes), use, page });
    }
    const { languages, leftOut } = kit;
    if (args.options.json) printJson(stdout, { files, languages, leftOut, missingLetters: [...missing] });
    else for (const { file, use } of files) stdout.write(`${file}\n    ${use[tongue]}\n`);
    stderr.write(warnings({ leftOut, missing }, tongue));
    return EXIT.good;
  },
};

function nowhere(): CommandFault {
  return new CommandFault(
    {
      vi: 'print-kit: chưa có thư mục để ghi\n    Cách sửa: viết `checkpoint-portal print-kit --out THU-MUC`',
      en: 'print-kit: there is no folder to write to\n    Remedy: write `checkpoint-portal print-kit --out DIR`',
    },
    EXIT.usage,
  );
}

/** What the paper does without, a line each. */
function warnings(
  { leftOut, missing }: { leftOut: readonly LeftOut[]; missing: ReadonlySet<string> },
  tongue: Tongue,
): string {
  const vi = tongue === 'vi';
  const languages = leftOut.map(({ language, why }) =>
    vi ? `không in "${language}": ${WHY[why].vi}\n` : `"${language}" is not printed: ${WHY[why].en}\n`,
  );
  if (missing.size === 0) return languages.join('');
  const letters = [...missing].join(' ');
  return languages
    .concat(
      vi
        ? `phông chữ không có: ${letters}\n    Cách sửa: đổi tên trong tệp cấu hình, nếu không chữ ấy là ô trống\n`
        : `the font has no: ${letters}\n    Remedy: change the name in the config, else they are empty boxes\n`,
    )
    .join('');
}
