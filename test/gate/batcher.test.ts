import { describe, expect, test } from 'vitest';
import { createBatcher } from '../../src/gate/batcher.ts';

describe('the batcher', () => {
  test('takes what arrives while one batch is under way as the next', async () => {
    const { applied, submit } = scene();
    await Promise.all(['a', 'b', 'c', 'd'].map(submit));
    expect(applied).toEqual(['a', 'b c d']);
  });

  test('tries each alone when one of them is at fault, in their turn, and tells only that one', async () => {
    const { applied, submit } = scene();
    const results = await Promise.allSettled(['a', 'b', 'full', 'c'].map(submit));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(applied).toEqual(['a', 'b full c', 'b', 'full', 'c']);
  });

  test('keeps the order: what comes later is applied later, also behind a batch that had to be taken apart', async () => {
    const { applied, submit } = scene();
    const first = Promise.allSettled(['a', 'grant x', 'full'].map(submit));
    await submit('b');
    await submit('revoke x');
    await first;
    expect(applied.indexOf('grant x')).toBeGreaterThan(0);
    expect(applied.indexOf('grant x')).toBeLessThan(applied.indexOf('revoke x'));
  });

  test('tells everybody at once when it is nobody`s fault', async () => {
    const { applied, submit } = scene();
    const results = await Promise.allSettled(['a', 'broken', 'b', 'c'].map(submit));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected']);
    expect(applied).toEqual(['a', 'broken b c']);
    await submit('d');
  });
});

/** A batch with `full` in it fails through that item, one with `broken` through nobody's. */
function scene() {
  const applied: string[] = [];
  const { submit } = createBatcher<string>(
    async (items) => {
      applied.push(items.join(' '));
      await new Promise(setImmediate);
      for (const fault of ['full', 'broken']) if (items.includes(fault)) throw new Error(fault);
    },
    (error) => error instanceof Error && error.message === 'full',
  );
  return { applied, submit };
}
