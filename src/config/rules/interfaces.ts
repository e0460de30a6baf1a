import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

/** Which interface is what, and what the radio among them sends. */
export const INTERFACE_RULES: readonly Rule[] = [
  {
    reads: ['access.interface', 'access.radio', 'access.port', 'uplink.interface'],
    find: sameInterface,
  },
  { reads: ['access.radio', 'access.channel', 'access.country', 'access.owe'], find: noRadio },
];

/** The bridge, what is plugged into it and the way out: one of them in two places, and guests would be on the uplink's side. */
function sameInterface({ access, uplink }: Written): readonly Finding[] {
  const roles = [
    { path: ['access', 'interface'], value: access.interface },
    { path: ['access', 'radio'], value: access.radio },
    { path: ['access', 'port'], value: access.port },
    { path: ['uplink', 'interface'], value: uplink.interface },
  ];
  return roles.flatMap(({ path, value }, index) => {
    const first = roles.findIndex((role) => value !== undefined && role.value === value);
    const taken = roles[first]?.path.join('.');
    if (first < 0 || first === index) return [];
    return [
      {
        path,
        value,
        fault: { vi: `card này đã ghi ở ${taken}`, en: `this is ${taken} already` },
        remedy: {
          vi: 'mỗi mục một card riêng; `ip link` liệt kê các card. access.interface là cầu nối (ví dụ br0), radio và port cắm vào đó',
          en: 'name another one; `ip link` lists them. access.interface is the bridge (such as br0), radio and port are plugged into it',
        },
      },
    ];
  });
}

/** An access point of its own has its settings in itself: here they would be believed and do nothing. */
function noRadio({ access }: Written): readonly Finding[] {
  if (access.radio !== undefined) return [];
  return (['channel', 'country', 'owe'] as const)
    .filter((field) => access[field] !== undefined)
    .map((field) => ({
      path: ['access', field],
      value: access[field],
      fault: {
        vi: 'chỉ có tác dụng với card WiFi của chính máy này (access.radio), mà ở đây không có',
        en: "is for this box's own radio (access.radio), and there is none here",
      },
      remedy: {
        vi: 'ghi card WiFi, ví dụ radio = "wlan0"; nếu dùng bộ phát WiFi riêng thì xóa dòng này và chỉnh ở bộ phát',
        en: 'name the radio, for example: radio = "wlan0"; with an access point of its own remove this line and set it there',
      },
    }));
}
