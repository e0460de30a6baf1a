import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, until } from '../../machine/programs/shell.ts';
import { box } from './box.ts';
import { findReturn } from './return.ts';

/** What is read here of `doctor --json`. */
interface Report {
  readonly checks: readonly {
    readonly id: string;
    readonly findings: readonly {
      readonly level: string;
      readonly fault?: string;
      readonly what: { readonly en: string };
    }[];
  }[];
}

interface Fault {
  readonly name: string;
  readonly plant: string;
  readonly mend: string;
  /** All that is not green then: `disk.full`. */
  readonly found: readonly string[];
}

/** Faults that the lab cannot have, whose router shares the disk, the clock and systemd with the machine it runs on. */
const FAULTS: readonly Fault[] = [
  {
    name: 'a full card',
    plant: 'fallocate -l $(($(stat -f -c "%a * %S" /) - 8000000)) /var/fill',
    mend: 'rm /var/fill',
    found: ['disk.full'],
  },
  {
    name: 'a card that takes no more',
    plant: 'echo u > /proc/sysrq-trigger; sleep 2',
    mend: 'mount -o remount,rw /',
    found: ['disk.read-only'],
  },
  {
    name: 'a wrong clock',
    plant: 'timedatectl set-ntp false; date +%s > /run/was; date -s 2019-01-01',
    mend: 'date -s @$(cat /run/was); timedatectl set-ntp true',
    found: ['clock.off'],
  },
  {
    name: 'a program that is switched off',
    plant: 'systemctl stop checkpoint-hostapd',
    mend: 'systemctl start checkpoint-hostapd',
    // It is hostapd that takes the radio up and into the bridge.
    found: ['units.stopped', 'interfaces.down', 'interfaces.unbridged', 'access-point.mute'],
  },
];

/** What the doctor says of the whole box: well, with a fault, and well again. */
export async function findFaults(phone: Phone): Promise<boolean> {
  const held = [await findReturn(phone), await find('the doctor is content', () => examine([]))];
  for (const { name, plant, mend, found } of FAULTS) {
    await box(plant, 60);
    held.push(await find(`of ${name} the doctor says ${found.join(', ')}`, () => examine(found)));
    await box(mend, 60);
    held.push(
      await find(`of ${name} nothing is left when it is mended`, () =>
        until('content', 120, () => examine([]).then(() => 'so')),
      ),
    );
  }
  return !held.includes(false);
}

/** Throws unless exactly these are not green. */
export async function examine(wanted: readonly string[]): Promise<string> {
  const { checks } = JSON.parse(await box('checkpoint-portal doctor --json; true', 120)) as Report;
  const found = checks.flatMap(({ id, findings }) =>
    findings.filter(({ level }) => level !== 'green').map(({ fault, what }) => `${id}.${fault}: ${what.en}`),
  );
  const names = found.map((text) => text.split(':')[0]);
  expect(names.sort().join() === [...wanted].sort().join(), found.join('; ') || 'all is green');
  return found.join('; ');
}
