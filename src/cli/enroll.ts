import type { EnrollmentAnswer } from '../checkpoint/web/enrollment.ts';
import { firstOf } from '../domain/language.ts';
import type { Text, Tongue } from '../domain/text.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { KEY_REMEDY } from './status-words.ts';
import { terminalCode } from './terminal-code.ts';
import { wrap } from './wrap.ts';

const HOW: Text = {
  vi: 'Gửi huyện ảnh chụp mã QR này, hoặc tên chốt và khóa công khai.\nRồi gọi điện, đọc cho nhau 24 chữ số: chỉ cần khác một chữ số thì đó không phải khóa của chốt này.',
  en: "Send the district a picture of this code, or the checkpoint and its key as text.\nThen read the fingerprint to each other over the telephone: where one digit\ndiffers, the key is not this checkpoint's.",
};

const LOCAL: Text = {
  vi: 'chỉ trên máy này: reporting.listen',
  en: 'this box only: reporting.listen',
};

export const enroll: Command = {
  name: 'enroll',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'xem khóa của chốt, để huyện ghi nhận', en: "show the checkpoint's key, for the district" },
  async run(context, args) {
    const { stdout, stderr, tongue } = context;
    const { checkpoint } = loadConfig(context, args);
    const answer = (await askPortal(context, checkpoint, { path: '/enrollment' })) as EnrollmentAnswer;
    if (args.options.json) printJson(stdout, answer);
    // The code stands last: it fills a small terminal, and has to be seen whole.
    else stdout.write(`${tell(answer, tongue)}\n${await terminalCode(answer.line)}`);
    if (answer.key === 'ok') return EXIT.good;
    const word = tongue === 'vi' ? 'Cách sửa' : 'Remedy';
    stderr.write(`${wrap(`${answer.key}\n    ${word}: ${KEY_REMEDY[tongue]}`)}\n`);
    return EXIT.fault;
  },
};

function tell({ id, name, publicKey, fingerprint, report }: EnrollmentAnswer, tongue: Tongue): string {
  const vi = tongue === 'vi';
  const rows = [
    [vi ? 'Chốt' : 'Checkpoint', id],
    [vi ? 'Tên' : 'Name', firstOf(name, tongue) ?? id],
    [vi ? 'Khóa công khai' : 'Public key', publicKey],
    [vi ? 'Số đối chiếu' : 'Fingerprint', fingerprint],
    [vi ? 'Địa chỉ báo cáo' : 'Report API', addressOf(report, tongue)],
  ] as const;
  const table = rows.map(([what, value]) => `${`${what}:`.padEnd(20)} ${value}`).join('\n');
  return `${wrap(`${table}\n\n${HOW[tongue]}`)}\n`;
}

/** Who asks from the district needs to know that this one does not answer there. */
function addressOf({ host, port }: EnrollmentAnswer['report'], tongue: Tongue): string {
  if (host === '::1' || host.startsWith('127.'))
    return `http://${host === '::1' ? '[::1]' : host}:${port} (${LOCAL[tongue]})`;
  return `http://${host}:${port}`;
}
