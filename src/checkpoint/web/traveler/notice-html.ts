import type { MarkdownIt as Parser, Token } from 'markdown-it';

/** Makes the body of a notice harmless HTML: the elements below, and no attribute but the `href` of a link. */
export type ToHtml = (markdown: string) => string;

/**
 * All of Markdown that a notice may use. Everything else, HTML above all, is read as plain text; `&#x202e;` too, which would bring
 * in what no notice may have: a mark that turns the direction of writing.
 */
const RULES = ['list', 'heading', 'emphasis', 'newline', 'link', 'image', 'escape'];

/** What a kind of token becomes. The page's own headings are h1 and h2. */
const ELEMENTS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  heading: 'h3',
  bullet_list: 'ul',
  ordered_list: 'ol',
  list_item: 'li',
  em: 'em',
  strong: 'strong',
};

/** Text that HTML takes for nothing else, inside an attribute too. */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * The package is loaded when the first notice is shown. It only reads: what goes out is written here, from a closed list, so
 * that no later version of it can let a new thing through. `hosts` are those of the walled garden: a link elsewhere would lead
 * a captive phone nowhere, and any phone to a stranger.
 */
export async function createToHtml(hosts: readonly string[]): Promise<ToHtml> {
  const { default: MarkdownIt } = await import('markdown-it');
  const parser: Parser = new MarkdownIt('zero', { html: false, linkify: false }).enable(RULES);
  return (markdown) => write(parser.parse(markdown, {}), hosts);
}

function write(tokens: readonly Token[], hosts: readonly string[]): string {
  // A link does not stand in another: one address is open at most.
  let link = '';
  const pieces = tokens
    .flatMap((token) => (token.type === 'inline' ? (token.children ?? []) : [token]))
    .map((token) => {
      if (token.type === 'link_open') link = String(token.attrGet('href') ?? '');
      if (token.type === 'link_open' || token.type === 'link_close') return linkEnd(token.type, link, hosts);
      return pieceOf(token);
    });
  return pieces.join('');
}

function pieceOf({ type, content, hidden }: Token): string {
  if (type === 'hardbreak') return '<br>';
  if (type === 'softbreak') return '\n';
  const [, kind = '', end] = /^(.*)_(open|close)$/.exec(type) ?? [];
  const element = ELEMENTS[kind];
  // A picture becomes the words that stand for it.
  if (element === undefined) return escapeHtml(content);
  // A tight list's items are no paragraphs of their own.
  if (hidden) return '';
  return end === 'open' ? `<${element}>` : `</${element}>`;
}

function linkEnd(type: 'link_open' | 'link_close', address: string, hosts: readonly string[]): string {
  const inside = withinGarden(address, hosts);
  if (type === 'link_open') return inside === undefined ? '' : `<a href="${escapeHtml(inside)}">`;
  return inside === undefined ? escapeHtml(` (${address})`) : '</a>';
}

/** The address as the browser will understand it, if that is https on a host of the garden. */
function withinGarden(address: string, hosts: readonly string[]): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '')
    return undefined;
  const { hostname, href } = url;
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)) ? href : undefined;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
