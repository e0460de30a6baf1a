import type { Checkpoint } from '../../domain/checkpoint.ts';
import { readBootId } from '../../platform/boot-id.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type {
  BundleSource,
  BundleStore,
  CheckpointKey,
  DoctorReports,
  Gate,
  Hub,
  Links,
  Neighbours,
  NoticeFolder,
  SchemaColumn,
  TimeServer,
  Uplink,
} from '../ports.ts';
import { createCheckpointKey } from './checkpoint-key.ts';
import { createDoctorReports } from './doctor-reports.ts';
import { createGateClient } from './gate-client.ts';
import { createHubClient } from './hub-client.ts';
import { createLinks, createSimulatedLinks } from './links.ts';
import { createNeighbours, createSimulatedNeighbours } from './neighbours.ts';
import { createBundleSource } from './notices/bundle-source.ts';
import { createBundleStore } from './notices/bundle-store.ts';
import { createNoticeFolder } from './notices/folder.ts';
import { createSchema } from './schema.ts';
import { createSimulatedGate } from './simulated-gate.ts';
import { createStorage, type Storage } from './storage.ts';
import { createTimeServer } from './time-server.ts';
import { createSimulatedUplink, createUplink } from './uplink.ts';

/** All that the portal needs of the box it runs on: the disk, the door, who is on the WiFi, and the way to the internet. */
export interface Machine extends Storage {
  readonly key: CheckpointKey;
  readonly gate: Gate;
  readonly neighbours: Neighbours;
  readonly uplink: Uplink;
  readonly links: Links;
  readonly noticeFolder: NoticeFolder;
  readonly bundleStore: BundleStore;
  /** Undefined where the config names no address. */
  readonly bundleSource: BundleSource | undefined;
  readonly timeServer: TimeServer;
  readonly doctorReports: DoctorReports;
  /** Undefined where the config names none. */
  readonly hub: Hub | undefined;
  /** What the database has in it, for whoever audits it: no second program can open it beside this one. */
  schema(): Promise<readonly SchemaColumn[]>;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

export interface MachineParts {
  readonly checkpoint: Checkpoint;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the doctor leaves its report, if not where its unit does. */
  readonly doctorFile?: string;
}

type Network = Pick<Machine, 'gate' | 'neighbours' | 'uplink' | 'links' | 'timeServer'>;

export function createMachine(parts: MachineParts): Machine {
  const { checkpoint, clock, log } = parts;
  const { directory, publisherKey, url } = checkpoint.notices;
  const { push } = checkpoint.reporting;
  const key = createCheckpointKey(checkpoint.storage.directory, log);
  const storage = createStorage({
    directory: checkpoint.storage.directory,
    rule: { below: checkpoint.reporting.foldBelow, languages: checkpoint.languages },
    bootId: readBootId(),
    clock,
    log,
  });
  const network = checkpoint.gate.simulated ? simulatedNetwork(parts) : realNetwork(parts);
  return {
    ...network,
    ...storage,
    key,
    doctorReports: createDoctorReports(parts.doctorFile),
    noticeFolder: createNoticeFolder(directory),
    bundleStore: createBundleStore(checkpoint.storage.directory, publisherKey),
    bundleSource: url === undefined ? undefined : createBundleSource({ url }),
    hub: push && createHubClient(push),
    schema: () => createSchema({ database: storage.database(), checkpoint })(),
    async close() {
      network.links.close();
      network.gate.close();
      storage.ledger.close();
      await key.settled;
    },
  };
}

function realNetwork({ checkpoint, log }: MachineParts): Network {
  return {
    gate: createGateClient(checkpoint.gate.socket),
    neighbours: createNeighbours(checkpoint.access.interface, log),
    uplink: createUplink({ checkpoint }),
    links: createLinks({ checkpoint }),
    timeServer: createTimeServer(),
  };
}

function simulatedNetwork({ checkpoint, clock }: MachineParts): Network {
  return {
    gate: createSimulatedGate({ clock, maxClients: checkpoint.session.maxClients }),
    neighbours: createSimulatedNeighbours(),
    uplink: createSimulatedUplink(),
    links: createSimulatedLinks(),
    timeServer: { hasSet: async () => false },
  };
}
