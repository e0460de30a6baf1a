import type { Area } from './area.ts';
import { codeRectangles } from './code.ts';
import { COLOUR, type Colour } from './colours.ts';
import type { Shape } from './drawing.ts';
import type { Face } from './fonts.ts';
import type { Press } from './press.ts';

const POINTS_PER_MM = 72 / 25.4;

/** A line is so many times as high as its type is big: stacked Vietnamese marks (ế, ỗ) never touch. */
export const LINE_HEIGHT = 1.3;
/** What the font itself takes of it, from the top of Ế to the foot of g. */
const FONT_HEIGHT = 1.265;

export interface Ink {
  readonly face: Face;
  /** Of an em, in mm. */
  readonly size: number;
  readonly colour: Colour;
}

/** What was drawn, for those who look after the layout. All but a panel is alone in its place. */
export interface Mark {
  readonly kind: 'text' | 'code' | 'drawing' | 'panel';
  readonly page: number;
  readonly area: Area;
  /** The line, the code's text or the drawing's name. */
  readonly text: string;
}

export type Paper = ReturnType<typeof createPaper>;

export interface PaperSetting {
  readonly title: string;
  readonly language: string;
  /** In mm. */
  readonly page: { readonly width: number; readonly height: number };
}

/** The pages of one PDF, in mm from the upper left corner of each. Nothing is laid out here. */
export function createPaper(press: Press, setting: PaperSetting) {
  const doc = openDocument(press, setting);
  const marks: Mark[] = [];
  const missing = new Set<string>();
  let page = 0;
  const mark: Marking = (kind, area, text = '') => marks.push({ kind, page, area, text });
  const widthOf = createMeasure(doc);

  return {
    marks: marks as readonly Mark[],
    /** Letters that were wanted and that the font has not: an empty box stands for each. */
    missing: missing as ReadonlySet<string>,
    widthOf,
    addPage() {
      doc.addPage().scale(POINTS_PER_MM);
      page++;
    },
    /** One line as it stands; `x` and `y` are the upper left corner of its box. */
    text(line: string, { x, y }: Pick<Area, 'x' | 'y'>, { face, size, colour }: Ink) {
      for (const letter of line) if (!press.hasLetter(letter)) missing.add(letter);
      doc.font(face).fontSize(size).fillColor(colour);
      doc.text(line, x, y + ((LINE_HEIGHT - FONT_HEIGHT) / 2) * size, { lineBreak: false });
      mark('text', { x, y, width: widthOf(line, { face, size }), height: size * LINE_HEIGHT }, line);
    },
    ...createShapes({ doc, press, mark }),
    /** All of it, once everything is drawn. */
    finish: () => finish(doc),
  };
}

type Marking = (kind: Mark['kind'], area: Area, text?: string) => void;

/** All that is not type. */
function createShapes({ doc, press, mark }: { doc: PDFKit.PDFDocument; press: Press; mark: Marking }) {
  return {
    code(text: string, area: Area) {
      drawCode(doc, area, codeRectangles(press.qrcode, text, area));
      mark('code', area, text);
    },
    drawing(name: string, area: Area, colour: Colour) {
      drawShapes(doc, press.drawing(name), { area, colour });
      mark('drawing', area, name);
    },
    /** A coloured sheet that other things lie on. */
    panel(area: Area, look: { colour: Colour; corner: number }) {
      fillArea(doc, area, look);
      mark('panel', area);
    },
    /** Decoration of what is drawn next: a tile, a disc, the road. */
    fill: (area: Area, look: { colour: Colour; corner: number }) => fillArea(doc, area, look),
    outline({ x, y, width, height }: Area, { colour, corner, line }: Outline) {
      doc.roundedRect(x, y, width, height, corner).lineWidth(line).stroke(colour);
    },
  };
}

interface Outline {
  readonly colour: Colour;
  readonly corner: number;
  readonly line: number;
}

function openDocument(
  { PdfDocument, fonts }: Press,
  { title, language, page }: PaperSetting,
): PDFKit.PDFDocument {
  const doc = new PdfDocument({
    autoFirstPage: false,
    // Its own Helvetica is neither embedded nor Vietnamese.
    font: '',
    size: [page.width * POINTS_PER_MM, page.height * POINTS_PER_MM],
    margin: 0,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'checkpoint-portal', Producer: 'checkpoint-portal' },
  });
  doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  return doc;
}

/** How wide type is, in mm: words are measured once and scale with their size. */
function createMeasure(doc: PDFKit.PDFDocument) {
  const widths = new Map<string, number>();
  const emsOf = (word: string, face: Face) => {
    const key = `${face} ${word}`;
    const ems = widths.get(key) ?? doc.font(face).fontSize(1).widthOfString(word);
    widths.set(key, ems);
    return ems;
  };
  return (line: string, { face, size }: Pick<Ink, 'face' | 'size'>): number =>
    line.split(/(?= )|(?<= )/).reduce((sum, word) => sum + emsOf(word, face), 0) * size;
}

/** One path, as two would show a hair of white between them. */
function drawCode(doc: PDFKit.PDFDocument, area: Area, black: readonly Area[]): void {
  fillArea(doc, area, { colour: COLOUR.white, corner: 0 });
  for (const { x, y, width, height } of black) doc.rect(x, y, width, height);
  doc.fill(COLOUR.black);
}

function drawShapes(
  doc: PDFKit.PDFDocument,
  shapes: readonly Shape[],
  { area, colour }: { area: Area; colour: Colour },
): void {
  doc
    .save()
    .translate(area.x, area.y)
    .scale(area.width / 48);
  doc.lineWidth(3).lineCap('round').lineJoin('round').strokeColor(colour);
  for (const shape of shapes) {
    if (shape.kind === 'path') doc.path(shape.d).stroke();
    else if (shape.kind === 'circle') doc.circle(shape.cx, shape.cy, shape.r).stroke();
    else doc.roundedRect(shape.x, shape.y, shape.width, shape.height, shape.rx).stroke();
  }
  doc.restore();
}

function fillArea(
  doc: PDFKit.PDFDocument,
  { x, y, width, height }: Area,
  { colour, corner }: { colour: Colour; corner: number },
): void {
  doc.roundedRect(x, y, width, height, corner).fill(colour);
}

function finish(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });
}
