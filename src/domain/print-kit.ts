import type { Text } from './text.ts';

/** A file of the print kit, as a list tells of it. */
export interface KitFile {
  /** As `poster-a4.pdf`. */
  readonly name: string;
  readonly title: Text;
  /** Where it goes, and what it is for. */
  readonly use: Text;
  /** Its page in mm; undefined for a plain text. */
  readonly page: { readonly width: number; readonly height: number } | undefined;
}
