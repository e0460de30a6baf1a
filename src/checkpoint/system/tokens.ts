import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { keepStatement, type Sqlite, writeThrough } from '../../platform/sqlite.ts';
import type { TokenRow, Tokens } from '../ports.ts';

/** `cp_<id>_<secret>`: the id finds the row, the secret (256 random bits, so a plain hash is enough) proves it. */
const TOKEN = /^cp_([0-9a-f]{8})_([A-Za-z0-9_-]{43})$/;

export function createTokens({ database, clock }: { database: Sqlite; clock: Clock }): Tokens {
  const insert = keepStatement(
    database,
    'insert into token (id, name, hash, created_at) values (?, ?, ?, ?)',
  );
  const all = keepStatement<[], TokenRow>(
    database,
    'select id, name, created_at as createdAt from token order by created_at, id',
  );
  const one = keepStatement<[string], { hash: Buffer }>(database, 'select hash from token where id = ?');
  const remove = keepStatement(database, 'delete from token where id = ?');
  const idOf = (token: string): string | undefined => {
    const [, id = '', secret = ''] = TOKEN.exec(token) ?? [];
    const row = id === '' ? undefined : one.get(id);
    return row !== undefined && timingSafeEqual(row.hash, hashOf(secret)) ? id : undefined;
  };
  return {
    create(name) {
      const id = randomBytes(4).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      const createdAt = new Date(clock.epochMs()).toISOString();
      writeThrough(database, () => insert.run(id, name, hashOf(secret), createdAt));
      return { id, token: `cp_${id}_${secret}` };
    },
    list: () => all.all(),
    revoke: (id) => writeThrough(database, () => remove.run(id)).changes > 0,
    accepts: (token) => idOf(token) !== undefined,
    idOf,
    has: (id) => one.get(id) !== undefined,
  };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
