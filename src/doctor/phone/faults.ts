import type { Faults } from '../fault.ts';

/** What a phone of the doctor's can find wrong, from the cable to the internet: the first broken link is told. */
export const PHONE_FAULTS = {
  cable: {
    level: 'yellow',
    what: { vi: 'không tạo được máy thử: {said}', en: 'a phone for the test cannot be made: {said}' },
    meaning: {
      vi: 'chưa biết điện thoại có vào mạng được không',
      en: 'it is not known whether a phone gets online',
    },
    remedy: {
      vi: 'chạy lại với sudo; nếu vẫn vậy, thử bằng một điện thoại thật',
      en: 'run it again with sudo; if that does not help, try with a real phone',
    },
  },
  client: {
    level: 'yellow',
    what: { vi: 'máy này không có busybox', en: 'there is no busybox on this box' },
    meaning: {
      vi: 'không thử được việc cấp địa chỉ',
      en: 'it cannot be tried whether phones get an address',
    },
    remedy: {
      vi: 'gắn USB vào /mnt rồi `dpkg -i /mnt/debian/bookworm/busybox_*.deb`; nếu có internet: `apt-get install busybox`',
      en: 'mount the stick at /mnt, then `dpkg -i /mnt/debian/bookworm/busybox_*.deb`; with internet: `apt-get install busybox`',
    },
  },
  lease: {
    level: 'red',
    what: { vi: 'máy thử không nhận được địa chỉ (DHCP)', en: 'the test phone gets no address (DHCP)' },
    meaning: { vi: 'điện thoại nối WiFi nhưng không thấy gì', en: 'phones join the WiFi and see nothing' },
    remedy: {
      vi: 'xem mục dhcp-pool; nếu mục đó tốt, chạy `systemctl restart checkpoint-dnsmasq`',
      en: 'see the check dhcp-pool; if that is well, run `systemctl restart checkpoint-dnsmasq`',
    },
  },
  // Without its address: it may be a phone's.
  otherDhcp: {
    level: 'red',
    what: {
      vi: 'một máy khác cấp địa chỉ cho khách',
      en: 'another machine gives guests their addresses',
    },
    meaning: {
      vi: 'điện thoại đi sai đường, không thấy trang hướng dẫn',
      en: 'phones take a wrong way and do not see the guide',
    },
    remedy: {
      vi: 'tắt DHCP trên bộ phát WiFi (chọn chế độ Access Point), và tắt các chương trình DHCP khác trên máy này',
      en: 'switch DHCP off on the access point (its mode is called Access Point), and other DHCP programs on this box',
    },
  },
  leaseWrong: {
    level: 'red',
    what: {
      vi: 'DHCP chỉ khách tới bộ định tuyến {router}, DNS {dns}',
      en: 'DHCP leads guests to the router {router}, DNS {dns}',
    },
    meaning: { vi: 'điện thoại đi vòng qua chốt', en: 'phones go past the checkpoint' },
    remedy: {
      vi: 'chạy `checkpoint-portal config apply`, rồi xóa các dòng dhcp-option lạ trong /etc/dnsmasq.d',
      en: 'run `checkpoint-portal config apply`, and remove foreign dhcp-option lines in /etc/dnsmasq.d',
    },
  },
  // Without its address, in which a phone's MAC may be.
  otherRouter: {
    level: 'red',
    what: {
      vi: 'một máy khác tự nhận là bộ định tuyến IPv6',
      en: 'another machine says it is the IPv6 router',
    },
    meaning: {
      vi: 'điện thoại có thể đi vòng qua chốt bằng IPv6',
      en: 'phones may go past the checkpoint over IPv6',
    },
    remedy: {
      vi: 'tắt IPv6 (RA) trên bộ phát WiFi; trên máy này tắt radvd và các dnsmasq khác. Rút từng dây của mạng khách để tìm máy đó',
      en: 'switch IPv6 (RA) off on the access point; stop radvd and other dnsmasqs on this box. Pull one guest cable after the other to find it',
    },
  },
  names: {
    level: 'red',
    what: {
      vi: 'DNS của chốt không trả lời tên {name} ({said})',
      en: "the checkpoint's DNS does not answer {name} ({said})",
    },
    meaning: { vi: 'điện thoại không mở được trang hướng dẫn', en: 'phones do not bring the guide up' },
    remedy: {
      vi: 'xem mục uplink và name-servers; nếu tốt, chạy `systemctl restart checkpoint-dnsmasq`',
      en: 'see the checks uplink and name-servers; if they are well, run `systemctl restart checkpoint-dnsmasq`',
    },
  },
  namesForeign: {
    level: 'red',
    what: {
      vi: 'một DNS khác trả lời khách: tên của chốt dẫn tới {address}',
      en: "another DNS answers guests: the checkpoint's name leads to {address}",
    },
    meaning: { vi: 'điện thoại không tới được trang hướng dẫn', en: 'phones do not find the guide' },
    remedy: {
      vi: 'xem mục ports: tắt chương trình chiếm cổng 53',
      en: 'see the check ports: stop the program that holds port 53',
    },
  },
  probe: {
    level: 'red',
    what: {
      vi: 'hỏi {host} không được dẫn tới trang hướng dẫn ({said})',
      en: 'a question for {host} is not led to the guide ({said})',
    },
    meaning: {
      vi: 'cửa sổ đăng nhập không tự hiện trên điện thoại',
      en: 'the sign-in does not come up on phones',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-gate checkpoint-portal`; xem mục firewall',
      en: 'run `systemctl restart checkpoint-gate checkpoint-portal`; see the check firewall',
    },
  },
  probeOpen: {
    level: 'red',
    what: {
      vi: 'máy chưa bấm nút mà {host} đã trả lời thật',
      en: '{host} itself answers a phone that has not tapped yet',
    },
    meaning: {
      vi: 'điện thoại tưởng đã có mạng, trang hướng dẫn không tự hiện',
      en: 'phones think they are online and bring no guide up',
    },
    remedy: {
      vi: 'trong checkpoint.toml, bỏ tên này, và tên dùng chung máy chủ với nó, khỏi hosts dưới dòng [garden] và khỏi destinations, rồi chạy `checkpoint-portal config apply`',
      en: 'in checkpoint.toml, take this name, and names on the same servers, out of hosts below [garden] and out of destinations, then run `checkpoint-portal config apply`',
    },
  },
  leak4: {
    level: 'red',
    what: {
      vi: 'máy chưa bấm nút mà vào được internet ({address}, cổng 443)',
      en: 'a phone that has not tapped reaches the internet ({address}, port 443)',
    },
    meaning: {
      vi: 'khách vào mạng mà không thấy hướng dẫn',
      en: 'travelers are online without seeing the guide',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-gate`; xem mục firewall',
      en: 'run `systemctl restart checkpoint-gate`; see the check firewall',
    },
  },
  leak6: {
    level: 'red',
    what: {
      vi: 'máy chưa bấm nút mà vào được internet bằng IPv6 ({address})',
      en: 'a phone that has not tapped reaches the internet over IPv6 ({address})',
    },
    meaning: { vi: 'khách đi vòng qua chốt bằng IPv6', en: 'travelers go past the checkpoint over IPv6' },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-gate`; xem mục ipv6 và firewall',
      en: 'run `systemctl restart checkpoint-gate`; see the checks ipv6 and firewall',
    },
  },
  guide: {
    level: 'red',
    what: { vi: 'trang hướng dẫn không mở được ({said})', en: 'the guide does not open ({said})' },
    meaning: {
      vi: 'khách không thấy hướng dẫn và không có nút vào mạng',
      en: 'travelers see no guide and no button',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-portal`; lý do ở `journalctl -u checkpoint-portal -n 20`',
      en: 'run `systemctl restart checkpoint-portal`; `journalctl -u checkpoint-portal -n 20` says why',
    },
  },
  accept: {
    level: 'red',
    what: { vi: 'bấm nút mà cửa không mở ({said})', en: 'the button does not open the door ({said})' },
    meaning: { vi: 'khách không vào internet được', en: 'travelers get no internet' },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-gate`; lý do ở `journalctl -u checkpoint-gate -n 20`',
      en: 'run `systemctl restart checkpoint-gate`; `journalctl -u checkpoint-gate -n 20` says why',
    },
  },
  accept6: {
    level: 'red',
    what: {
      vi: 'bấm nút qua IPv6 không được ({said})',
      en: 'over IPv6 the tap is not taken ({said})',
    },
    meaning: {
      vi: 'điện thoại dùng IPv6 thấy trang hướng dẫn mà không vào được mạng',
      en: 'phones that use IPv6 see the guide and get no internet',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-portal`; nếu vẫn vậy, ghi ipv6 = false dưới dòng [guest] trong checkpoint.toml, rồi chạy `checkpoint-portal config apply`',
      en: 'run `systemctl restart checkpoint-portal`; if that does not help, write ipv6 = false below [guest] in checkpoint.toml, then run `checkpoint-portal config apply`',
    },
    again: 'journalctl -u checkpoint-portal -n 20',
  },
  online: {
    level: 'red',
    what: {
      vi: 'bấm nút rồi mà internet không trả lời máy thử ({said})',
      en: 'after the tap the internet does not answer the test phone ({said})',
    },
    meaning: { vi: 'khách bấm nút mà không có mạng', en: 'travelers tap and are not online' },
    remedy: {
      vi: 'xem mục firewall, forwarding và uplink: cái đầu tiên báo HỎNG là nguyên nhân',
      en: 'see the checks firewall, forwarding and uplink: the first that is BAD is the cause',
    },
  },
  full: {
    level: 'yellow',
    what: {
      vi: '{n} máy đang vào mạng, cấu hình cho nhiều nhất {most}',
      en: '{n} phones are online, the config lets {most} be',
    },
    meaning: {
      vi: 'khách mới bấm nút sẽ bị từ chối; chưa thử mở cửa',
      en: 'new travelers are refused; the door was not tried',
    },
    remedy: {
      vi: 'trong checkpoint.toml, dưới dòng [session], ghi max_clients lớn hơn {most}, rồi chạy `checkpoint-portal config apply`',
      en: 'in checkpoint.toml, below [session], write max_clients with more than {most}, then run `checkpoint-portal config apply`',
    },
  },
  late: {
    level: 'red',
    what: {
      vi: 'máy thử chạy quá lâu, dừng ở bước {step}',
      en: 'the test phone took too long and stopped at {step}',
    },
    meaning: { vi: 'khách phải chờ lâu, nhiều người sẽ bỏ', en: 'travelers wait long, and many give up' },
    remedy: {
      vi: 'xem mục memory và uplink, rồi khám lại',
      en: 'see the checks memory and uplink, then look again',
    },
  },
} as const satisfies Faults;
