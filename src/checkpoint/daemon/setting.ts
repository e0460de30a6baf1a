import type { Catalog } from '../../config/catalog.ts';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import type { LinkPace } from '../../domain/link.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Neighbours } from '../ports.ts';

/** What the portal is started with. */
export interface PortalSetting {
  readonly checkpoint: Checkpoint;
  readonly catalog: Catalog;
  /** The package's folder, with `views/`, `static/` and `dist/` in it. */
  readonly root: string;
  /** The package's. */
  readonly version: string;
  /** A number in [0, 1); undefined: `Math.random`. */
  readonly chance?: () => number;
  /** How often destinations are asked; undefined: as at a checkpoint. */
  readonly linkPace?: LinkPace;
  /** Who is on the WiFi, if somebody else than the machine knows. */
  readonly neighbours?: Neighbours;
  /** Where the doctor leaves its report, if not where its unit does. */
  readonly doctorFile?: string;
  readonly clock: Clock;
  readonly log: Log;
}
