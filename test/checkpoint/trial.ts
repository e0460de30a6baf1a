import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startPortal } from '../../src/checkpoint/daemon/daemon.ts';
import type { Neighbours } from '../../src/checkpoint/ports.ts';
import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { publicKeyOf, readPrivateKey } from '../../src/platform/ed25519.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { catalog, checkpointOf, ROOT } from '../example.ts';
import { freePort } from '../free-port.ts';
import { writeNotices } from './notice-files.ts';

const PLACE = `name = { vi = "Chốt <b>số</b> 1 & 2", en = "Checkpoint 1" }
contacts = [{ name = "Tổ trực chốt", phone = "115" }]`;

/** The whole portal program with a simulated gate, on ports and in a folder of this test's own. */
export async function startTrial({
  maxClients = 5,
  reportPort = 0,
  tls,
  notices,
  noticeFiles = {},
  reporting = '',
  prepare,
  start,
  neighbours,
  ledgerFile,
  storage,
  written: { top = '', place = PLACE, ssid = 'KHAI BAO Y TE', tables = '' } = {},
}: {
  maxClients?: number;
  reportPort?: number;
  /** The `[tls]` table. */
  tls?: string;
  /** What stands in the `[notices]` table beside the folder. */
  notices?: string;
  /** What stands in the `[reporting]` table beside the address. */
  reporting?: string;
  /** What lies in that folder, by name. */
  noticeFiles?: Readonly<Record<string, string>>;
  /** What has befallen the storage directory before the start. */
  prepare?: (folder: string) => void;
  /** When it starts, in ISO 8601: half past eight on 2021-02-01 unless said. */
  start?: string | undefined;
  /** Who is behind which address; without it each is a client of its own. */
  neighbours?: Neighbours;
  /** Where counts are kept, if not in a folder that nothing is wrong with. */
  storage?: string;
  /** What is found where the ledger should be. */
  ledgerFile?: string;
  /** The config's own texts: what stands above all tables, in `[checkpoint]` beside the id, and in further tables. */
  written?: { top?: string; place?: string; ssid?: string; tables?: string };
} = {}) {
  const folder = temporaryFolder();
  const port = await freePort();
  reportPort ||= await freePort();
  const toml = `${top}
[checkpoint]
id = "thu-nghiem"
${place}
[access]
interface = "wifi"
ssid = ${JSON.stringify(ssid)}
[uplink]
interface = "uplink"
[portal]
port = ${port}
[reporting]
listen = "127.0.0.1:${reportPort}"
${reporting}
[session]
max_clients = ${maxClients}
[gate]
simulated = true
[storage]
directory = "${storage ?? folder}"
control_socket = "${join(folder, 'portal.sock')}"
[notices]
directory = "${join(folder, 'notices')}"
${notices ?? ''}
${tables}
${tls ?? ''}`;
  writeNotices(folder, noticeFiles);
  prepare?.(folder);
  if (ledgerFile !== undefined) writeFileSync(join(folder, 'ledger.db'), ledgerFile);
  const checkpoint = await withFreeTlsPort(checkpointOf(toml));
  const log = createMemoryLog();
  const clock = createTestClock(start);
  const { tokens, stop } = await startPortal({
    checkpoint,
    catalog,
    root: ROOT,
    version: '1.2.3',
    chance: () => 0,
    clock,
    log,
    doctorFile: join(folder, 'doctor', 'report.json'),
    ...(neighbours && { neighbours }),
  });
  onTestFinished(stop);
  const { token } = tokens.create('huyện');
  const report = `http://127.0.0.1:${reportPort}`;
  return {
    toml,
    folder,
    port,
    tlsPort: checkpoint.tls?.port ?? 0,
    log,
    clock,
    token,
    tokens,
    portal: `http://localhost:${port}`,
    report,
    stop,
    /** The checkpoint's own, once it is on the disk. */
    publicKey: () => publicKeyOf(readPrivateKey(readFileSync(join(folder, 'checkpoint.key')))),
    /** Of today, or of what the query asks for. */
    async totals(query = ''): Promise<Record<string, number>> {
      const answer = await fetch(`${report}/api/v1/counts${query}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      return ((await answer.json()) as { totals: Record<string, number> }).totals;
    },
  };
}

/** The real one is taken where two tests run at once. */
async function withFreeTlsPort(checkpoint: Checkpoint): Promise<Checkpoint> {
  const { tls } = checkpoint;
  return tls ? { ...checkpoint, tls: { ...tls, port: await freePort() } } : checkpoint;
}

/** Sends bytes as they are and resolves to all that comes back until the other side hangs up; rejects where it resets the connection. */
export async function sendRaw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let heard = '';
  socket.on('data', (text) => {
    heard += text;
  });
  socket.write(bytes);
  await once(socket, 'close');
  return heard;
}
