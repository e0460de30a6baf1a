import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** All elements of a page in their order, as a browser reads it. */
export function elementsOf(html: string): readonly Element[] {
  return within(parse(html));
}

/** The elements below this one. */
export function within(node: Node): readonly Element[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  return children.flatMap((child) => ['tagName' in child ? [child] : [], within(child)].flat());
}

export function named(elements: readonly Element[], tagName: string): readonly Element[] {
  return elements.filter((element) => element.tagName === tagName);
}

export function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((one) => one.name === name)?.value;
}

export function hasClass(element: Element, name: string): boolean {
  return (attribute(element, 'class') ?? '').split(' ').includes(name);
}

/** What a reader sees of it, in one line. */
export function textOf(node: Node): string {
  const text = (one: Node): string => {
    if ('value' in one) return one.value;
    return 'childNodes' in one ? one.childNodes.map(text).join('') : '';
  };
  return text(node).replace(/\s+/g, ' ').trim();
}
