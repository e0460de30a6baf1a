import type { Check } from './check.ts';
import { card } from './checks/card.ts';
import { certificate } from './checks/certificate.ts';
import { clock } from './checks/clock.ts';
import { config } from './checks/config.ts';
import { destinations } from './checks/destinations.ts';
import { disk } from './checks/disk.ts';
import { ledger } from './checks/ledger.ts';
import { logs } from './checks/logs.ts';
import { memory } from './checks/memory.ts';
import { nameServers } from './checks/name-servers.ts';
import { portal } from './checks/portal.ts';
import { ports } from './checks/ports.ts';
import { power } from './checks/power.ts';
import { powerCuts } from './checks/power-cuts.ts';
import { reports } from './checks/reports.ts';
import { temperature } from './checks/temperature.ts';
import { units } from './checks/units.ts';
import { update } from './checks/update.ts';
import { uplink } from './checks/uplink.ts';
import { versions } from './checks/versions.ts';
import { NETWORK_CHECKS } from './network-checks.ts';

/** In the order of the report: from the box itself to the phone that goes online. */
export const CHECKS: readonly Check[] = [
  config,
  versions,
  update,
  power,
  powerCuts,
  temperature,
  memory,
  disk,
  card,
  logs,
  clock,
  units,
  ports,
  portal,
  ledger,
  uplink,
  nameServers,
  destinations,
  certificate,
  reports,
  ...NETWORK_CHECKS,
];
