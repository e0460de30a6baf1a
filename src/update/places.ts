/** Where an update finds and keeps things. */
export interface Places {
  /** The publisher's key. */
  readonly key: string;
  /** The script that swaps, and what it goes by. */
  readonly work: string;
  /** Packages: the running version's, and the one before. */
  readonly packages: string;
  readonly units: string;
  /** Where sticks are mounted. */
  readonly sticks: readonly string[];
}

export const PLACES: Places = {
  key: '/etc/checkpoint-portal/publisher.pub',
  work: '/var/lib/checkpoint-update',
  packages: '/var/cache/checkpoint-portal',
  units: '/etc/systemd/system',
  sticks: ['/media', '/mnt', '/run/media'],
};
