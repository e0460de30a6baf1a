import type { Status } from '../checkpoint/web/control.ts';
import type { Text, Tongue } from '../domain/text.ts';
import type { UplinkFault } from '../domain/uplink.ts';
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
    else context.stdout.write(tell(answer, context.tongue));
    return remediesOf(answer).length === 0 ? EXIT.good : EXIT.fault;
  },
};

function tell(answer: Status, tongue: Tongue): string {
  const { checkpoint, uptimeSeconds, clientsGranted, gate, ledger, uplink, certificate } = answer;
  const vi = tongue === 'vi';
  const rows: readonly (readonly [string, string])[] = [
    [vi ? 'Chốt' : 'Checkpoint', checkpoint],
    [vi ? 'Đã chạy' : 'Running for', `${Math.floor(uptimeSeconds / 60)} ${vi ? 'phút' : 'minutes'}`],
    [vi ? 'Máy được vào mạng' : 'Phones let through', String(clientsGranted)],
    [vi ? 'Gate (tường lửa)' : 'Gate (firewall)', gate],
    [vi ? 'Sổ đếm' : 'Ledger', ledger],
    [vi ? 'Đường ra Internet' : 'Uplink', uplink === 'ok' ? 'ok' : UPLINK[uplink].fault[tongue]],
    ...(certificate
      ? [[vi ? 'Chứng chỉ' : 'Certificate', certificate.good ? 'ok' : certificate.why[tongue]] as const]
      : []),
  ];
  const table = rows.map(([name, value]) => `${`${name}:`.padEnd(20)} ${value}\n`).join('');
  const word = vi ? 'Cách sửa' : 'Remedy';
  return (
    table +
    remediesOf(answer)
      .map((text) => `    ${word}: ${text[tongue]}\n`)
      .join('')
  );
}

function remediesOf({ gate, ledger, uplink, certificate }: Status): readonly Text[] {
  return [
    ...(gate === 'ok' ? [] : [GATE_REMEDY]),
    ...(ledger === 'ok' ? [] : [LEDGER_REMEDY]),
    ...(uplink === 'ok' ? [] : [UPLINK[uplink].remedy]),
    ...(certificate?.good === false ? [certificate.remedy] : []),
  ];
}

const GATE_REMEDY: Text = {
  vi: 'khởi động lại `checkpoint-portal gate`; đến lúc đó khách chưa vào mạng được',
  en: 'start `checkpoint-portal gate` anew; nobody can be let through until then',
};

const LEDGER_REMEDY: Text = {
  vi: 'cấp quyền ghi và chỗ trống cho storage.directory; đến lúc đó số đếm nằm trong bộ nhớ',
  en: 'give storage.directory room and the right to write; counts wait in memory until then',
};

const UPLINK: Readonly<Record<UplinkFault, { fault: Text; remedy: Text }>> = {
  route: {
    fault: { vi: 'đứt: không có đường ra', en: 'down: no route or no link' },
    remedy: {
      vi: 'xem dây, modem và SIM, và tên uplink.interface; `ip route` phải có dòng "default" qua card đó',
      en: 'look at cable, modem and SIM, and at uplink.interface; `ip route` must show a "default" over it',
    },
  },
  gateway: {
    fault: { vi: 'đứt: bộ định tuyến phía ngoài không trả lời', en: 'down: the next router does not answer' },
    remedy: {
      vi: 'xem nguồn điện và dây của modem hay bộ định tuyến phía ngoài, rồi tắt mở lại',
      en: 'look at power and cable of the modem or router behind the uplink, then switch it off and on',
    },
  },
  dns: {
    fault: { vi: 'đứt: không ai trả lời tên miền', en: 'down: no name server answers' },
    remedy: {
      vi: 'xem sóng 4G và SIM, tắt mở lại modem; địa chỉ trong /etc/resolv.conf phải đúng',
      en: 'look at the 4G signal and SIM, restart the modem; /etc/resolv.conf must name a server that works',
    },
  },
  http: {
    fault: { vi: 'đứt: có tên miền nhưng không mở được trang', en: 'down: names work, the web does not' },
    remedy: {
      vi: 'SIM có thể hết tiền hay hết dung lượng: nạp thêm; nếu còn, xem lại uplink.probes',
      en: 'the SIM may be out of credit or data: top it up; if it is not, check uplink.probes',
    },
  },
};
