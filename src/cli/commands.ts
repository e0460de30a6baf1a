import type { Command } from './command.ts';

/**
 * What a command is made of is read when it is typed, not before: a portal that starts after a power cut does not wait for
 * what prints posters.
 */
export interface Listed {
  /** The command's own. */
  readonly name: string;
  load(): Promise<Command>;
}

/** In the order of the help. */
export const COMMANDS: readonly Listed[] = [
  { name: 'portal', load: async () => (await import('./portal.ts')).portal },
  { name: 'gate', load: async () => (await import('./gate.ts')).gate },
  { name: 'setup', load: async () => (await import('./setup.ts')).setup },
  { name: 'config check', load: async () => (await import('./config-check.ts')).configCheck },
  { name: 'config migrate', load: async () => (await import('./config-migrate.ts')).configMigrate },
  { name: 'config show', load: async () => (await import('./config-show.ts')).configShow },
  { name: 'config apply', load: async () => (await import('./config-apply.ts')).configApply },
  { name: 'render', load: async () => (await import('./render.ts')).render },
  { name: 'print-kit', load: async () => (await import('./print-kit.ts')).printKit },
  { name: 'status', load: async () => (await import('./status.ts')).status },
  { name: 'doctor', load: async () => (await import('./doctor.ts')).doctor },
  { name: 'update', load: async () => (await import('./update.ts')).update },
  { name: 'revoke', load: async () => (await import('./revoke.ts')).revoke },
  { name: 'counts', load: async () => (await import('./counts.ts')).counts },
  { name: 'counts export', load: async () => (await import('./counts-export.ts')).countsExport },
  { name: 'counts wipe', load: async () => (await import('./counts-wipe.ts')).countsWipe },
  { name: 'token create', load: async () => (await import('./token-create.ts')).tokenCreate },
  { name: 'token list', load: async () => (await import('./token-list.ts')).tokenList },
  { name: 'token revoke', load: async () => (await import('./token-revoke.ts')).tokenRevoke },
  { name: 'enroll', load: async () => (await import('./enroll.ts')).enroll },
  { name: 'notices list', load: async () => (await import('./notices-list.ts')).noticesList },
  { name: 'notices check', load: async () => (await import('./notices-check.ts')).noticesCheck },
  { name: 'notices add', load: async () => (await import('./notices-add.ts')).noticesAdd },
  { name: 'notices key', load: async () => (await import('./notices-key.ts')).noticesKey },
  { name: 'notices pack', load: async () => (await import('./notices-pack.ts')).noticesPack },
  { name: 'privacy-audit', load: async () => (await import('./privacy-audit.ts')).privacyAudit },
  { name: 'pull', load: async () => (await import('./pull.ts')).pull },
];

/** All of them, for the help. */
export function loadCommands(): Promise<readonly Command[]> {
  return Promise.all(COMMANDS.map((listed) => listed.load()));
}
