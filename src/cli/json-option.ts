import type { Option, Output } from './command.ts';

export const JSON_OPTION: Readonly<Record<string, Option>> = {
  json: { type: 'boolean', text: { vi: 'in ra JSON cho máy đọc', en: 'print JSON, for programs' } },
};

export function printJson(stdout: Output, value: unknown): void {
  stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
