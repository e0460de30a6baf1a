import type { Text } from './text.ts';

/** Why an update is not begun, and what to do. Nothing on the box was touched in any of these cases. */
export const UPDATE_REFUSALS = {
  'no-root': {
    fault: { vi: 'cần quyền quản trị để cập nhật', en: 'an update needs the rights of root' },
    remedy: { vi: 'chạy lại với sudo', en: 'run it again with sudo' },
  },
  forgotten: {
    fault: {
      vi: 'hệ thống trên thẻ chỉ đọc: bản cập nhật sẽ mất khi khởi động lại',
      en: 'the system on the card is read-only: an update would be gone at the next start',
    },
    remedy: {
      vi: 'cho ghi lại rồi cập nhật: `mount -o remount,rw /`; với raspi-config thì tắt Overlay File System và khởi động lại trước',
      en: 'let it be written, then update: `mount -o remount,rw /`; with raspi-config turn off the Overlay File System and start anew first',
    },
  },
  'no-key': {
    fault: { vi: 'máy này chưa có khóa của nhà phát hành', en: "this box has no publisher's key" },
    remedy: {
      vi: 'cài lại bằng USB của nhà phát hành (install.sh), nó chép khóa vào /etc/checkpoint-portal/publisher.pub',
      en: "install from the publisher's stick once (install.sh), which puts the key into /etc/checkpoint-portal/publisher.pub",
    },
  },
  'no-stick': {
    fault: { vi: 'không thấy USB nào có bản cập nhật', en: 'there is no stick with an update' },
    remedy: {
      vi: 'cắm USB, gắn nó: mount /dev/sda1 /mnt, rồi chạy lại; hoặc ghi rõ tệp hay thư mục',
      en: 'plug it in, mount it: mount /dev/sda1 /mnt, then run this again; or name the file or folder',
    },
  },
  'no-address': {
    fault: { vi: 'chưa có địa chỉ để tải bản cập nhật', en: 'there is no address to fetch updates from' },
    remedy: {
      vi: 'ghi update.url trong tệp cấu hình, hoặc dùng USB',
      en: 'set update.url in the config, or take a stick',
    },
  },
  unreadable: {
    fault: { vi: 'không đọc được', en: 'it cannot be read' },
    remedy: {
      vi: 'xem lại tên tệp và USB, hoặc đường ra Internet, rồi chạy lại; phần đã tải được giữ lại',
      en: 'see its name and the stick, or the uplink, and run it again; what was fetched already is kept',
    },
  },
  unsigned: {
    fault: {
      vi: 'không có SHA256SUMS và SHA256SUMS.sig bên cạnh',
      en: 'there is no SHA256SUMS with SHA256SUMS.sig beside it',
    },
    remedy: {
      vi: 'chép cả thư mục của nhà phát hành vào USB, không chỉ một tệp',
      en: "copy the publisher's whole folder to the stick, not one file of it",
    },
  },
  signature: {
    fault: { vi: 'chữ ký không phải của nhà phát hành', en: "the signature is not the publisher's" },
    remedy: {
      vi: 'không cài; lấy lại từ nhà phát hành; nếu họ đã đổi khóa, cài lại bằng USB mới của họ',
      en: 'do not install it; ask the publisher for it again; where they have a new key, install from their new stick',
    },
  },
  empty: {
    fault: {
      vi: 'trong thư mục không có gói checkpoint-portal nào',
      en: 'there is no package of checkpoint-portal in it',
    },
    remedy: {
      vi: 'chỉ tới thư mục có SHA256SUMS và checkpoint-portal_….deb',
      en: 'name the folder that has SHA256SUMS and checkpoint-portal_….deb',
    },
  },
  'not-listed': {
    fault: { vi: 'tệp này không có trong SHA256SUMS', en: 'this file is not in SHA256SUMS' },
    remedy: {
      vi: 'giữ đúng tên tệp của nhà phát hành; lấy tệp và SHA256SUMS từ cùng một chỗ',
      en: "keep the publisher's name of it; take it and SHA256SUMS from the same place",
    },
  },
  altered: {
    fault: { vi: 'tệp bị hỏng hoặc bị sửa', en: 'the file is damaged, or was altered' },
    remedy: {
      vi: 'chép lại từ nhà phát hành; thử USB khác',
      en: 'copy it again from the publisher; try another stick',
    },
  },
  'not-ours': {
    fault: { vi: 'bên trong không đúng với tên gói', en: 'what is in it is not what its name says' },
    remedy: { vi: 'lấy lại từ nhà phát hành', en: 'ask the publisher for it again' },
  },
  architecture: {
    fault: { vi: 'gói dành cho loại máy khác', en: 'it is for another kind of machine' },
    remedy: {
      vi: 'lấy gói có đúng tên loại máy này',
      en: "take the package that has this machine's kind in its name",
    },
  },
  same: {
    fault: { vi: 'máy đang dùng phiên bản này rồi', en: 'the box has this version already' },
    remedy: { vi: 'không cần làm gì', en: 'there is nothing to do' },
  },
  downgrade: {
    fault: { vi: 'gói cũ hơn bản đang dùng', en: 'it is older than what the box has' },
    remedy: {
      vi: 'lấy bản mới nhất; nếu thật sự muốn bản cũ, thêm --downgrade',
      en: 'take the newest; if the older one is really meant, add --downgrade',
    },
  },
  'old-list': {
    fault: {
      vi: 'danh sách cũ hơn danh sách đã thấy trước đây',
      en: 'the list is older than one that was seen before',
    },
    remedy: {
      vi: 'có thể ai đó đưa lại danh sách cũ: báo nhà phát hành; nếu thật sự muốn, thêm --downgrade',
      en: 'somebody may hand out an old one: tell the publisher; if it is really meant, add --downgrade',
    },
  },
  space: {
    fault: { vi: 'không đủ chỗ trống trên thẻ nhớ', en: 'there is too little room on the card' },
    remedy: {
      vi: 'xóa bớt: apt-get clean; journalctl --vacuum-size=20M; rồi chạy lại',
      en: 'make room: apt-get clean; journalctl --vacuum-size=20M; then run it again',
    },
  },
  'not-installed': {
    fault: {
      vi: 'checkpoint-portal trên máy này không cài bằng gói Debian',
      en: 'checkpoint-portal was not installed as a Debian package here',
    },
    remedy: { vi: 'cài bằng USB: install.sh', en: 'install it from the stick: install.sh' },
  },
  'no-way-back': {
    fault: {
      vi: 'không còn gói của bản đang dùng, nên không thể quay lại nếu bản mới hỏng',
      en: 'the package of the present version is not kept, so there is no way back from a broken new one',
    },
    remedy: {
      vi: 'chép gói đó từ USB cũ vào /var/cache/checkpoint-portal, hoặc chạy install.sh của USB cũ',
      en: 'copy it from the old stick to /var/cache/checkpoint-portal, or run install.sh of the old stick',
    },
  },
  'under-way': {
    fault: { vi: 'một lần cập nhật chưa xong', en: 'an update is under way' },
    remedy: {
      vi: 'đợi vài phút; nếu vẫn vậy: systemctl start checkpoint-update, xem journalctl -u checkpoint-update',
      en: 'wait some minutes; if it stays: systemctl start checkpoint-update, see journalctl -u checkpoint-update',
    },
  },
} as const satisfies Readonly<Record<string, { fault: Text; remedy: Text }>>;

export type UpdateRefusalCode = keyof typeof UPDATE_REFUSALS;

/** An update that is not begun. */
export class UpdateRefusal extends Error {
  readonly code: UpdateRefusalCode;
  /** Which one, or what the system said; empty where the code says all. */
  readonly detail: string;

  constructor(code: UpdateRefusalCode, detail = '') {
    const { fault } = UPDATE_REFUSALS[code];
    super(detail === '' ? fault.en : `${fault.en} (${detail})`);
    this.name = 'UpdateRefusal';
    this.code = code;
    this.detail = detail;
  }
}

/** As a technician reads it: the fault, then the remedy on a line of its own. */
export function refusalWords({ code, detail }: UpdateRefusal): Text {
  const { fault, remedy } = UPDATE_REFUSALS[code];
  const more = detail === '' ? '' : ` (${detail})`;
  return {
    vi: `${fault.vi}${more}\n    Cách sửa: ${remedy.vi}`,
    en: `${fault.en}${more}\n    Remedy: ${remedy.en}`,
  };
}
