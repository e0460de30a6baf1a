import { bulletin } from './bulletin.ts';
import { leaflet } from './leaflet.ts';
import { placeCode } from './place-code.ts';
import { poster } from './poster.ts';
import type { Sheet } from './sheet.ts';
import { staffCard } from './staff-card.ts';
import { standee } from './standee.ts';
import { tableCard } from './table-card.ts';

/** The kit's PDFs, in the order in which they are listed. */
export const SHEETS: readonly Sheet[] = [poster, placeCode, leaflet, standee, tableCard, staffCard, bulletin];
