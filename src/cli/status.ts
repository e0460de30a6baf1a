import type { Status } from '../checkpoint/web/control.ts';
import type { Verdict } from '../domain/certificate.ts';
import type { Text } from '../domain/text.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const status: Command = {
  name: 'status',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'xem portal có đang chạy tốt không', en: 'ask the running portal how it is' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const answer = (await askPortal(context, checkpoint, { path: '/status' })) as Status;
    if (args.options.json) printJson(context.stdout, answer);
    else context.stdout.write(tell(answer, context.tongue === 'vi'));
    const { gate, ledger, certificate } = answer;
    return gate === 'ok' && ledger === 'ok' && certificate?.good !== false ? EXIT.good : EXIT.fault;
  },
};

function tell(status: Status, vi: boolean): string {
  const { checkpoint, uptimeSeconds, clientsGranted, gate, ledger, certificate } = status;
  const rows: readonly (readonly [string, string])[] = [
    [vi ? 'Chốt' : 'Checkpoint', checkpoint],
    [vi ? 'Đã chạy' : 'Running for', `${Math.floor(uptimeSeconds / 60)} ${vi ? 'phút' : 'minutes'}`],
    [vi ? 'Máy được vào mạng' : 'Phones let through', String(clientsGranted)],
    [vi ? 'Gate (tường lửa)' : 'Gate (firewall)', gate],
    [vi ? 'Sổ đếm' : 'Ledger', ledger],
    ...(certificate ? [[vi ? 'Chứng chỉ' : 'Certificate', sayOf(certificate, vi)] as const] : []),
  ];
  const table = rows.map(([name, value]) => `${`${name}:`.padEnd(20)} ${value}\n`).join('');
  return (
    table +
    (gate === 'ok' ? '' : remedy(GATE_REMEDY, vi)) +
    (ledger === 'ok' ? '' : remedy(LEDGER_REMEDY, vi)) +
    (certificate?.good === false ? remedy(certificate.remedy, vi) : '')
  );
}

function sayOf(certificate: Verdict, vi: boolean): string {
  return certificate.good ? 'ok' : certificate.why[vi ? 'vi' : 'en'];
}

const GATE_REMEDY: Text = {
  vi: 'khởi động lại `checkpoint-portal gate`; đến lúc đó khách chưa vào mạng được',
  en: 'start `checkpoint-portal gate` anew; nobody can be let through until then',
};

const LEDGER_REMEDY: Text = {
  vi: 'cấp quyền ghi và chỗ trống cho storage.directory; đến lúc đó số đếm nằm trong bộ nhớ',
  en: 'give storage.directory room and the right to write; counts wait in memory until then',
};

function remedy(text: Text, vi: boolean): string {
  return vi ? `    Cách sửa: ${text.vi}\n` : `    Remedy: ${text.en}\n`;
}
