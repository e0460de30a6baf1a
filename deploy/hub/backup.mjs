// Copies a file of collected counts: backup.mjs FROM TO. Bringing a copy back is the same with the two names swapped.
// Not `cp`: what was written last lies in the log beside the database, and a pull may be at work.
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

const [from, to] = process.argv.slice(2);
if (!from || !to || !existsSync(from)) {
  process.stderr.write(
    from && to
      ? `Không có tệp ${from}. / There is no ${from}.\n    Cách sửa / Remedy: checkpoint-portal pull --list FILE\n`
      : 'node backup.mjs FROM TO\n',
  );
  process.exit(2);
}

const fresh = `${to}.new`;
rmSync(fresh, { force: true });
const database = new Database(from, { readonly: true, timeout: 10_000 });
try {
  copy(database);
} catch (error) {
  rmSync(fresh, { force: true });
  process.stderr.write(
    `Không sao lưu được / not copied: ${error.message}\n    Cách sửa / Remedy: xem ổ đĩa còn chỗ, tệp có hỏng không / look whether there is room, and whether the file is damaged\n`,
  );
  process.exitCode = 1;
} finally {
  database.close();
}

function copy(source) {
  source.prepare('VACUUM INTO ?').run(fresh);
  const check = new Database(fresh, { readonly: true });
  const said = check.pragma('integrity_check', { simple: true });
  check.close();
  if (said !== 'ok') throw new Error(said);
  sync(fresh);
  // The log of the file that is replaced is no log of the new one.
  for (const suffix of ['-wal', '-shm']) rmSync(to + suffix, { force: true });
  renameSync(fresh, to);
  sync(dirname(to));
}

/** The last copy goes only when the new one is on the disk. */
function sync(path) {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
