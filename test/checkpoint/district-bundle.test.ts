import { createPrivateKey, sign } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDistrictBundle } from '../../src/checkpoint/flows/district-bundle.ts';
import { packBundle } from '../../src/checkpoint/system/notices/bundle.ts';
import { createBundleStore } from '../../src/checkpoint/system/notices/bundle-store.ts';
import { BundleError, type NoticeBundle } from '../../src/domain/notice-bundle.ts';
import { makeKeys } from '../../src/platform/ed25519.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { bundleOf } from './notice-files.ts';

const keys = makeKeys();
const key = createPrivateKey(keys.privatePem);
const OLD = packBundle(bundleOf(100, 'Cũ'), key);
const NEW = packBundle(bundleOf(101, 'Mới'), key);

describe('the bundle of the district', () => {
  test('is taken, kept for its owner alone, and there again after a restart', async () => {
    const { folder, start } = await box();
    const { take, bundle } = await start();
    expect(bundle()).toBeUndefined();
    expect(await take(OLD)).toBe('taken');
    expect(bundle()).toEqual(bundleOf(100, 'Cũ'));
    expect(await take(OLD)).toBe('same');
    expect(await take(NEW)).toBe('taken');
    expect(readdirSync(folder)).toEqual(['notices.json']);
    expect(statSync(join(folder, 'notices.json')).mode & 0o777).toBe(0o600);
    const again = await start();
    expect(again.bundle()).toEqual(bundleOf(101, 'Mới'));
    expect(await again.take(NEW)).toBe('same');
  });

  test('is not replaced by an older one, nor by another one of the same age', async () => {
    const { start } = await box();
    const { take, bundle } = await start();
    await take(NEW);
    for (const old of [OLD, packBundle(bundleOf(101, 'Khác'), key)]) {
      await expect(take(old)).rejects.toMatchObject({ code: 'bundle-old' });
    }
    expect(bundle()?.notices[0]?.text.vi?.title).toBe('Mới');
    // A restart does not make it forget.
    await expect((await start()).take(OLD)).rejects.toMatchObject({ code: 'bundle-old' });
  });

  test('of a day that is not yet is refused, or else it would keep out every later one', async () => {
    const { start, clock } = await box();
    const { take, bundle } = await start();
    await take(OLD);
    const [now, day] = [clock.epochMs() / 1000, 24 * 3600];
    const [tomorrow, later] = [now + day, now + day + 1].map((sequence) =>
      packBundle(bundleOf(sequence), key),
    );
    for (const early of [later, packBundle(bundleOf(Number.MAX_SAFE_INTEGER), key)])
      await expect(take(early as Buffer)).rejects.toMatchObject({ code: 'bundle-early' });
    expect(bundle()?.sequence).toBe(100);
    expect(await take(tomorrow as Buffer)).toBe('taken');
  });

  test('of a day that is not yet gives way, where it came before the clock was set', async () => {
    const { start, clock } = await box();
    clock.setQuality('estimated');
    clock.setWall(0);
    const { take, bundle } = await start();
    expect(await take(packBundle(bundleOf(Number.MAX_SAFE_INTEGER), key))).toBe('taken');
    await expect(take(NEW)).rejects.toMatchObject({ code: 'bundle-old' });
    clock.setWall(Date.parse('2021-02-01T01:30:00Z'));
    clock.setQuality('ntp');
    expect(await take(NEW)).toBe('taken');
    expect(bundle()?.sequence).toBe(101);
    await expect(take(OLD)).rejects.toMatchObject({ code: 'bundle-old' });
  });

  test('of several that come at once, the newest stays', async () => {
    const { start } = await box();
    const { take, bundle } = await start();
    await Promise.allSettled([take(NEW), take(OLD), take(OLD), take(NEW)]);
    expect(bundle()?.sequence).toBe(101);
    expect((await start()).bundle()?.sequence).toBe(101);
  });

  test('with any one byte changed is refused, and the old one stays', async () => {
    const { start, onDisk } = await box();
    const { take, bundle } = await start();
    await take(OLD);
    const flip = fc.record({ at: fc.nat(NEW.length - 1), by: fc.integer({ min: 1, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(flip, async ({ at, by }) => {
        const altered = Buffer.from(NEW);
        altered.writeUInt8(altered.readUInt8(at) ^ by, at);
        await expect(take(altered)).rejects.toBeInstanceOf(BundleError);
      }),
      { numRuns: 300 },
    );
    // Each place once at least, in the way that is the least noticed in base64.
    for (let at = 0; at < NEW.length; at += 1) {
      const altered = Buffer.from(NEW);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      await expect(take(altered)).rejects.toBeInstanceOf(BundleError);
    }
    expect(bundle()).toEqual(bundleOf(100, 'Cũ'));
    expect(onDisk()).toEqual(OLD);
  });

  test('cut off anywhere, or with more behind it, is refused, and the old one stays', async () => {
    const { start, onDisk } = await box();
    const { take, bundle } = await start();
    await take(OLD);
    for (let length = 0; length < NEW.length; length += 1) {
      await expect(take(NEW.subarray(0, length))).rejects.toBeInstanceOf(BundleError);
    }
    for (const more of ['\n', ' ', '\0', '{}', NEW.toString()]) {
      await expect(take(Buffer.concat([NEW, Buffer.from(more)]))).rejects.toMatchObject({
        code: 'bundle-format',
      });
    }
    expect([bundle()?.sequence, onDisk()]).toEqual([100, OLD]);
  });

  test.each([
    ['by a foreign key', foreign(), 'bundle-signature'],
    [
      'without a signature',
      envelope(Buffer.from(JSON.stringify(bundleOf(200))), Buffer.alloc(0)),
      'bundle-signature',
    ],
    ['signed without the prefix', signedPlainly(bundleOf(200)), 'bundle-signature'],
    ['of 256 KB and one byte', Buffer.alloc(256 * 1024 + 1, 0x20), 'bundle-too-large'],
    ['of nothing', Buffer.alloc(0), 'bundle-format'],
    ['that is no JSON', Buffer.from('notices'), 'bundle-format'],
    ['that is another JSON', Buffer.from('[[]]'), 'bundle-format'],
    ['of another format', Buffer.from(OLD.toString().replace('notices 1', 'notices 2')), 'bundle-format'],
    [
      'with spaces in it',
      Buffer.from(JSON.stringify(JSON.parse(NEW.toString()), undefined, 2)),
      'bundle-format',
    ],
    ['signed, but with a phone number', signed({ ...bundleOf(200), phone: '115' }), 'bundle-content'],
    ['signed, but with a long title', signed(bundleOf(200, 'x'.repeat(121))), 'bundle-content'],
    ['signed, but with a wrong id', signed(bundleOf(200, 'x', '../etc')), 'bundle-content'],
    ['signed, but with one id twice', signed(twice()), 'bundle-content'],
    ['signed, but with eleven notices', signed(eleven()), 'bundle-content'],
    ['signed, but with a sequence that is none', signed(bundleOf(1.5)), 'bundle-content'],
    ['signed, but no JSON', envelopeOf(Buffer.from('hello')), 'bundle-content'],
  ])('%s is refused, and the old one stays', async (_, bytes, code) => {
    const { start, onDisk } = await box();
    const { take, bundle } = await start();
    await take(OLD);
    await expect(take(bytes)).rejects.toMatchObject({ name: 'BundleError', code });
    expect([bundle()?.sequence, onDisk()]).toEqual([100, OLD]);
  });

  test('says where in it a fault is, and tells the log', async () => {
    const { start, log } = await box();
    const { take } = await start();
    await expect(take(signed(bundleOf(200, 'x'.repeat(121))))).rejects.toThrow('notices.0.text.vi.title');
    expect(log.lines).toEqual([
      expect.stringMatching(/^<4>a bundle of notices is refused, the old ones stay: /),
    ]);
  });

  test('is refused where the config has no key', async () => {
    const { start } = await box();
    const { take } = await start('none');
    await expect(take(OLD)).rejects.toMatchObject({ code: 'bundle-no-key' });
  });

  test('that was altered on the disk, or is by an earlier key, is not shown, and a new one heals it', async () => {
    const { start, folder } = await box();
    await (await start()).take(OLD);
    const other = makeKeys();
    const rotated = await start(other.publicKey);
    expect([rotated.bundle(), rotated.faults()]).toEqual([
      undefined,
      [expect.objectContaining({ where: 'storage.directory/notices.json' })],
    ]);
    await rotated.take(packBundle(bundleOf(5), createPrivateKey(other.privatePem)));
    expect([rotated.bundle()?.sequence, rotated.faults()]).toEqual([5, []]);
    writeFileSync(join(folder, 'notices.json'), 'x');
    expect((await start()).faults()).toHaveLength(1);
  });

  test('stays as it was where the disk takes no other', async () => {
    const { start, folder, onDisk } = await box();
    const { take, bundle } = await start();
    await take(OLD);
    // Root may write anywhere: a folder of the temporary file's name stops it too.
    chmodSync(folder, 0o500);
    if (process.getuid?.() === 0) mkdirSync(join(folder, 'notices.json.new'));
    await expect(take(NEW)).rejects.toMatchObject({ code: 'bundle-not-kept' });
    chmodSync(folder, 0o700);
    expect([bundle()?.sequence, onDisk()]).toEqual([100, OLD]);
  });
});

async function box() {
  const folder = temporaryFolder();
  const log = createMemoryLog();
  const clock = createTestClock();
  return {
    folder,
    log,
    clock,
    onDisk: () => readFileSync(join(folder, 'notices.json')),
    async start(publicKey: string | 'none' = keys.publicKey) {
      const own = publicKey === 'none' ? undefined : publicKey;
      const district = createDistrictBundle({ bundleStore: createBundleStore(folder, own), clock, log });
      await district.restore();
      return district;
    },
  };
}

/** Signed as it should be, whatever it is. */
function signed(bundle: unknown): Buffer {
  return envelopeOf(Buffer.from(JSON.stringify(bundle)));
}

function envelopeOf(payload: Buffer): Buffer {
  const message = Buffer.concat([Buffer.from('checkpoint-portal notices 1\n'), payload]);
  return envelope(payload, sign(null, message, key));
}

function envelope(payload: Buffer, signature: Buffer): Buffer {
  const [first, second] = [payload.toString('base64'), signature.toString('base64')];
  const whole = { format: 'checkpoint-portal notices 1', payload: first, signature: second };
  return Buffer.from(JSON.stringify(whole));
}

function signedPlainly(bundle: NoticeBundle): Buffer {
  const payload = Buffer.from(JSON.stringify(bundle));
  return envelope(payload, sign(null, payload, key));
}

function foreign(): Buffer {
  return packBundle(bundleOf(200), createPrivateKey(makeKeys().privatePem));
}

function twice(): NoticeBundle {
  const { notices, ...rest } = bundleOf(200);
  return { ...rest, notices: [...notices, ...notices] };
}

function eleven(): NoticeBundle {
  const notices = Array.from({ length: 11 }, (_, n) => bundleOf(200, 'x', `n${n}`).notices).flat();
  return { ...bundleOf(200), notices };
}
