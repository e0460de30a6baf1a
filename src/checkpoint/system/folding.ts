import type { FoldRule } from '../../domain/fold.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';
import type { Folding } from '../ports.ts';

const ADD = 'insert or replace into fold_rule (after_seq, below, languages) values (?, ?, ?)';
const LAST_SEQ = 'select coalesce(max(seq), 0) from bucket';
const ALL = 'select after_seq as afterSeq, below, languages from fold_rule order by after_seq';

type Row = Omit<FoldRule, 'languages'> & { readonly afterSeq: number; readonly languages: string };

/**
 * By which rule each hour of the feed is folded: the one that the config had when it last changed. Were hours that a reader has folded
 * by another one the next time, it would have a cell both as itself and in `other`, and count it twice.
 */
export function createFolding(database: Sqlite, rule: FoldRule): Folding {
  const all = keepStatement(database, ALL);
  const languages = rule.languages.join(' ');
  const latest = (all.all() as Row[]).at(-1);
  const lastSeq = keepStatement(database, LAST_SEQ).pluck();
  if (latest?.below !== rule.below || latest.languages !== languages)
    keepStatement(database, ADD).run(latest ? lastSeq.get() : 0, rule.below, languages);
  const rules = (all.all() as Row[]).reverse();
  return {
    ruleOf(seq) {
      const row = rules.find(({ afterSeq }) => afterSeq < seq);
      return row ? { below: row.below, languages: row.languages.split(' ') } : rule;
    },
  };
}
