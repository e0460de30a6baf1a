import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One stroke of a drawing, on its 48 grid. */
export type Shape =
  | { readonly kind: 'path'; readonly d: string }
  | { readonly kind: 'circle'; readonly cx: number; readonly cy: number; readonly r: number }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly rx: number;
    };

/** The strokes of a drawing of `static/icons`. Throws where it holds anything but what `views/README.md` allows: it would be missing on paper. */
export function shapesOf(svg: string): readonly Shape[] {
  const [, inner = ''] = /^<svg [^>]*>(.*)<\/svg>\s*$/s.exec(svg) ?? [];
  const elements = [...inner.matchAll(/<(\w+) ([^>]*?)\/>/g)];
  const read = elements.map(([, name = '', attributes = '']) => shapeOf(name, attributesOf(attributes)));
  if (read.length === 0 || elements.map(([whole]) => whole).join('') !== inner.trim())
    throw new Error(`a drawing holds more than paths, rects and circles: ${inner}`);
  return read;
}

/** Drawings by name, each read once. */
export function createDrawings(root: string): (name: string) => readonly Shape[] {
  const read = new Map<string, readonly Shape[]>();
  return (name) => {
    const shapes =
      read.get(name) ?? shapesOf(readFileSync(join(root, 'static', 'icons', `${name}.svg`), 'utf8'));
    read.set(name, shapes);
    return shapes;
  };
}

function shapeOf(kind: string, { d, ...written }: Readonly<Record<string, string>>): Shape {
  const number = (name: string) => Number(written[name] ?? 0);
  if (kind === 'path' && d !== undefined) return { kind, d };
  if (kind === 'circle') return { kind, cx: number('cx'), cy: number('cy'), r: number('r') };
  if (kind !== 'rect') throw new Error(`a drawing holds a ${kind}`);
  const [width, height] = [number('width'), number('height')];
  return { kind, x: number('x'), y: number('y'), width, height, rx: number('rx') };
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
}
