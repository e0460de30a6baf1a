import type { Status } from '../checkpoint/web/control.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const status: Command = {
  name: 'status',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'hỏi portal đang chạy: có ổn không', en: 'ask the running portal how it is' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const answer = (await askPortal(context, checkpoint, { path: '/status' })) as Status;
    if (args.options.json) printJson(context.stdout, answer);
    else context.stdout.write(tell(answer, context.tongue === 'vi'));
    return answer.gate === 'ok' && answer.ledger === 'ok' ? EXIT.good : EXIT.fault;
  },
};

function tell({ checkpoint, uptimeSeconds, clientsGranted, gate, ledger }: Status, vi: boolean): string {
  const rows: readonly (readonly [string, string])[] = [
    [vi ? 'Chốt' : 'Checkpoint', checkpoint],
    [vi ? 'Đã chạy' : 'Running for', `${Math.floor(uptimeSeconds / 60)} ${vi ? 'phút' : 'minutes'}`],
    [vi ? 'Máy được vào mạng' : 'Phones let through', String(clientsGranted)],
    [vi ? 'Cổng (gate)' : 'Gate', gate],
    [vi ? 'Sổ đếm' : 'Ledger', ledger],
  ];
  const table = rows.map(([name, value]) => `${`${name}:`.padEnd(20)} ${value}\n`).join('');
  if (gate === 'ok') return table;
  return vi
    ? `${table}    Cách sửa: khởi động \`checkpoint-portal gate\`; khách chưa vào mạng được\n`
    : `${table}    Remedy: start \`checkpoint-portal gate\`; nobody can be let through until then\n`;
}
