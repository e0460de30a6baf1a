import { expect, test } from 'vitest';
import { renderDnsmasq } from '../../src/domain/rules/dnsmasq/dnsmasq.ts';
import { renderNftables } from '../../src/domain/rules/nftables/ruleset.ts';
import { exampleCheckpoint } from '../example.ts';

const SITUATION = { door: 'closed', uplink: 'up' } as const;
const plain = exampleCheckpoint();
const tls = { name: 'wifi.example.vn', certificate: '/c', key: '/k', authorities: undefined, port: 8443 };
const address = plain.guest.ipv6?.address;
const secure = { ...plain, tls };

/** What [tls] adds to the golden files, and that it adds nothing else. */
test('nftables brings 443 of our own address to the https side, and lets only guests reach it', () => {
  expect(added(renderNftables(plain, SITUATION), renderNftables(secure, SITUATION))).toEqual([
    'iifname "br0" ip daddr 10.77.0.1 tcp dport 443 dnat ip to 10.77.0.1:8443',
    `iifname "br0" ip6 daddr ${address} tcp dport 443 dnat ip6 to [${address}]:8443`,
    'iifname != { "lo", "br0" } tcp dport { 8080, 8443 } drop',
    'tcp dport { 53, 5354, 8080, 8443 } ct state new update @portal_rate { ether saddr limit rate over 40/second burst 200 packets } drop',
    'tcp dport { 8080, 8443 } accept',
  ]);
});

test('dnsmasq answers the certificate`s name itself and reads the options that come and go', () => {
  expect(added(renderDnsmasq(plain, []), renderDnsmasq(secure, []))).toEqual([
    `host-record=wifi.example.vn,10.77.0.1,${address}`,
    'local=/wifi.example.vn/',
    'dhcp-optsfile=/run/checkpoint-gate/dnsmasq.options',
  ]);
});

function added(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .map((line) => line.trim());
}
