import type { FakeBox } from './fake-box.ts';

/** What a healthy Debian 12 virtual machine says, as recorded; without a battery clock, a thermometer, a card or systemd's units. */
export const HEALTHY: FakeBox = {};
