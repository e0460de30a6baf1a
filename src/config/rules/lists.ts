import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

/** The lists at the top of the file, and what they lead to. */
export const LIST_RULES: readonly Rule[] = [
  {
    reads: ['destinations', 'destination'],
    find: ({ destinations, destination }, catalog) =>
      unknownNames(
        destinations,
        [...catalog.destinations.keys(), ...Object.keys(destination)],
        'destinations',
      ),
  },
  {
    reads: ['languages'],
    find: ({ languages }, catalog) => unknownNames(languages, [...catalog.locales.keys()], 'languages'),
  },
  { reads: ['destinations'], find: ({ destinations }) => twice(destinations, 'destinations') },
  { reads: ['languages'], find: ({ languages }) => twice(languages, 'languages') },
  { reads: ['languages', 'checkpoint.name'], find: nameless },
];

function unknownNames(named: readonly string[], offered: readonly string[], key: string): readonly Finding[] {
  return named
    .filter((name) => !offered.includes(name))
    .map((name) => ({
      path: [key],
      value: name,
      fault: { vi: `không có "${name}"`, en: `there is no "${name}"` },
      remedy: { vi: `chọn trong: ${offered.join(', ')}`, en: `choose from: ${offered.join(', ')}` },
    }));
}

function twice(names: readonly string[], key: string): readonly Finding[] {
  return names
    .filter((name, index) => names.indexOf(name) < index)
    .map((name) => ({
      path: [key],
      value: name,
      fault: { vi: `"${name}" được ghi hai lần`, en: `"${name}" stands twice` },
      remedy: { vi: 'xóa bớt một chỗ', en: 'remove one of them' },
    }));
}

function nameless({ languages, checkpoint }: Written): readonly Finding[] {
  const [first = ''] = languages;
  if (languages.some((language) => checkpoint.name[language] !== undefined)) return [];
  return [
    {
      path: ['checkpoint', 'name'],
      value: checkpoint.name,
      fault: {
        vi: 'không có tên trong ngôn ngữ nào của trang',
        en: 'has no name in any language of the page',
      },
      remedy: { vi: `thêm ${first} = "…"`, en: `add ${first} = "…"` },
    },
  ];
}
