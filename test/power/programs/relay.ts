import { spawn } from 'node:child_process';
import { copyFileSync, createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:http';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';

/**
 * Runs in the machine as its first process: looks at a copy of the ledger as the cut has left it, starts the portal, and asks it
 * what comes by the second serial line, a line of JSON a request, an answer a line. Nothing here writes to the disk.
 */
const [line = '', folder = '', ...command] = process.argv.slice(2);
const output = createWriteStream(line);
const tell = (what: object) => void output.write(`${JSON.stringify(what)}\n`);

interface Asked {
  readonly id: number;
  readonly options: RequestOptions;
  readonly body?: string;
}

tell({ integrity: lookAtCopy() });
const [file = '', ...words] = command;
const portal = spawn(file, words, { stdio: ['ignore', 'ignore', 'pipe'] });
portal.on('exit', (code, signal) => tell({ log: `the portal ended: ${code ?? signal}` }));
createInterface(portal.stderr).on('line', (log) => tell({ log }));
createInterface(createReadStream(line)).on('line', (text) => answer(JSON.parse(text) as Asked));

/** What SQLite says of it, or `none` at the first start. A copy, as to open it would mend it before the portal can. */
function lookAtCopy(): unknown {
  if (!existsSync(`${folder}/ledger.db`)) return 'none';
  mkdirSync('/copy');
  for (const name of ['ledger.db', 'ledger.db-wal'])
    if (existsSync(`${folder}/${name}`)) copyFileSync(`${folder}/${name}`, `/copy/${name}`);
  const database = new Database('/copy/ledger.db');
  const found = database.pragma('integrity_check', { simple: true });
  database.close();
  return found;
}

function answer({ id, options, body }: Asked): void {
  const failed = () => tell({ id, status: 0, body: '' });
  // A phone's own connection each.
  request({ agent: new Agent(), ...options }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    response.on('end', () => tell({ id, status: response.statusCode, body: text })).on('error', failed);
  })
    .on('error', failed)
    .end(body);
}
