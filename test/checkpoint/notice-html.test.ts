import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { createToHtml } from '../../src/checkpoint/web/traveler/notice-html.ts';

const toHtml = await createToHtml(['tokhaiyte.vn', 'bluezone.gov.vn']);

describe('the body of a notice', () => {
  test.each([
    ['One.\n\nTwo *a* **b**.', '<p>One.</p><p>Two <em>a</em> <strong>b</strong>.</p>'],
    ['# A\n\n### B', '<h3>A</h3><h3>B</h3>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['3. a\n4. b', '<ol><li>a</li><li>b</li></ol>'],
    ['a\\\nb', '<p>a<br>b</p>'],
    ['[site](https://tokhaiyte.vn/a?b=1&c)', '<p><a href="https://tokhaiyte.vn/a?b=1&amp;c">site</a></p>'],
    ['[m](https://tai.bluezone.gov.vn)', '<p><a href="https://tai.bluezone.gov.vn/">m</a></p>'],
    ['[x](https://example.com/a)', '<p>x (https://example.com/a)</p>'],
    ['[x](https://tokhaiyte.vn.example.com)', '<p>x (https://tokhaiyte.vn.example.com)</p>'],
    ['[x](https://eviltokhaiyte.vn)', '<p>x (https://eviltokhaiyte.vn)</p>'],
    ['[x](https://tokhaiyte.vn@example.com/)', '<p>x (https://tokhaiyte.vn@example.com/)</p>'],
    ['[x](https://a:b@tokhaiyte.vn/)', '<p>x (https://a:b@tokhaiyte.vn/)</p>'],
    ['[x](https://tokhaiyte.vn:8443/)', '<p>x (https://tokhaiyte.vn:8443/)</p>'],
    ['[x](http://tokhaiyte.vn/)', '<p>x (http://tokhaiyte.vn/)</p>'],
    ['[x](/accept)', '<p>x (/accept)</p>'],
    ['&lt; &#x202e;', '<p>&amp;lt; &amp;#x202e;</p>'],
    ['![a *cat*](https://tokhaiyte.vn/c.png)', '<p>a *cat*</p>'],
    ['[![x](https://a.b/c)](https://tokhaiyte.vn)', '<p><a href="https://tokhaiyte.vn/">x</a></p>'],
  ])('%j becomes %s', (markdown, html) => {
    expect(toHtml(markdown)).toBe(html);
  });

  test.each(HOSTILE())('%j stays harmless', (markdown) => {
    expectHarmless(toHtml(markdown));
    expectHarmless(toHtml(`# ${markdown}\n\n- [${markdown}](https://tokhaiyte.vn/${markdown})`));
  });

  test('whatever is written, only the allowed elements come out', () => {
    const piece = fc.oneof(
      fc.constantFrom(...HOSTILE()),
      fc.constantFrom(
        '*',
        '_',
        '[',
        ']',
        '(',
        ')',
        '<',
        '>',
        '"',
        "'",
        '&',
        '\\',
        '\n',
        '\n\n',
        '- ',
        '1. ',
        '# ',
        '!',
        '`',
        ' ',
      ),
      fc.constantFrom(
        'https://tokhaiyte.vn/',
        'https://',
        'javascript:',
        '//tokhaiyte.vn',
        '&#60;',
        '&lt;script&gt;',
      ),
      fc.string({ maxLength: 8 }),
      fc.string({ maxLength: 8, unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => expectHarmless(toHtml(pieces.join('')))),
      { numRuns: 500 },
    );
  });

  test('what is meant to take long does not', () => {
    for (const unit of ['[', '*a_', '- ', '> ', '![', '\\[', '&lt;', '**a* ', '](', '<'])
      expectHarmless(toHtml(unit.repeat(Math.floor(2500 / unit.length))));
  });
});

function HOSTILE(): string[] {
  return [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java&#10;script:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '![x](data:image/svg+xml,<svg onload=alert(1)>)',
    '[x](https://tokhaiyte.vn/"onmouseover="alert(1))',
    "[x](https://tokhaiyte.vn/'><script>alert(1)</script>)",
    '[x](https://tokhaiyte.vn/ "title\\" onclick=alert(1)")',
    '[x](<https://tokhaiyte.vn/ onclick=alert(1)>)',
    '[a]: javascript:alert(1)\n\n[a]',
    '<https://tokhaiyte.vn/"onclick=alert(1)>',
    '</div></article><form action=/accept method=post>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#60;script&#62;',
    '`<b>`',
    '```html\n<script>\n```',
    '    <iframe src=//x>',
    '<!-- -->',
    '<style>*{display:none}</style>',
    '<%= process.env %> <%- include("/etc/passwd") %>',
    '\u0000<b>',
    '[x](https://tokhaiyte.vn\\@example.com)',
    '| a | b |\n|---|---|\n| <i> | x |',
    '<details open ontoggle=alert(1)>',
  ];
}

const ALLOWED = ['p', 'em', 'strong', 'ul', 'ol', 'li', 'h3', 'br', 'a'];

/** Parsed as a browser parses it. */
function expectHarmless(html: string): void {
  expect(harmIn(parseFragment(html))).toEqual([]);
}

/** Whatever is not allowed. */
function harmIn(node: DefaultTreeAdapterTypes.ParentNode): string[] {
  return node.childNodes.flatMap((child) => {
    if (child.nodeName === '#text') return [];
    if (!ALLOWED.includes(child.nodeName)) return [child.nodeName];
    const { attrs } = child as DefaultTreeAdapterTypes.Element;
    const isGood = child.nodeName === 'a' ? attrs.length === 1 : attrs.length === 0;
    const wrong = attrs.filter(({ name, value }) => name !== 'href' || !WITHIN.test(value));
    return [
      ...(isGood ? [] : [child.nodeName]),
      ...wrong.map(({ name, value }) => `${name}=${value}`),
      ...harmIn(child as DefaultTreeAdapterTypes.Element),
    ];
  });
}

const WITHIN = /^https:\/\/(?:[a-z0-9-]+\.)*(?:tokhaiyte|bluezone\.gov)\.vn\//;
