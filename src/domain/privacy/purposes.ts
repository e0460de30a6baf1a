/** Why a field of an answer is there, in the words of the table; each is said of many. */

export const name = { vi: 'chốt nào', en: 'which checkpoint' };
export const complete = { vi: 'số liệu đủ đến đâu', en: 'how complete the figures are' };
export const power = {
  vi: 'mất điện hay không, có mất số đếm không',
  en: 'power cuts, and whether counts are missing',
};
export const damage = {
  vi: 'tệp số đếm nào hỏng, cứu được bao nhiêu',
  en: 'which ledger was damaged, and what was saved',
};
export const total = { vi: 'tổng của một số đếm', en: 'the total of a figure' };
export const part = { vi: 'một phần của số đếm', en: 'a part of a figure' };
export const period = { vi: 'khoảng thời gian được hỏi', en: 'the stretch that was asked for' };
export const clock = { vi: 'giờ đáng tin đến đâu', en: 'how well the hours are known' };
export const link = { vi: 'đích có mở được không', en: 'whether a destination answers' };
export const notice = { vi: 'thông báo chính thức đang hiện', en: 'the official notices shown' };
export const bundle = { vi: 'gói thông báo nào đang dùng', en: 'which bundle of notices is in use' };
export const fault = { vi: 'có gì sai, và cách sửa', en: 'what is wrong, and the remedy' };
export const how = { vi: 'chốt đang chạy thế nào', en: 'how the checkpoint runs' };
export const push = {
  vi: 'số đếm đã gửi lên tuyến trên chưa',
  en: 'whether the counts reach the level above',
};
export const token = { vi: 'mã truy cập của cơ quan', en: "an office's token" };
export const key = {
  vi: 'khóa công khai của chốt, để kiểm chữ ký',
  en: "the checkpoint's public key, to check signatures",
};
export const batch = { vi: 'gói nào, phần nào còn thiếu', en: 'which batch, and what is still missing' };
