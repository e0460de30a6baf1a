import type { SchemaColumn } from '../checkpoint/ports.ts';
import { type AuditOfFiles, auditFiles, type Looked } from '../checkpoint/system/audit/audit.ts';
import { readJournal } from '../checkpoint/system/audit/journal.ts';
import { readSchemaOnDisk } from '../checkpoint/system/audit/schema-on-disk.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import type { Finding } from '../domain/privacy/finding.ts';
import { rowAbout } from '../domain/privacy/table.ts';
import { RUN } from '../domain/rules/names.ts';
import { askPortal } from './ask-portal.ts';
import { CommandFault, type Context } from './command.ts';

/** What an audit has looked at, and what it has found. */
export interface Audit extends AuditOfFiles {
  /** Who told the columns: the running portal, or the file, where none runs. */
  readonly schemaFrom: 'portal' | 'file';
  readonly columns: readonly SchemaColumn[];
  /** Where the places lie that files are named by. */
  readonly folders: Readonly<Record<string, string>>;
}

const PROGRESS_MS = 2000;

/** @throws CommandFault what may not be read */
export async function auditBox(
  context: Context,
  { checkpoint, logPath }: { checkpoint: Checkpoint; logPath: string | undefined },
): Promise<Audit> {
  const { schemaFrom, columns, findings } = await askColumns(context, checkpoint);
  const files = await auditFiles({
    checkpoint,
    journal: readJournal(),
    logPath,
    temporary: ['/tmp', '/var/tmp'],
    memoryPath: RUN,
    progress: createProgress(context),
  }).catch((error) => {
    throw error.code === 'EACCES' ? shut(error.path) : error;
  });
  const folders = { storage: checkpoint.storage.directory, notices: checkpoint.notices.directory };
  return { schemaFrom, columns, folders, ...files, findings: [...findings, ...files.findings] };
}

/** The running portal tells what its database has: it lets nobody else open it. */
async function askColumns(context: Context, checkpoint: Checkpoint) {
  const told = await askPortal(context, checkpoint, { path: '/schema' }).catch(() => undefined);
  const findings: Finding[] = [];
  let columns = (told ?? []) as readonly SchemaColumn[];
  try {
    if (told === undefined) columns = await readSchemaOnDisk(checkpoint);
  } catch {
    findings.push({ what: 'unread', place: 'storage/ledger.db' });
  }
  findings.push(...columns.flatMap(findingsOf));
  return { schemaFrom: told === undefined ? 'file' : 'portal', columns, findings } as const;
}

function findingsOf({ table, column, odd }: SchemaColumn): readonly Finding[] {
  const place = `${table}.${column}`;
  if (!rowAbout('columns', place)) return [{ what: 'no-purpose', place }];
  return odd > 0 ? [{ what: 'odd-values', place, n: odd }] : [];
}

/** A year's journal takes a Pi a minute, and nobody should think that it hangs. */
function createProgress({ stderr }: Context): (looked: Looked) => void {
  let lastMs = performance.now();
  return ({ place, bytes }) => {
    if (performance.now() - lastMs < PROGRESS_MS) return;
    lastMs = performance.now();
    stderr.write(`${place}: ${Math.round(bytes / 1e6)} MB …\n`);
  };
}

function shut(path: string): CommandFault {
  return new CommandFault({
    vi: `không có quyền đọc ${path}\n    Cách sửa: chạy lệnh với sudo`,
    en: `may not read ${path}\n    Remedy: run the command with sudo`,
  });
}
