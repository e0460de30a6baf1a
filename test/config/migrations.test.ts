import { describe, expect, test } from 'vitest';
import { MIGRATIONS, type Migration, migrate } from '../../src/config/migrations.ts';
import { compareVersions } from '../../src/domain/debian-version.ts';

const renamed = (from: string, to: string): Migration => ({
  since: '2.0.0',
  from,
  to,
  text: { vi: 'tên rõ hơn', en: 'a clearer name' },
});
const LEASE = renamed('guest.lease', 'lease_minutes');

describe('a setting with a new name', () => {
  test.each([
    [
      'in its table',
      '# ours\n[guest]\n  lease = 30   # minutes, lease = 30\n',
      '# ours\n[guest]\n  lease_minutes = 30   # minutes, lease = 30\n',
    ],
    ['with dots', 'guest.lease=30\n', 'guest.lease_minutes=30\n'],
    ['in quotes', '[guest]\n"lease" = 30\n', '[guest]\nlease_minutes = 30\n'],
    ['with Windows` ends of lines', '[guest]\r\nlease = 30\r\n', '[guest]\r\nlease_minutes = 30\r\n'],
  ])('%s is written under it, and all else stays', (_, before, after) => {
    const { toml, applied } = migrate(before, [LEASE]);
    expect(toml).toBe(after);
    expect(applied).toEqual([LEASE]);
    expect(migrate(toml, [LEASE])).toEqual({ toml: after, applied: [] });
  });

  test.each([
    ['another table has the same name', '[session]\nlease = 30\n'],
    ['only a comment names it', '[guest]\n# lease = 30\n'],
    ['both names are there', '[guest]\nlease = 30\nlease_minutes = 20\n'],
    ['another begins with it', '[guest]\nlease_time = 30\n'],
  ])('is left alone where %s', (_, toml) => {
    expect(migrate(toml, [LEASE])).toEqual({ toml, applied: [] });
  });

  test('that got a third one later comes to that in one go', () => {
    const later = renamed('guest.lease_minutes', 'lease_time');
    expect(migrate('[guest]\nlease = 30\n', [LEASE, later]).toml).toBe('[guest]\nlease_time = 30\n');
  });
});

test('the rows are in the order of their versions', () => {
  const versions = MIGRATIONS.map(({ since }) => since);
  expect(versions).toEqual(versions.toSorted(compareVersions));
});
