import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { run } from './command.ts';
import { openLab } from './lab.ts';
import { test } from './lab-test.ts';
import { addNamespace } from './namespace.ts';
import { labDirectory } from './remains.ts';
import { openReports } from './reports.ts';

const ONLY_NET_ADMIN = (1n << 12n).toString(16).padStart(16, '0');
const NONE = '0'.repeat(16);

describe('the lab', () => {
  test('runs the portal without any privilege, and the gate with one', async ({ lab: { router } }) => {
    expect(await capabilities(router.portal.pid())).toEqual([NONE]);
    expect(await capabilities(router.gate.pid())).toEqual([ONLY_NET_ADMIN]);
  });

  test('does not meet another lab beside it', async ({ phone }) => {
    const other = await openLab();
    const stranger = await other.addPhone();
    expect(await curl(stranger, 'http://10.77.0.1/')).toMatchObject({ status: 200 });
    await accept(phone);
    expect(await curl(stranger, 'http://example.com/')).toMatchObject({ status: 302 });
    expect(await (await openReports(other.router)).totals()).toMatchObject({ device: 1, session: 0 });

    other.close();
    expect(await remainsOf(other.name)).toEqual([]);
    expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });
  });

  test('clears away what a killed lab has left', async () => {
    const dead = `portal-lab-${await pidOfTheDead()}-abcdef`;
    await addNamespace(`${dead}-router`);
    await mkdir(labDirectory(dead));
    const lab = await openLab();
    expect(await remainsOf(dead)).toEqual([]);
    lab.close();
  });
});

async function capabilities(pid: number | undefined): Promise<string[]> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const sets = [...status.matchAll(/^Cap(?:Inh|Prm|Eff|Bnd|Amb):\s+(\S+)$/gm)];
  return [...new Set(sets.map(([, set = '']) => set))];
}

async function remainsOf(lab: string): Promise<string[]> {
  const namespaces = (await run(['ip', 'netns', 'list'])).split('\n').filter((line) => line.startsWith(lab));
  return [
    ...namespaces,
    ...[labDirectory(lab), `/etc/netns/${lab}-router`].filter((path) => existsSync(path)),
  ];
}

/** A process id that nobody has: it has just been given back. */
async function pidOfTheDead(): Promise<number | undefined> {
  const child = spawn('true');
  await once(child, 'close');
  return child.pid;
}
