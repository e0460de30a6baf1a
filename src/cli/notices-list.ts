import type { NoticesAnswer } from '../checkpoint/web/notices.ts';
import { writtenDate } from '../domain/clock.ts';
import type { Importance } from '../domain/notice.ts';
import type { Text, Tongue } from '../domain/text.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { tellFaults } from './notices-read.ts';

const IMPORTANCE: Readonly<Record<Importance, Text>> = {
  urgent: { vi: 'khẩn', en: 'urgent' },
  important: { vi: 'quan trọng', en: 'important' },
  normal: { vi: 'thường', en: 'normal' },
};

const FROM: Readonly<Record<'folder' | 'bundle', Text>> = {
  folder: { vi: 'tệp tại chốt', en: 'a file here' },
  bundle: { vi: 'huyện', en: 'the district' },
};

const NONE: Text = { vi: 'chưa có thông báo nào', en: 'no notices are shown' };

export const noticesList: Command = {
  name: 'notices list',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'liệt kê các thông báo đang hiện', en: 'list the notices that are shown now' },
  async run(context, args) {
    const { stdout, stderr, tongue } = context;
    const { checkpoint } = loadConfig(context, args);
    const answer = (await askPortal(context, checkpoint, { path: '/notices' })) as NoticesAnswer;
    const { shown, faults } = answer;
    if (args.options.json) printJson(stdout, answer);
    else if (shown.length === 0) stdout.write(`${NONE[tongue]}\n`);
    else for (const notice of shown) stdout.write(tell(notice, tongue));
    if (!args.options.json && faults.length > 0) stderr.write(tellFaults(faults, tongue));
    return faults.length === 0 ? EXIT.good : EXIT.fault;
  },
};

/** The id on a line of its own: it may be 40 characters long. */
function tell(
  { id, importance, date, expires, languages, from }: NoticesAnswer['shown'][number],
  tongue: Tongue,
) {
  const until = tongue === 'vi' ? 'đến hết' : 'until';
  const parts = [
    IMPORTANCE[importance][tongue],
    `${writtenDate(date)} ${until} ${writtenDate(expires)}`,
    languages.join(' '),
    FROM[from][tongue],
  ];
  return `${id}\n    ${parts.join(', ')}\n`;
}
