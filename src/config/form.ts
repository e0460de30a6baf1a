import { parse as parseToml, TomlError } from 'smol-toml';
import * as v from 'valibot';
import type { Fields } from './fields.ts';
import { linesOf } from './lines.ts';
import { type Finding, type Problem, problemOfFinding, problemOfIssue } from './problem.ts';

/** What a TOML file may hold. */
export interface Form<Schema extends v.GenericSchema> {
  readonly schema: Schema;
  /** What each field wants, in words. */
  readonly fields: Fields;
  /** What no single field can tell. */
  readonly rules: readonly FormRule<v.InferOutput<Schema>>[];
}

export interface FormRule<Written> {
  /** The fields that it looks at: it is asked only when each of them is right by itself. */
  readonly reads: readonly string[];
  readonly find: (written: Written) => readonly Finding[];
}

export type Filled<Written> =
  | { readonly ok: true; readonly written: Written }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a file: what is written in it, or every problem at once, in the order of the file. */
export function readForm<Schema extends v.GenericSchema>(
  toml: string,
  { schema, fields, rules }: Form<Schema>,
): Filled<v.InferOutput<Schema>> {
  let document: unknown;
  try {
    document = parseToml(toml);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { ok: false, problems: [syntaxProblem(error)] };
  }
  const lines = linesOf(toml);
  const result = v.safeParse(schema, document);
  const issues = result.issues ?? [];
  // On failure valibot still hands over what it read; a rule sees only those parts of it that are right.
  const findings = rules
    .filter(({ reads }) => reads.every((path) => !issues.some((issue) => touches(issue, path))))
    .flatMap((rule) => rule.find(result.output as v.InferOutput<Schema>));
  const problems = [
    ...issues.map((issue) => problemOfIssue(issue, lines, fields)),
    ...findings.map((finding) => problemOfFinding(finding, lines)),
  ];
  if (!result.success || problems.length > 0) return { ok: false, problems: inOrder(problems) };
  return { ok: true, written: result.output };
}

function touches(issue: v.BaseIssue<unknown>, path: string): boolean {
  const faulty = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  return faulty === path || faulty.startsWith(`${path}.`) || path.startsWith(`${faulty}.`);
}

/** One problem a place (a text that is too long may break three checks), missing tables last. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const byPlace = new Map(problems.map((problem) => [`${problem.path} ${problem.value}`, problem]));
  return [...byPlace.values()].sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
}

function syntaxProblem(error: TomlError): Problem {
  const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
  return {
    line: error.line,
    path:
      error.codeblock
        .split('\n')
        .find((row) => row.startsWith(`${error.line}:`))
        ?.replace(/^\d+:\s*/, '') ?? '',
    value: undefined,
    fault: { vi: `không đọc được dòng này (${reason})`, en: `this line cannot be read (${reason})` },
    remedy: {
      vi: 'viết như sau: tên = "giá trị"; chữ nằm trong ngoặc kép, số để trần',
      en: 'write it as: name = "value"; text in double quotes, numbers bare',
    },
  };
}
