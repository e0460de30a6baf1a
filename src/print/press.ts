import { createDrawings, type Shape } from './drawing.ts';
import { type Face, readFonts } from './fonts.ts';

type PdfDocument = typeof import('pdfkit');

/** What a kit is printed with. */
export interface Press {
  readonly PdfDocument: PdfDocument;
  readonly qrcode: Pick<typeof import('qrcode'), 'create'>;
  readonly fonts: Readonly<Record<Face, Buffer>>;
  readonly drawing: (name: string) => readonly Shape[];
  /** Whether the fonts can print a letter; any other comes out as an empty box. */
  readonly hasLetter: (letter: string) => boolean;
}

/** The packages are loaded here, when somebody wants paper, and by nothing else. */
export async function openPress(root: string): Promise<Press> {
  const [{ default: PdfDocument }, { default: qrcode }] = await Promise.all([
    import('pdfkit'),
    import('qrcode'),
  ]);
  const fonts = readFonts();
  const letters = lettersOf(new PdfDocument({ font: '' }).registerFont('regular', fonts.regular));
  return {
    PdfDocument,
    qrcode,
    fonts,
    drawing: createDrawings(root),
    hasLetter: (letter) => letters.has(letter.codePointAt(0) ?? 0),
  };
}

/** pdfkit keeps what its font reader knows to itself, and would print a letter that the font lacks without a word. */
function lettersOf(doc: PDFKit.PDFDocument): ReadonlySet<number> {
  const { _font } = doc.font('regular') as unknown as { _font: { font: { characterSet: number[] } } };
  return new Set(_font.font.characterSet);
}
