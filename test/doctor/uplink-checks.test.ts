import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/doctor/check.ts';
import { certificate } from '../../src/doctor/checks/certificate.ts';
import { clock } from '../../src/doctor/checks/clock.ts';
import { destinations } from '../../src/doctor/checks/destinations.ts';
import { ledger } from '../../src/doctor/checks/ledger.ts';
import { nameServers } from '../../src/doctor/checks/name-servers.ts';
import { reports } from '../../src/doctor/checks/reports.ts';
import { uplink } from '../../src/doctor/checks/uplink.ts';
import { badCertificate } from '../../src/domain/certificate.ts';
import { pushFault } from '../../src/domain/feed/push-fault.ts';
import { createFakeBox, type FakeBox } from './fake-box.ts';
import { STATUS, TIMEDATE } from './recorded.ts';

async function look(check: Check, fake: FakeBox) {
  const findings = await check.look(createFakeBox(fake));
  const faults = findings.filter(({ level }) => level !== 'green');
  return { faults: faults.map(({ fault }) => fault), words: findings.map(({ what }) => what.en).join('; ') };
}

const status = (change: object): Pick<FakeBox, 'portal'> => ({
  portal: { '/status': { ...STATUS, ...change } },
});

describe('the uplink', () => {
  test.each([
    [{}, [], 'works, over wwan0'],
    [{ route: false, dns: undefined, http: undefined }, ['route'], 'wwan0: down: no route or no link'],
    [{ gateway: false, dns: false, http: false }, ['gateway'], 'the next router does not answer'],
    [{ dns: false, http: false }, ['dns'], 'no name server answers'],
    [{ gateway: undefined, http: false }, ['http'], 'names work, the web does not'],
  ])('%o: %s', async (signals, faults, words) => {
    const found = await look(uplink, { uplink: signals });
    expect(found.faults).toEqual(faults);
    expect(found.words).toContain(words);
  });
});

describe('name servers', () => {
  const NAME = 'connectivitycheck.gstatic.com';
  const files = { '/etc/resolv.conf': 'search lan\nnameserver 8.8.8.8\nnameserver 203.113.131.1\n' };
  const address = ['142.250.198.99'];

  test('that all answer are well', async () => {
    const names = { [`${NAME}@8.8.8.8`]: address, [`${NAME}@203.113.131.1`]: address };
    expect((await look(nameServers, { files, names })).faults).toEqual([]);
  });

  test('one of two that does not answer is named', async () => {
    const found = await look(nameServers, { files, names: { [`${NAME}@8.8.8.8`]: address } });
    expect(found).toEqual({ faults: ['silent'], words: 'name server 203.113.131.1 does not answer' });
  });

  test('those on the cable alone, which Node cannot ask, are left out', async () => {
    const router = {
      '/etc/resolv.conf': 'nameserver 127.0.0.53\n',
      '/run/systemd/resolve/resolv.conf': 'nameserver 192.168.1.1\nnameserver fe80::1%2\n',
    };
    const names = { [`${NAME}@192.168.1.1`]: address };
    expect(await look(nameServers, { files: router, names })).toEqual({
      faults: [],
      words: 'answer: 192.168.1.1',
    });
  });

  test('that all are silent is the uplink’s finding', async () => {
    expect((await look(nameServers, { files })).words).toBe('');
  });

  test('none at all', async () => {
    expect((await look(nameServers, { files: { '/etc/resolv.conf': '# empty\n' } })).faults).toEqual([
      'none',
    ]);
  });

  test('behind systemd-resolved it is those that it asks', async () => {
    const behind = {
      '/etc/resolv.conf': 'nameserver 127.0.0.53\noptions edns0 trust-ad\nsearch .\n',
      '/run/systemd/resolve/resolv.conf': 'nameserver 203.0.113.1\nsearch .\n',
    };
    const names = { [`${NAME}@203.0.113.1`]: address };
    expect((await look(nameServers, { files: behind, names })).words).toBe('answer: 203.0.113.1');
  });
});

describe('the clock', () => {
  const timed = { 'timedatectl show': TIMEDATE.synchronized };
  const never = { 'timedatectl show': TIMEDATE.never };
  const off = { 'timedatectl show': TIMEDATE.off };
  const up = (seconds: number) => ({ '/proc/uptime': `${seconds}.00 1.00\n` });

  test.each<[string, FakeBox, readonly string[]]>([
    ['set by a time server', { ...status({ clock: 'ntp' }), commands: timed }, []],
    ['told by the hub', { ...status({ clock: 'hub' }), commands: never }, []],
    ['set, and the portal does not run', { commands: timed }, []],
    [
      'not set yet, just after the start',
      { ...status({ clock: 'estimated' }), commands: never, files: up(60) },
      [],
    ],
    ['never set', { ...status({ clock: 'estimated' }), commands: never, files: up(3600) }, ['unset']],
    ['kept by nobody', { ...status({ clock: 'estimated' }), commands: off, files: up(60) }, ['off']],
    ['of OpenWrt, without timedatectl', { ...status({ clock: 'estimated' }), files: up(3600) }, ['unset']],
  ])('%s', async (_what, fake, faults) => {
    expect((await look(clock, fake)).faults).toEqual(faults);
  });
});

describe('destinations', () => {
  test('one that is dead is named with its address', async () => {
    const dead = [{ id: 'bluezone', minutes: 25, failure: { status: 404 } }];
    const found = await look(destinations, status({ deadDestinations: dead }));
    expect(found).toEqual({ faults: ['dead'], words: 'Bluezone does not answer (HTTP 404), for 25 minutes' });
  });

  test('without an uplink nothing is said of them', async () => {
    const dead = [{ id: 'bluezone', minutes: 25, failure: { fault: 'mute' } }];
    expect((await look(destinations, status({ uplink: 'route', deadDestinations: dead }))).words).toBe('');
  });
});

describe('the certificate', () => {
  test.each([
    ['none', undefined, []],
    ['good', { good: true }, []],
    ['not looked at yet', badCertificate('pending'), []],
    ['expired', badCertificate('expired'), ['expired']],
    ['unreadable, with the system’s word', badCertificate('files', 'ENOENT'), ['files']],
    ['of a chain that ends nowhere', badCertificate('chain', 'UNABLE_TO_VERIFY'), ['chain']],
  ])('%s', async (_what, verdict, faults) => {
    expect((await look(certificate, status(verdict ? { certificate: verdict } : {}))).faults).toEqual(faults);
  });
});

describe('reports', () => {
  const silent = pushFault('silent', 'ETIMEDOUT');
  test.each([
    ['fetched by the district', { state: 'off' }, []],
    ['about to begin', { state: 'pending' }, []],
    ['delivered', { state: 'ok', deliveredMinutesAgo: 3, hoursWaiting: 0 }, []],
    [
      'failing for an hour',
      { state: 'failing', deliveredMinutesAgo: 60, hoursWaiting: 1, fault: silent },
      ['silent'],
    ],
    ['failing for two days', { state: 'failing', hoursWaiting: 48, fault: silent }, ['backlog', 'silent']],
    [
      'refused',
      { state: 'ok', deliveredMinutesAgo: 1, rejected: { hours: 2, reasons: ['early'] } },
      ['rejected'],
    ],
  ])('%s', async (_what, push, faults) => {
    expect((await look(reports, status({ push }))).faults).toEqual(faults);
  });

  test('a hub that is silent while the uplink is down is no fault of its own', async () => {
    const push = { state: 'failing', hoursWaiting: 1, fault: silent };
    expect((await look(reports, status({ push, uplink: 'route' }))).faults).toEqual([]);
  });
});

describe('counts', () => {
  test.each([
    [{}, [], 'written'],
    [{ ledger: 'disk I/O error' }, ['stuck'], 'counts cannot be written (disk I/O error)'],
    [{ key: 'EROFS' }, ['key'], "the checkpoint's key: EROFS"],
    [
      { damagedLedgers: [{ file: 'ledger.db.damaged-1', counters: 812, tokens: 1, done: true }] },
      [],
      'ledger.db.damaged-1: an old one, damaged, 812 counters were saved',
    ],
  ])('%o: %s', async (change, faults, words) => {
    const found = await look(ledger, status(change));
    expect(found.faults).toEqual(faults);
    expect(found.words).toContain(words);
  });
});

test('where the portal does not run, those that ask it are silent: one check says so', async () => {
  for (const check of [ledger, reports, destinations, certificate])
    expect((await look(check, {})).words).toBe('');
});
