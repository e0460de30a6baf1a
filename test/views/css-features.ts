import { type CssNode, type Declaration, type PseudoClassSelector, parse, walk } from 'css-tree';

/** One thing that a browser has to know to follow a style sheet. */
export interface Feature {
  /** As one would look it up: `gap`, `position: sticky`, `:is()`, `@layer`, `100dvh`. */
  readonly name: string;
  readonly line: number;
  /** Where the compatibility data may keep it, the likeliest first, below `css`. */
  readonly places: readonly (readonly string[])[];
  /** Whether it is as old as what it stands in, where the data has no entry of its own for it. */
  readonly isWord: boolean;
}

/** Those that every browser has had since CSS 1 and 2, which the data does not list one by one. */
const FIRST_UNITS = ['px', 'cm', 'mm', 'in', 'pt', 'pc', 's', 'ms'];

/** Groups of the data whose entries are functions or units by their own name. */
const TYPES = [
  [],
  ['color'],
  ['gradient'],
  ['image'],
  ['basic-shape'],
  ['transform-function'],
  ['filter-function'],
  ['easing-function'],
];
const QUANTITIES = ['length', 'angle', 'time', 'resolution', 'dimension'];

/** All that a style sheet asks of a browser. Throws where the parser cannot read it. */
export function featuresOf(css: string): readonly Feature[] {
  const features: Feature[] = [];
  const tree = parse(css, {
    positions: true,
    parseCustomProperty: true,
    onParseError: (error) => {
      throw new Error(`line ${error.line}: ${error.message}`);
    },
  });
  walk(tree, function (node) {
    const line = node.loc?.start.line ?? 0;
    if ((node.type === 'Rule' || node.type === 'Atrule') && this.rule) features.push({ ...nesting, line });
    features.push(...featuresIn(node, this.declaration).map((feature) => ({ ...feature, line })));
  });
  return features;
}

type Found = Omit<Feature, 'line'>;

const nesting = found('nesting', ['selectors', 'nesting']);

function found(name: string, ...places: readonly (readonly string[])[]): Found {
  return { name, places, isWord: false };
}

function featuresIn(node: CssNode, within: Declaration | null): readonly Found[] {
  switch (node.type) {
    case 'Declaration':
      return [property(node.property)];
    case 'Identifier':
      return within ? [word(node.name, within.property)] : [];
    case 'Function':
      return within ? [...called(node.name, within.property), ...spacedColour(node)] : [];
    case 'Dimension':
      return unit(node.unit.toLowerCase(), `${node.value}${node.unit}`);
    case 'Hash':
      return within && node.value.length % 4 === 0 ? [colour(`#${node.value}`, ...HEX_ALPHA)] : [];
    case 'PseudoClassSelector':
      return [found(`:${node.name}${node.children ? '()' : ''}`, ['selectors', node.name]), ...notList(node)];
    case 'PseudoElementSelector':
      return [found(`::${node.name}`, ['selectors', node.name])];
    default:
      return featuresInAtrule(node);
  }
}

const HEX_ALPHA = ['rgb_hexadecimal_notation', 'alpha_hexadecimal_notation'];

function featuresInAtrule(node: CssNode): readonly Found[] {
  switch (node.type) {
    case 'Atrule':
      return [found(`@${node.name}`, ['at-rules', node.name])];
    case 'Feature':
      return [
        found(
          `(${node.name})`,
          ['at-rules', node.kind, node.name],
          ['at-rules', node.kind, node.name.replace(/^(min|max)-/, '')],
        ),
      ];
    case 'FeatureRange':
      return [found('(… < …)', ['at-rules', node.kind, 'range_syntax'])];
    case 'FeatureFunction':
      return [found(`${node.feature}()`, ['at-rules', node.kind, node.feature])];
    // What the parser has kept unread may hide anything.
    case 'GeneralEnclosed':
    case 'Raw':
      return [found('unreadable')];
    default:
      return [];
  }
}

/** `gap` has been there for grids before it was for flex boxes, which ours are: the newest use counts. */
function property(name: string): Found {
  if (name.startsWith('--')) return found(name, ['properties', 'custom-property']);
  return found(name, ['properties', name, 'flex_context'], ['properties', name]);
}

/** A keyword may stand at its property, at a part of a shorthand, or among what all properties share. */
function word(name: string, of: string): Found {
  const places = [
    ['properties', of, name],
    ['properties', `${of}-*`, name],
    ['types', 'global_keywords', name],
    ['types', 'color', 'named-color', name.toLowerCase()],
    ['types', 'color', 'system-color', name.toLowerCase()],
  ];
  return { ...found(`${of}: ${name}`, ...places), isWord: true };
}

function called(name: string, of: string): readonly Found[] {
  // rgba() is rgb() by its first name.
  const types = TYPES.map((group) => ['types', ...group, name.replace(/^(rgb|hsl)a$/, '$1')]);
  return [found(`${name}()`, ['properties', of, name], ['properties', of, `${name}_function`], ...types)];
}

/** `rgb(0 0 0 / 50%)`: no commas. */
function spacedColour(node: CssNode): readonly Found[] {
  if (node.type !== 'Function' || !/^(rgb|hsl)a?$/.test(node.name)) return [];
  const hasCommas = node.children.some((child) => child.type === 'Operator' && child.value === ',');
  const name = node.name.slice(0, 3);
  return hasCommas ? [] : [colour(`${name}(… … …)`, name, 'space_separated_parameters')];
}

function colour(name: string, ...path: readonly string[]): Found {
  return found(name, ['types', 'color', ...path]);
}

function unit(name: string, written: string): readonly Found[] {
  if (FIRST_UNITS.includes(name)) return [];
  // The one unit of its kind: the data has the kind.
  if (name === 'fr') return [found(written, ['types', 'flex'])];
  return [found(written, ...QUANTITIES.map((quantity) => ['types', quantity, name]))];
}

/** One simple selector is all that `:not()` took: `:not(.a, .b)` and `:not(.a.b)` came later. */
function notList(node: PseudoClassSelector): readonly Found[] {
  if (node.name !== 'not') return [];
  let parts = 0;
  walk(node, ({ type }) => {
    if (type.endsWith('Selector') && type !== 'Selector') parts += 1;
  });
  const itself = 1;
  return parts > itself + 1 ? [found(':not(…, …)', ['selectors', 'not', 'selector_list'])] : [];
}
