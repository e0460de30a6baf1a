import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The portal as it is built, which asks its destinations at another pace: a real one takes seven minutes to call a place dead.
 * Arguments: the config, and the pace as JSON (`LinkPace`).
 */
const [config, pace] = process.argv.slice(2);
if (!config || !pace) throw new Error('usage: quick-portal CONFIG PACE');

/** Of the package that this program lies in, which is compiled apart from it. */
const built = (file: string) => import(new URL(`../${file}`, import.meta.url).href);
const [{ startPortal }, { readCatalog }, { parseConfig }, { systemClock }, { createLog }] = await Promise.all(
  [
    built('checkpoint/daemon/daemon.js'),
    built('config/catalog.js'),
    built('config/parse.js'),
    built('platform/clock.js'),
    built('platform/log.js'),
  ],
);

const root = fileURLToPath(new URL('../..', import.meta.url));
const catalog = readCatalog(root);
const { checkpoint } = parseConfig(readFileSync(config, 'utf8'), catalog);
const log = createLog(process.stderr, false);
const linkPace = JSON.parse(pace);
const setting = { checkpoint, catalog, root, version: 'lab', linkPace, clock: systemClock, log };
const { stop } = await startPortal(setting);
process.once('SIGTERM', () => void stop());
process.stdout.write('ready\n');
