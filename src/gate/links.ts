import { readdirSync, readFileSync } from 'node:fs';
import type { LinkSeen } from '../domain/rules/shaping/judge.ts';

/** Of `IFF_*` in linux/if.h. */
const UP = 0x1;

/** The network interfaces, from where the kernel shows them: a program for each look would cost a Pi more than the look. */
export function readLinks(folder = '/sys/class/net'): readonly LinkSeen[] {
  return readdirSync(folder).flatMap((name) => {
    const flags = flagsOf(`${folder}/${name}/flags`);
    return flags === undefined ? [] : [{ name, isUp: (flags & UP) !== 0 }];
  });
}

/** Undefined for what has been unplugged meanwhile, and for a file beside the interfaces (`bonding_masters`). */
function flagsOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
