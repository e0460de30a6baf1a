import type { Block } from '../blocks/block.ts';
import { gap } from '../blocks/block.ts';
import { code } from '../blocks/code.ts';
import { panel } from '../blocks/panel.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { oneLine, said } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Desk } from '../desk.ts';

/** The WiFi's name in big type, how to join it, and its code, `size` mm wide, beside them. */
export function join(desk: Desk, size: number): Block {
  const { paper, content, em } = desk;
  const words = stack([network(desk), how(desk)]);
  const wifi = code(paper, content.wifi, size);
  return panel(
    paper,
    row([{ block: words }, { block: wifi, width: size, fixed: true }], { between: em }),
    look(em),
  );
}

/** The same with the name across the whole width, for those who read it from afar. */
export function joinAcross(desk: Desk, size: number): Block {
  const { paper, content, em } = desk;
  const wifi = code(paper, content.wifi, size);
  const below = row([{ block: how(desk) }, { block: wifi, width: size, fixed: true }], { between: em });
  return panel(paper, stack([network(desk), below]), look(em));
}

/** The same below each other and on white. */
export function joinDown(desk: Desk, size: number): readonly Block[] {
  return [code(desk.paper, desk.content.wifi, size), stack([network(desk), how(desk)])];
}

function look(em: number) {
  return { colour: COLOUR.tint, padding: em * 0.9, corner: em };
}

function network({ paper, content, em }: Desk): Block {
  return stack([
    said(
      paper,
      content.say((words) => words.network),
      { size: em },
    ),
    oneLine(paper, content.ssid, { size: em * 4.4, colour: COLOUR.sign }),
    gap(em * 0.2),
  ]);
}

function how(desk: Desk): Block {
  const { paper, content, em } = desk;
  return stack([
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
