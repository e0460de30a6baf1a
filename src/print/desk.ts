import type { Content } from './content.ts';
import type { Paper } from './paper.ts';

/** What a sheet is laid out with. */
export interface Desk {
  readonly paper: Paper;
  readonly content: Content;
  /** The size of plain words on this sheet, of an em in mm; all else is told in it. */
  readonly em: number;
}
