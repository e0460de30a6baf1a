import { existsSync } from 'node:fs';
import type { SchemaColumn } from '../checkpoint/ports.ts';
import { type AuditOfFiles, auditFiles, type Looked } from '../checkpoint/system/audit/audit.ts';
import { readJournal } from '../checkpoint/system/audit/journal.ts';
import { readSchemaOnDisk } from '../checkpoint/system/audit/schema-on-disk.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import type { Finding } from '../domain/privacy/finding.ts';
import { PRIVACY, rowAbout } from '../domain/privacy/table.ts';
import { RUN } from '../domain/rules/names.ts';
import { askPortal } from './ask-portal.ts';
import { type Arguments, type Command, CommandFault, type Context, EXIT, textOption } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { tellAudit } from './privacy-words.ts';

/** What an audit has looked at, and what it has found. */
export interface Audit extends AuditOfFiles {
  /** Who told the columns: the running portal, or the file, where none runs. */
  readonly schemaFrom: 'portal' | 'file';
  readonly columns: readonly SchemaColumn[];
  /** Where the places lie that files are named by. */
  readonly folders: Readonly<Record<string, string>>;
}

const PROGRESS_MS = 2000;

export const privacyAudit: Command = {
  name: 'privacy-audit',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    log: {
      type: 'string',
      value: 'PATH',
      text: {
        vi: 'xem thêm tệp nhật ký này, hoặc thư mục',
        en: 'a log file, or a folder of such, to search too',
      },
    },
  },
  text: {
    vi: 'liệt kê mọi thứ được lưu, tìm dấu vết của điện thoại',
    en: 'list all that is kept, search for traces of phones',
  },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const audit = await auditAll(context, checkpoint, args);
    const ok = audit.findings.length === 0;
    if (args.options.json) printJson(context.stdout, { ok, ...audit, table: PRIVACY });
    else context.stdout.write(tellAudit(audit, context.tongue));
    return ok ? EXIT.good : EXIT.fault;
  },
};

async function auditAll(context: Context, checkpoint: Checkpoint, args: Arguments): Promise<Audit> {
  const logPath = textOption(args, 'log');
  if (logPath !== undefined && !existsSync(logPath)) throw noLog(logPath);
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

function noLog(path: string): CommandFault {
  return new CommandFault(
    {
      vi: `privacy-audit: không có ${path}\n    Cách sửa: ghi đúng tệp nhật ký sau --log, hoặc bỏ --log`,
      en: `privacy-audit: there is no ${path}\n    Remedy: name a log file behind --log, or leave --log out`,
    },
    EXIT.usage,
  );
}

function shut(path: string): CommandFault {
  return new CommandFault({
    vi: `không có quyền đọc ${path}\n    Cách sửa: chạy lệnh với sudo`,
    en: `may not read ${path}\n    Remedy: run the command with sudo`,
  });
}
