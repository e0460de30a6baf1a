import { describe, expect, test } from 'vitest';
import { phone } from '../../src/doctor/checks/phone.ts';
import { exampleCheckpoint } from '../example.ts';
import { createFakeBox } from './fake-box.ts';
import { STATUS } from './recorded.ts';

/** What the doctor reports of a phone that met a fault. */
async function told(fault: string, facts: Readonly<Record<string, string>>): Promise<string> {
  const checkpoint = exampleCheckpoint();
  const { interface: bridge } = checkpoint.access;
  const files = { [`/sys/class/net/${bridge}/brif/wlan0`]: '' };
  const portal = { '/status': STATUS, '/self-test': {}, '/revoke': {} };
  const said = { code: 0, stdout: `${JSON.stringify({ fault, facts })}\n`, stderr: '' };
  const box = { ...createFakeBox({ checkpoint, files, portal }), run: async () => said };
  return (await phone.look(box)).map(({ what }) => what.en).join('; ');
}

describe('who forges names or addresses among the guests is not named on disk', () => {
  test.each([
    ['namesForeign', { address: '10.77.2.31' }, /leads to a guest's address$/],
    ['leaseWrong', { router: '10.77.2.31', dns: '8.8.8.8' }, /router a guest's address, DNS 8\.8\.8\.8$/],
    ['leaseWrong', { router: '10.77.0.1', dns: '-' }, /router 10\.77\.0\.1, DNS -$/],
    ['leak4', { address: '10.77.2.31' }, /\(a guest's address, port 443\)$/],
    ['leak6', { address: 'fe80::5e:aff:fe00:1' }, /\(a guest's address\)$/],
    ['leak6', { address: 'fd99:1::25e:aff:fe00:1' }, /\(a guest's address\)$/],
    ['leak6', { address: '2a00:1450:4005:80b::2003' }, /\(2a00:1450:4005:80b::2003\)$/],
    [
      'probe',
      { host: 'a.b', said: '302 http://10.77.2.31/login?mac=02:00:5e:00:53:01' },
      /http:\/\/a guest's/,
    ],
  ])('%s %o', async (fault, facts, words) => {
    const said = await told(fault, facts);
    expect(said).toMatch(words);
    expect(said).not.toMatch(/10\.77\.2|5e/);
  });

  test('an address of their own IPv6 network neither', async () => {
    const { prefix = '' } = exampleCheckpoint().guest.ipv6 ?? {};
    expect(await told('leak6', { address: `${prefix.replace('::', ':0')}:1:2:3:4` })).toMatch(
      /\(a guest's address\)$/,
    );
  });
});
