import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The kernel's own random name for this start of the machine (random(4)); where there is none, this program's start stands for it. */
export function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    return randomUUID();
  }
}
