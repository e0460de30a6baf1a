import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NETWORK_CHECKS } from '../../src/doctor/network-checks.ts';
import type { DoctorReport } from '../../src/domain/finding.ts';
import { type Command, run } from './command.ts';
import { checkpointPortal } from './machine.ts';
import type { Router } from './router.ts';

/** Of the network, and of what it stands on. What a whole box has beside (systemd, a card, a thermometer) is not in the lab. */
const CHECKS = [...NETWORK_CHECKS.map(({ id }) => id), 'portal', 'ports', 'uplink', 'name-servers'];

/** How `checkpoint-portal doctor` is run there; `change` makes another config of the router's own. */
export function doctorCommand(router: Router, change = (config: string) => config, checks = CHECKS): Command {
  const directory = join(router.rendered, '../../..');
  const own = join(directory, 'checkpoint.toml');
  const config = join(directory, 'examined.toml');
  writeFileSync(config, change(readFileSync(own, 'utf8')));
  return router.at(checkpointPortal(directory, 'doctor', ...checks, '--json', '--config', config));
}

export async function examine(router: Router, change?: (config: string) => string): Promise<DoctorReport> {
  // Its exit status is the worst level, and what it says is there all the same.
  const said = await run(doctorCommand(router, change)).catch((error: { stdout: string }) => error.stdout);
  return JSON.parse(said) as DoctorReport;
}

/** `firewall.gone`: each finding that is not green, by its check and its own word. */
export function faultsOf({ checks }: DoctorReport): readonly string[] {
  return checks.flatMap(({ id, findings }) =>
    findings.flatMap(({ level, fault }) => (level === 'green' ? [] : [`${id}.${fault}`])),
  );
}
