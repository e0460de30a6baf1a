import { PROBE } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, sh } from '../../machine/programs/shell.ts';
import { box, mark, type, uptime } from './box.ts';
import { figures } from './figures.ts';
import { findReturn, lookAtBox } from './return.ts';

/** Longer than both updates, and so slow that it does not end before them. */
const DOWNLOAD = 'curl -s -o /dev/null --limit-rate 20k http://198.18.10.10/bytes/200000000';
const DOWNLOAD_SECONDS = 3000;
/** A sick version has three minutes of it before the script goes back. */
const UPDATE_SECONDS = 1200;

/** What an update must not lose. */
interface Belongings {
  readonly figures: string;
  /** The key that signs what the box sends, and all that a hub knows it by. */
  readonly enrolment: string;
  /** What a district's token gets: `200`. */
  readonly admitted: string;
}

/** The stick with the updates: the sick version goes by itself, the good one stays, and the traveler notices neither. */
export async function findUpdates(phone: Phone): Promise<boolean> {
  const held = [
    await findReturn(phone),
    await find('"mount /dev/vdb /mnt"', () => type('mount /dev/vdb /mnt', 30)),
  ];
  const [token = ''] = (await box('checkpoint-portal token create trial', 30)).match(/\S{20,}/) ?? [];
  const before = await belongings(token);
  held.push(await find('the token opens the figures', async () => expect(before.admitted === '200', token)));
  const download = startDownload(phone);
  const old = await version();
  for (const { to, ending, runs } of [
    { to: '98.0.0', ending: '"outcome":"back","why":"portal', runs: old },
    { to: '99.0.0', ending: '"outcome":"good"', runs: '99.0.0' },
  ]) {
    held.push(
      await find(`an update to ${to} ends with ${ending}`, () => update(to, ending)),
      await find(`version ${runs} runs`, async () => expect((await version()) === runs, await version())),
      await find('counts, key and token are as they were', async () => {
        const [was, now] = [before, await belongings(token)].map((kept) => JSON.stringify(kept));
        expect(now === was, `${was} ${now}`);
      }),
      await find('the phone is online without a tap, its download has gone on', async () => {
        const answer = await phone.ask(PROBE);
        expect(answer.startsWith('204'), answer);
        expect(download.ending === undefined, String(download.ending));
      }),
      await find('nothing has failed since', lookAtBox),
    );
  }
  return !held.includes(false);
}

async function update(to: string, ending: string): Promise<string> {
  const start = uptime();
  await type(`checkpoint-portal update --lang en /mnt/checkpoint-portal_${to}_*.deb || true`, UPDATE_SECONDS);
  mark(`the update to ${to} is over`, `${(uptime() - start).toFixed(1)} s`);
  const last = await box('cat /var/lib/checkpoint-update/last.json');
  expect(last.includes(ending), last);
  return last;
}

/** One download on one connection; `ending` is how it came to its end. */
function startDownload(phone: Phone): { readonly ending: unknown } {
  const download: { ending: unknown } = { ending: undefined };
  phone.at(DOWNLOAD, DOWNLOAD_SECONDS).then(
    () => (download.ending = 'all of it has come'),
    (error) => (download.ending = error),
  );
  return download;
}

async function belongings(token: string): Promise<Belongings> {
  const address = 'http://127.0.0.1:8081/api/v1/counts?from=2020-01-01&to=2020-01-02';
  const bearer = `Authorization: Bearer ${token}`;
  return {
    figures: await figures(),
    enrolment: await box('checkpoint-portal enroll --json', 30),
    admitted: await sh(`curl -s -o /dev/null -w "%{http_code}" -H "${bearer}" "${address}"`),
  };
}

/** As dpkg has it, and as the program says itself. */
async function version(): Promise<string> {
  const own = await box('checkpoint-portal --version', 30);
  const dpkg = await box("dpkg -s checkpoint-portal | grep -E '^(Status|Version): '");
  const number = own.replace('checkpoint-portal ', '');
  return dpkg === `Status: install ok installed\nVersion: ${number}` ? number : `${own}, but ${dpkg}`;
}
