import { DESTINATION_RULES } from './rules/destinations.ts';
import { INTERFACE_RULES } from './rules/interfaces.ts';
import { LISTENER_RULES } from './rules/listeners.ts';
import { LIST_RULES } from './rules/lists.ts';
import { NAME_RULES } from './rules/names.ts';
import { NOTICE_RULES } from './rules/notices.ts';
import { PUSH_RULES } from './rules/push.ts';
import type { Rule } from './rules/rule.ts';
import { SESSION_RULES } from './rules/session.ts';

/** What no single field can tell. */
export const RULES: readonly Rule[] = [
  ...LIST_RULES,
  ...DESTINATION_RULES,
  ...INTERFACE_RULES,
  ...NAME_RULES,
  ...LISTENER_RULES,
  ...SESSION_RULES,
  ...NOTICE_RULES,
  ...PUSH_RULES,
];
