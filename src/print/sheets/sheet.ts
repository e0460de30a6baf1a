import type { Checkpoint } from '../../domain/checkpoint.ts';
import type { KitFile } from '../../domain/print-kit.ts';
import type { Block } from '../blocks/block.ts';
import type { Desk } from '../desk.ts';

/** A PDF of the kit: one file here, and a line in `index.ts`. */
export interface Sheet extends KitFile {
  readonly page: { readonly width: number; readonly height: number };
  /** What stays white at the edges, in mm: printers reach no nearer than 8. */
  readonly margin: number;
  /** The size of plain words, of an em in mm, before the page makes type grow or shrink. */
  readonly em: number;
  /** Whether a checkpoint has use for it; each has, where this is missing. */
  isFor?(checkpoint: Checkpoint): boolean;
  /** The pages from top to bottom. */
  pages(desk: Desk): readonly (readonly Block[])[];
}

export const A4 = { width: 210, height: 297 } as const;
export const A5 = { width: 148, height: 210 } as const;
export const A6 = { width: 105, height: 148 } as const;
