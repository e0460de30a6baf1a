/** A shell script for a box: SQLite writes a row and reads it, with the package's own Node and binding. Prints 1. */
export const OPEN_LEDGER = `cd /usr/lib/checkpoint-portal && bin/node -e "
const Database = require('better-sqlite3');
const db = new Database('/tmp/try.db');
db.exec('create table t (n integer); insert into t values (1)');
console.log(db.prepare('select n from t').get().n);
"; rm -f /tmp/try.db`;
