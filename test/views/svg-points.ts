type Point = readonly [x: number, y: number];

interface Pen {
  at: Point;
  start: Point;
}

/** How many numbers one turn of a path's command takes. */
const NUMBERS: Readonly<Record<string, number>> = {
  m: 2,
  l: 2,
  h: 1,
  v: 1,
  c: 6,
  s: 4,
  q: 4,
  t: 2,
  a: 7,
  z: 0,
};

/** The corners and control points of a drawing's shapes; of a circle and a rectangle, two opposite corners. */
export function pointsOf(svg: string): readonly Point[] {
  const paths = [...svg.matchAll(/<path d="([^"]*)"/g)].flatMap(([, d = '']) => pointsOfPath(d));
  const circles = shapes(svg, 'circle').flatMap(([x = 0, y = 0, r = 0]) =>
    corners([x - r, y - r], 2 * r, 2 * r),
  );
  const rects = shapes(svg, 'rect').flatMap(([x = 0, y = 0, w = 0, h = 0]) => corners([x, y], w, h));
  return [...paths, ...circles, ...rects];
}

/** The numbers of each such shape, in the order of its attributes. */
function shapes(svg: string, name: string): readonly (readonly number[])[] {
  return [...svg.matchAll(new RegExp(`<${name} ([^>]*)/>`, 'g'))].map(([, attributes = '']) =>
    numbersOf(attributes),
  );
}

function corners([x, y]: Point, width: number, height: number): readonly Point[] {
  return [
    [x, y],
    [x + width, y + height],
  ];
}

function numbersOf(text: string): readonly number[] {
  return (text.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
}

function pointsOfPath(d: string): readonly Point[] {
  const pen: Pen = { at: [0, 0], start: [0, 0] };
  return [...d.matchAll(/([a-z])([^a-z]*)/gi)].flatMap(([, command = '', text = '']) => {
    const numbers = numbersOf(text);
    const size = NUMBERS[command.toLowerCase()];
    if (size === undefined) throw new Error(`unknown command ${command} in ${d}`);
    if (size === 0 ? numbers.length > 0 : numbers.length === 0 || numbers.length % size > 0)
      throw new Error(`${command} takes ${size} numbers a turn in ${d}`);
    const turns = Math.max(1, size && numbers.length / size);
    return Array.from({ length: turns }, (_, turn) =>
      move(pen, command, numbers.slice(turn * size, (turn + 1) * size)),
    ).flat();
  });
}

/** One turn of a command: the pen goes to its last point. */
function move(pen: Pen, command: string, numbers: readonly number[]): readonly Point[] {
  const [x, y] = pen.at;
  const [dx, dy] = command === command.toLowerCase() ? pen.at : [0, 0];
  const letter = command.toLowerCase();
  const [only = 0] = numbers;
  const ends: Record<string, () => readonly Point[]> = {
    z: () => [pen.start],
    h: () => [[dx + only, y]],
    v: () => [[x, dy + only]],
    a: () => pairs(numbers.slice(5), [dx, dy]),
  };
  const points = (ends[letter] ?? (() => pairs(numbers, [dx, dy])))();
  pen.at = points.at(-1) ?? pen.at;
  if (letter === 'm') pen.start = pen.at;
  return points;
}

function pairs(numbers: readonly number[], [dx, dy]: Point): readonly Point[] {
  return Array.from(
    { length: numbers.length / 2 },
    (_, index): Point => [dx + (numbers[2 * index] ?? 0), dy + (numbers[2 * index + 1] ?? 0)],
  );
}
