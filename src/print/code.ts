import type { Area } from './area.ts';

/** White modules that a code needs around it (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/** With at least 29 modules a side the quiet zone takes no more than 8 of 37: who gives a code 64 mm gets 50 mm of black and white. */
const VERSION_AT_LEAST = 3;
/** A short text is cheap to repeat: a quarter of it may be dirt and rain. */
const SHORT_BYTES = 60;

type Qrcode = Pick<typeof import('qrcode'), 'create'>;

/** The black rectangles of a text's code that fills the area, its quiet zone included: one for each run of modules in a row. */
export function codeRectangles(qrcode: Qrcode, text: string, { x, y, width }: Area): readonly Area[] {
  const { size, data } = modulesOf(qrcode, text);
  const module = width / (size + 2 * QUIET_MODULES);
  const rows = Array.from({ length: size }, (_, row) =>
    [...data.subarray(row * size, (row + 1) * size)].join(''),
  );
  return rows.flatMap((bits, row) =>
    [...bits.matchAll(/1+/g)].map(({ index, 0: run }) => ({
      x: x + (QUIET_MODULES + index) * module,
      y: y + (QUIET_MODULES + row) * module,
      width: run.length * module,
      height: module,
    })),
  );
}

function modulesOf(qrcode: Qrcode, text: string) {
  const errorCorrectionLevel = Buffer.byteLength(text) <= SHORT_BYTES ? 'Q' : 'M';
  const code = qrcode.create(text, { errorCorrectionLevel });
  const { modules } =
    code.version < VERSION_AT_LEAST
      ? qrcode.create(text, { errorCorrectionLevel, version: VERSION_AT_LEAST })
      : code;
  return modules;
}
