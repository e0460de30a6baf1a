import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf, tellTimes } from '../machine/findings.ts';
import { beginStory, type Story } from './story.ts';

let story: Story;

beforeAll(async () => {
  story = await beginStory('arm64');
});

afterAll(() => story?.close());

/** Its times say little: the emulator takes other pains with this processor. */
test('the same stick makes a bare arm64 box a checkpoint, and it comes back after a power cut', async () => {
  const first = await story.live('install');
  tellTimes(first.findings);
  expect(faultsOf(first.findings), `see ${story.log}`).toEqual([]);
  const second = await story.live('return');
  expect(faultsOf(second.findings), `see ${story.log}`).toEqual([]);
});
