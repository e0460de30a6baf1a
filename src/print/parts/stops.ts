import type { Block } from '../blocks/block.ts';
import { code } from '../blocks/code.ts';
import { picture } from '../blocks/drawing.ts';
import { padded } from '../blocks/padded.ts';
import { type RoadStop, roadAcross, roadDown } from '../blocks/road.ts';
import { stack } from '../blocks/stack.ts';
import { said, text } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Stop } from '../content.ts';
import type { Desk } from '../desk.ts';

/** The steps below each other, each with its code on the right. */
export function stopsDown(desk: Desk, size: number): Block {
  const { paper, content, em } = desk;
  const stops = content.stops.map((stop): RoadStop => {
    const block = stop.code && code(paper, stop.code.text, size);
    return { icon: stop.icon, body: words(desk, stop, 'left'), code: block };
  });
  return roadDown(paper, stops, { tile: em * 4.6, between: em * 0.7, code: size });
}

/** The steps beside each other, each with its code below, the officer's drawing below the last. */
export function stopsAcross(desk: Desk, size: number): Block {
  const { paper, content, em } = desk;
  const stops = content.stops.map((stop): RoadStop => {
    const below = stop.code ? labelled(desk, stop.code, size) : picture(paper, stop.icon, size);
    return { icon: stop.icon, body: padded(words(desk, stop, 'centre'), em * 0.5), code: below };
  });
  return roadAcross(paper, stops, { tile: em * 4.6, between: em * 0.5, code: size });
}

function labelled(
  { paper, em }: Desk,
  { text: held, label }: NonNullable<Stop['code']>,
  size: number,
): Block {
  const name = text(paper, label, { size: em, face: 'bold', align: 'centre' });
  return stack([code(paper, held, size), padded(name, em * 0.5)]);
}

function words({ paper, em }: Desk, { name, purpose }: Stop, align: 'left' | 'centre'): Block {
  return stack([
    said(paper, name, { size: em * 1.35, face: 'bold', colour: COLOUR.sign, align }),
    said(paper, purpose, { size: em, align }),
  ]);
}
