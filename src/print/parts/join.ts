import type { Block } from '../blocks/block.ts';
import { gap } from '../blocks/block.ts';
import { code } from '../blocks/code.ts';
import { panel } from '../blocks/panel.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { oneLine, said } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Desk } from '../desk.ts';

/** The WiFi's name in big type, its code `size` mm wide, and the button to look for. */
export function join(desk: Desk, size: number): Block {
  const { paper, content, em } = desk;
  const inside = row(
    [{ block: joinWords(desk) }, { block: code(paper, content.wifi, size), width: size, fixed: true }],
    { between: em },
  );
  return panel(paper, inside, { colour: COLOUR.tint, padding: em * 0.9, corner: em });
}

export function joinWords(desk: Desk): Block {
  const { paper, content, em } = desk;
  return stack([
    said(
      paper,
      content.say(({ network }) => network),
      { size: em },
    ),
    oneLine(paper, content.ssid, { size: em * 4, colour: COLOUR.sign }),
    gap(em * 0.3),
    said(
      paper,
      content.say((words) => words.join),
      { size: em },
    ),
    gap(em * 0.7),
    said(
      paper,
      content.say(({ press }) => press),
      { size: em },
    ),
    gap(em * 0.4),
    button(desk),
  ]);
}

/** The one green thing: what the button on the phone looks like. */
function button({ paper, content, em }: Desk): Block {
  const words = said(paper, content.button, {
    size: em * 1.25,
    face: 'bold',
    colour: COLOUR.white,
    align: 'centre',
  });
  return panel(paper, words, { colour: COLOUR.go, padding: em * 0.45, corner: em * 0.7 });
}
