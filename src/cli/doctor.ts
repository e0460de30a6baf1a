import { CHECKS } from '../doctor/checks.ts';
import { type Command, CommandFault, EXIT } from './command.ts';
import { lookOnce } from './doctor-round.ts';
import { lookOn } from './doctor-rounds.ts';
import { createJsonVoice, createPlainVoice } from './doctor-voice.ts';
import { JSON_OPTION } from './json-option.ts';
import { CONFIG_OPTION } from './load-config.ts';

const WATCH_MS = 30_000;

export const doctor: Command = {
  name: 'doctor',
  positionals: ['[CHECK...]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    watch: {
      type: 'boolean',
      text: {
        vi: 'khám lại mỗi 30 giây, báo điều gì thay đổi, đến khi bấm Ctrl+C',
        en: 'look again every 30 s and tell what has changed, until Ctrl+C',
      },
    },
    save: {
      type: 'string',
      value: 'FILE',
      text: {
        vi: 'ghi thêm kết quả ra tệp (JSON), cho trang báo cáo',
        en: 'write the report to a file too (JSON), for the page of reports',
      },
    },
  },
  text: {
    vi: 'khám máy này: cái gì hỏng, sửa thế nào',
    en: 'look this box over: what is wrong, how to mend it',
  },
  async run(context, args) {
    const checks = chosen(args.positionals);
    const ending = context.ending();
    const voice = args.options.json ? createJsonVoice(context) : createPlainVoice(context);
    const { report, contacts } = await lookOnce(context, args, { checks, voice });
    if (ending.aborted) return EXIT.fault;
    voice.ends(report, contacts);
    const quiet = { begins: () => undefined, found: () => undefined };
    const last = args.options.watch
      ? await lookOn(report, {
          look: async () => (await lookOnce(context, args, { checks, voice: quiet })).report,
          tell: voice.again,
          everyMs: WATCH_MS,
          ending,
        })
      : report;
    return last.level === 'red' ? EXIT.fault : EXIT.good;
  },
};

function chosen(ids: readonly string[]) {
  if (ids.length === 0) return CHECKS;
  const unknown = ids.find((id) => !CHECKS.some((check) => check.id === id));
  if (unknown === undefined) return CHECKS.filter(({ id }) => ids.includes(id));
  const all = CHECKS.map(({ id }) => id).join(', ');
  throw new CommandFault(
    {
      vi: `không có mục khám "${unknown}"\n    Cách sửa: chọn trong: ${all}`,
      en: `there is no check "${unknown}"\n    Remedy: choose from: ${all}`,
    },
    EXIT.usage,
  );
}
