import type { Checkpoint } from '../../domain/checkpoint.ts';
import { readBootId } from '../../platform/boot-id.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type {
  BundleSource,
  BundleStore,
  CheckpointKey,
  Folding,
  Gate,
  Hub,
  Ledger,
  Links,
  Neighbours,
  NoticeFolder,
  SchemaColumn,
  TimeServer,
  Tokens,
  Uplink,
} from '../ports.ts';
import { createCheckpointKey } from './checkpoint-key.ts';
import { createFolding } from './folding.ts';
import { createGateClient } from './gate-client.ts';
import { createHubClient } from './hub-client.ts';
import { createLedger } from './ledger.ts';
import { createLinks, createSimulatedLinks } from './links.ts';
import { createNeighbours, createSimulatedNeighbours } from './neighbours.ts';
import { createBundleSource } from './notices/bundle-source.ts';
import { createBundleStore } from './notices/bundle-store.ts';
import { createNoticeFolder } from './notices/folder.ts';
import { createSchema } from './schema.ts';
import { createSimulatedGate } from './simulated-gate.ts';
import { openStore } from './store.ts';
import { createTimeServer } from './time-server.ts';
import { createTokens } from './tokens.ts';
import { createSimulatedUplink, createUplink } from './uplink.ts';

/** All that the portal needs of the box it runs on: the disk, the door, who is on the WiFi, and the way to the internet. */
export interface Machine {
  readonly ledger: Ledger;
  readonly folding: Folding;
  readonly tokens: Tokens;
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
}

type Network = Pick<Machine, 'gate' | 'neighbours' | 'uplink' | 'links' | 'timeServer'>;

export function createMachine(parts: MachineParts): Machine {
  const { checkpoint, clock, log } = parts;
  const { directory, publisherKey, url } = checkpoint.notices;
  const { push } = checkpoint.reporting;
  const store = openStore(checkpoint.storage.directory, log);
  const ledger = createLedger({ ...store, bootId: readBootId(), clock, log });
  const key = createCheckpointKey(checkpoint.storage.directory, log);
  const network = checkpoint.gate.simulated ? simulatedNetwork(parts) : realNetwork(parts);
  return {
    ...network,
    ledger,
    folding: createFolding(store.database, {
      rule: { below: checkpoint.reporting.foldBelow, languages: checkpoint.languages },
      lastSeq: ledger.lastSeq(),
    }),
    tokens: createTokens({ ...store, clock }),
    key,
    noticeFolder: createNoticeFolder(directory),
    bundleStore: createBundleStore(checkpoint.storage.directory, publisherKey),
    bundleSource: url === undefined ? undefined : createBundleSource({ url }),
    hub: push && createHubClient(push),
    schema: createSchema({ ...store, checkpoint }),
    async close() {
      network.links.close();
      network.gate.close();
      ledger.close();
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
