import { isFor } from '../../domain/destination.ts';
import type { Catalog } from '../catalog.ts';
import { destinationsOf } from '../destinations.ts';
import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

/** The destinations that a config adds or changes, and whether each is at home here. */
export const DESTINATION_RULES: readonly Rule[] = [
  { reads: ['destination'], find: withoutAddress },
  { reads: ['destinations', 'destination'], find: notShown },
  { reads: ['destination'], find: withoutDrawing },
  { reads: ['destinations', 'destination', 'checkpoint.province'], find: ofAnotherProvince },
];

function withoutAddress({ destination }: Written, { destinations }: Catalog): readonly Finding[] {
  return Object.entries(destination)
    .filter(([id, { url }]) => url === undefined && !destinations.has(id))
    .map(([id]) => ({
      path: ['destination', id],
      value: undefined,
      fault: {
        vi: `"${id}" là điểm đến mới mà chưa có địa chỉ`,
        en: `"${id}" is a new destination and has no address`,
      },
      remedy: {
        vi: 'thêm url = "https://…", hoặc sửa mã cho đúng điểm đến có sẵn',
        en: 'add url = "https://…", or correct the id to one that ships',
      },
    }));
}

function notShown({ destinations, destination }: Written): readonly Finding[] {
  return Object.keys(destination)
    .filter((id) => !destinations.includes(id))
    .map((id) => ({
      path: ['destination', id],
      value: undefined,
      fault: {
        vi: 'không hiện ở đâu cả: mã này không có trong destinations',
        en: 'is shown nowhere: destinations does not name it',
      },
      remedy: {
        vi: `thêm "${id}" vào destinations, hoặc xóa bảng này`,
        en: `add "${id}" to destinations, or remove this table`,
      },
    }));
}

function withoutDrawing({ destination }: Written, { icons }: Catalog): readonly Finding[] {
  return Object.entries(destination).flatMap(([id, { icon, drawings = [] }]) =>
    [
      { path: ['destination', id, 'icon'], name: icon },
      ...drawings.map((name) => ({ path: ['destination', id, 'drawings'], name })),
    ]
      .filter(({ name }) => name !== undefined && !icons.includes(name))
      .map(({ path, name }) => ({
        path,
        value: name,
        fault: { vi: `không có hình "${name}"`, en: `there is no drawing "${name}"` },
        remedy: { vi: `chọn trong: ${icons.join(', ')}`, en: `choose from: ${icons.join(', ')}` },
      })),
  );
}

/** Most likely a config that was copied from a neighbour's. At a border it may be meant, and can be said. */
function ofAnotherProvince(written: Written, catalog: Catalog): readonly Finding[] {
  const { province } = written.checkpoint;
  return destinationsOf(written, catalog)
    .filter((destination) => !isFor(destination, province))
    .map(({ id, provinces }) => ({
      path: ['destinations'],
      value: id,
      fault: {
        vi: `dành cho ${provinces.join(', ')}, còn chốt này ở ${province}`,
        en: `is for ${provinces.join(', ')}, and this checkpoint is in ${province}`,
      },
      remedy: {
        vi: `xóa khỏi destinations; nếu vẫn cần, ghi [destination.${id}] provinces = ["${province}"]`,
        en: `remove it from destinations; if it is meant, write [destination.${id}] provinces = ["${province}"]`,
      },
    }));
}
