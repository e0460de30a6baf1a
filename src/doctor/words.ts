import type { Finding } from '../domain/finding.ts';
import type { Text } from '../domain/text.ts';

type Trouble = Omit<Finding, 'level' | 'what'> & { readonly meaning: Text; readonly remedy: Text };

export function green(what: Text): Finding {
  return { level: 'green', what };
}

export function yellow(what: Text, trouble: Trouble): Finding {
  return { level: 'yellow', what, ...trouble };
}

export function red(what: Text, trouble: Trouble): Finding {
  return { level: 'red', what, ...trouble };
}
