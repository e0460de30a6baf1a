import type { Format } from './format.ts';

export const json: Format = {
  name: 'json',
  mediaType: 'application/json',
  isFile: false,
  isSlow: false,
  write: (answer) => `${JSON.stringify(answer, undefined, 2)}\n`,
};
