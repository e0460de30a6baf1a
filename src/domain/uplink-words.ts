import type { Text } from './text.ts';
import type { UplinkFault } from './uplink.ts';

/** What is wrong with an uplink that is down, as the log and `status` say it, and what a technician can do. */
export const UPLINK: Readonly<Record<UplinkFault, { fault: Text; remedy: Text }>> = {
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
