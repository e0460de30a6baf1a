import type { Checkpoint } from '../../checkpoint.ts';
import { OFFLINE_ADDRESS, OFFLINE_DNS_PORT, RUN } from '../names.ts';
import { ownNames } from './dnsmasq.ts';

/** A phone that is let through when the internet is back must not look for it here for longer. */
const TTL_SECONDS = 5;

/**
 * DNS without an internet: every name leads to the redirect on port 80, so that phones still raise their sign-in. It always
 * runs, and nftables leads captive clients to it while the uplink is down: nothing is started when it matters.
 */
export function renderDnsmasqOffline(checkpoint: Checkpoint): string {
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
port=${OFFLINE_DNS_PORT}
interface=${checkpoint.access.interface}
except-interface=lo
bind-dynamic
no-resolv
no-hosts
pid-file=${RUN}/dnsmasq-offline.pid
log-facility=/dev/null
local-ttl=${TTL_SECONDS}

address=/#/${OFFLINE_ADDRESS}
# An IPv6 address, or a type of record that iPhones ask for before the address (65), is "none": at a refusal they give up.
local=/#/
${ownNames(checkpoint)}
`;
}
