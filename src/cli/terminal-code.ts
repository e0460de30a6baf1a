/** White modules around a code (ISO/IEC 18004); they are part of it, as what lies around it in a terminal is often black. */
const QUIET_MODULES = 4;
/** Black on white in whatever colours the terminal has (ECMA-48), and back to its own. */
const PAPER = '\u001b[30;47m';
const OWN = '\u001b[0m';

/**
 * A text's QR code, two modules a letter: 100 bytes take 45 columns and 23 lines, which a terminal of 80 by 24 shows at once. A
 * screen has no dirt and no rain, so the code is the smallest there is.
 */
export async function terminalCode(text: string): Promise<string> {
  const { default: qrcode } = await import('qrcode');
  const drawn = await qrcode.toString(text, {
    type: 'utf8',
    errorCorrectionLevel: 'L',
    margin: QUIET_MODULES,
  });
  return drawn
    .split('\n')
    .map((line) => `${PAPER}${line}${OWN}\n`)
    .join('');
}
