import { createReadStream, lstatSync } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { Checkpoint } from '../../../domain/checkpoint.ts';
import type { Finding } from '../../../domain/privacy/finding.ts';
import { innocentsOf } from '../../../domain/privacy/innocents.ts';
import { createScan, type Trace } from '../../../domain/privacy/scan.ts';
import { rowAbout } from '../../../domain/privacy/table.ts';
import type { Journal } from './journal.ts';
import { type FoundFile, filesOnDisk, filesUnder, type MemoryFolder, memoryFolder } from './places.ts';

export interface AuditParts {
  readonly checkpoint: Checkpoint;
  readonly journal: Journal;
  /** A log that was kept in a file, or a folder of such; undefined where there is none. */
  readonly logPath: string | undefined;
  /** Where units have their private /tmp. */
  readonly temporary: readonly string[];
  /** What the gate and dnsmasq keep, which only memory may hold. */
  readonly memoryPath: string;
  /** Told again and again how far it is. */
  readonly progress: (looked: Looked) => void;
}

/** What was read to its end, or so far. */
export interface Looked {
  readonly place: string;
  readonly bytes: number;
}

export interface AuditOfFiles {
  readonly looked: readonly Looked[];
  readonly memory: MemoryFolder;
  readonly hasJournal: boolean;
  readonly findings: readonly Finding[];
}

/** More of one place would say nothing new, and a long list of them would fill the memory. */
const TRACES_AT_MOST = 20;

/** Reads every byte that our programs may have put on a disk or in a log, in the memory of one chunk. */
export async function auditFiles(parts: AuditParts): Promise<AuditOfFiles> {
  const files = [...filesOnDisk(parts.checkpoint, parts.temporary), ...logFiles(parts.logPath)];
  const memory = memoryFolder(parts.memoryPath);
  const findings: Finding[] = unnamed([...files, ...memory.files]);
  if (memory.state === 'on disk') findings.push({ what: 'not-in-memory', place: memory.path });
  const looked: Looked[] = [];
  const look = async (place: string, bytes: Readable) => {
    try {
      const traces = createTraces(place);
      looked.push({ place, bytes: await readAll(parts, { place, bytes, found: traces.add }) });
      findings.push(...traces.findings());
    } catch (error) {
      // It has gone meanwhile, as a log that was merged.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      findings.push({ what: 'unread', place });
    }
  };
  for (const { name, path, isFile } of files) if (isFile) await look(name, createReadStream(path));
  await look(JOURNAL, parts.journal.lines);
  const hasJournal = await parts.journal.isThere;
  // Where there is none, there was nothing to read.
  const isReal = ({ place }: { place: string }) => hasJournal || place !== JOURNAL;
  return {
    looked: looked.filter(isReal),
    memory,
    hasJournal,
    findings: findings.filter((finding) => finding.what !== 'unread' || isReal(finding)),
  };
}

const JOURNAL = 'journal';

/** A log has no name that we know of, so it needs no row. */
const LOGS = 'log';

function logFiles(path: string | undefined): readonly FoundFile[] {
  if (path === undefined) return [];
  if (!lstatSync(path).isDirectory()) return [{ name: `${LOGS}/${basename(path)}`, path, isFile: true }];
  return filesUnder(path, LOGS);
}

function unnamed(files: readonly FoundFile[]): Finding[] {
  return files
    .filter(({ name }) => !name.startsWith(`${LOGS}/`) && !rowAbout('files', name))
    .map(({ name }) => ({ what: 'no-purpose', place: name }));
}

interface Reading {
  readonly place: string;
  readonly bytes: Readable;
  readonly found: (traces: readonly Trace[]) => void;
}

/** Resolves to how many bytes there were. */
async function readAll(
  { checkpoint, progress }: AuditParts,
  { place, bytes, found }: Reading,
): Promise<number> {
  const scan = createScan({ guests: checkpoint.guest, innocents: innocentsOf(checkpoint) });
  let read = 0;
  for await (const chunk of bytes) {
    read += (chunk as Buffer).length;
    found(scan.push((chunk as Buffer).toString('latin1')));
    progress({ place, bytes: read });
  }
  found(scan.end());
  return read;
}

function createTraces(place: string) {
  const kept: Finding[] = [];
  let n = 0;
  return {
    add(traces: readonly Trace[]) {
      n += traces.length;
      const room = TRACES_AT_MOST - kept.length;
      kept.push(...traces.slice(0, room).map((trace) => ({ what: 'trace' as const, place, ...trace })));
    },
    findings: (): readonly Finding[] =>
      n > kept.length ? [...kept, { what: 'more-traces', place, n: n - kept.length }] : kept,
  };
}
