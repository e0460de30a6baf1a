import type { Checkpoint } from '../checkpoint.ts';
import { RUN } from './names.ts';

/** The program that faces strangers; its group may talk to the gate. */
export const PORTAL_USER = 'checkpoint-portal';
/** The gate, and dnsmasq, which the gate may signal as its own user. */
export const GATE_USER = 'checkpoint-gate';

/** `sysusers.d`: two users without a home or a shell, and one group. */
export function renderUsers(): string {
  return `# Made by checkpoint-portal.
g ${PORTAL_USER} -
u ${PORTAL_USER} -:${PORTAL_USER} "Checkpoint portal, the guide"
u ${GATE_USER} -:${PORTAL_USER} "Checkpoint portal, the gate"
`;
}

/**
 * `tmpfiles.d`: folders that no unit owns, so that none takes them away when it restarts. In the first lie the sockets of both
 * programs, and neither may take the other's place: only the owner of a file may remove it there.
 */
export function renderFolders({ gate, storage }: Checkpoint): string {
  const shared = [
    ...new Set([gate.socket, storage.controlSocket].map((file) => file.replace(/\/[^/]*$/, ''))),
  ];
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
${shared.map((folder) => `d ${folder} 1770 root ${PORTAL_USER} -\n`).join('')}d ${RUN} 0700 ${GATE_USER} ${PORTAL_USER} -
d ${storage.directory} 0700 ${PORTAL_USER} ${PORTAL_USER} -
`;
}
