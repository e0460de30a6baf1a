import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tap } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, until } from '../../machine/programs/shell.ts';
import { box } from './box.ts';
import { examine } from './doctor.ts';
import { figures } from './figures.ts';
import { findPhone, findReturn } from './return.ts';

const PAGE = join(import.meta.dirname, '../../../../deploy/READ-ONLY.md');
/** On the page, and here. */
const STICK = { written: /\/dev\/sda1/g, here: '/dev/vdb' } as const;
const COUNTS = '/var/lib/checkpoint-portal';

/** The page's own commands; the box has no row of `/` yet, which Debian's installer writes. */
function steps(): string {
  const [, block = ''] = /^```sh\n(mkfs.*?)^```/ms.exec(readFileSync(PAGE, 'utf8')) ?? [];
  return `set -e\necho '/dev/vda / ext4 ro,noatime 0 1' >> /etc/fstab\n${block.replace(STICK.written, STICK.here)}\nsync`;
}

/** A technician follows deploy/READ-ONLY.md to its last step, at which the box starts anew. */
export async function seal(phone: Phone): Promise<boolean> {
  const back = await findReturn(phone);
  return (await find('what the page says can be typed', () => box(steps(), 120))) && back;
}

/** The box whose system is only read, and whose counts lie on a stick of their own. */
export async function findSealed(phone: Phone): Promise<boolean> {
  const held = [
    await findReturn(phone),
    await find('the system is only read, the counts are on the stick', looksSealed),
    await find('the doctor is content', () => examine([])),
    await find('a change can be made as the page says, and the system is shut again', async () => {
      await box('mount -o remount,rw / && checkpoint-portal config apply && mount -o remount,ro /', 120);
      return looksSealed();
    }),
    await find('a stick that comes late takes what was counted without it', () => comeLate(phone)),
  ];
  return !held.includes(false);
}

/** What the doctor says to do of a stick that is out. */
async function comeLate(phone: Phone): Promise<string> {
  const before = await granted();
  await box(`systemctl stop checkpoint-portal && umount ${COUNTS} && systemctl start checkpoint-portal`, 90);
  await until('a tap', 60, () => tap(phone));
  await box(`mount ${COUNTS}`);
  await until('content', 120, () => examine([]).then(() => 'so'));
  const now = await granted();
  expect(now > before, `${before}, then ${now}`);
  return `${before}, then ${now}`;
}

async function granted(): Promise<number> {
  const { session, renewed } = JSON.parse(await figures()) as { session: number; renewed: number };
  return session + renewed;
}

/** The same box without its stick: the phone is online all the same, and the doctor names what is missing. */
export async function findStickless(phone: Phone): Promise<boolean> {
  const held = [
    await findPhone(phone),
    await find('of the missing stick the doctor says so', () => examine(['disk.unmounted', 'ledger.stuck'])),
  ];
  return !held.includes(false);
}

async function looksSealed(): Promise<string> {
  const [root = '', counts = ''] = await Promise.all(
    ['/', COUNTS].map((place) => box(`findmnt -no SOURCE,OPTIONS --mountpoint ${place}`)),
  );
  expect(/\bro\b/.test(root), root);
  expect(counts.startsWith(STICK.here) && /\brw\b/.test(counts), counts);
  return `${root}; ${counts}`;
}
