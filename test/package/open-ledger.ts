/** A program for the package's own Node, from its folder: SQLite writes a row and reads it, by the binding. Prints 1. */
export const OPEN_LEDGER = `
const Database = require('better-sqlite3');
const db = new Database(':memory:');
db.exec('create table t (n integer); insert into t values (1)');
console.log(db.prepare('select n from t').get().n);
`;
