/** A text that would be more than a text where a page did not take it as one. */
export interface Try {
  readonly name: string;
  /** Short: a telephone number has 30 characters. Where it would run it sets `__xss`. */
  readonly text: string;
  /** What it does in a page that takes it as it is, between tags and in attributes. Unless told: nothing. */
  readonly raw?: 'runs' | 'changes the page';
  /** Whether it can stand in a config and in a header; `false` where it holds control characters. */
  readonly printable?: false;
}

export const TRIES: readonly Try[] = [
  { name: 'a script', text: '<script>__xss=1</script>', raw: 'runs' },
  { name: 'a script in other letters', text: '<ScRiPt/x>__xss=1</sCrIpT >', raw: 'runs' },
  { name: 'a picture that fails', text: '<img src=x onerror=__xss=1>', raw: 'runs' },
  { name: 'a drawing that has come', text: '<svg onload=__xss=1>', raw: 'runs' },
  { name: 'details that open', text: '<details open ontoggle=__xss=1>', raw: 'runs' },
  { name: 'a script after the title', text: '</title><script>__xss=1</script>', raw: 'runs' },
  { name: 'a script after the style', text: '</style><script>__xss=1</script>', raw: 'runs' },
  { name: 'ends of what it stands in', text: '</span></a></li></ol></main><hr>', raw: 'changes the page' },
  { name: 'another form', text: '<form action=//x.vn><input>', raw: 'changes the page' },
  { name: 'another base', text: '<base href=//x.vn/>', raw: 'changes the page' },
  { name: 'a page that leads on', text: '<meta http-equiv=refresh>', raw: 'changes the page' },
  { name: 'a comment that nobody ends', text: '<!--', raw: 'changes the page' },
  { name: 'an end of a comment, and a tag', text: '--!><b>x</b>', raw: 'changes the page' },
  { name: 'character data', text: '<![CDATA[<b>x]]>', raw: 'changes the page' },
  { name: 'a processing instruction', text: '<?php echo 1 ?>', raw: 'changes the page' },
  { name: 'a way out of double quotes', text: '" autofocus onfocus="__xss=1', raw: 'changes the page' },
  { name: 'a way out of single quotes', text: "' autofocus onfocus='__xss=1" },
  { name: 'a way out of no quotes', text: 'x onmouseover=__xss=1 `' },
  { name: 'a way out of a tag', text: '"><script>__xss=1</script>', raw: 'runs' },
  { name: 'entities', text: '&lt;b&gt; &amp;amp; &#60;&#x3c;', raw: 'changes the page' },
  { name: 'entities that nobody ends', text: '&lt &copy &notit; &AMP', raw: 'changes the page' },
  { name: 'an address that runs', text: 'javascript:__xss=1//' },
  { name: 'an address that is a page', text: 'data:text/html,<script>__xss=1', raw: 'changes the page' },
  { name: 'a template of ours', text: '<%= 7*7 %><%- x %>%>' },
  { name: 'the templates of others', text: `{{7*7}}\${7*7}#{7*7}[[7*7]]` },
  { name: 'signs of a replacement', text: "$& $` $' $$ $1" },
  { name: 'names that every object has', text: '{constructor} {__proto__}' },
  { name: 'a style', text: '}</style><b>*{color:red}', raw: 'changes the page' },
  { name: 'a text in a script', text: '\'-(__xss=1)-\'"-(__xss=1)-"\\', raw: 'changes the page' },
  { name: 'lines that are none in HTML', text: 'a\u2028__xss=1\u2029<b>b', raw: 'changes the page' },
  { name: 'another direction', text: 'a\u202e<b>\u2066gpj.exe\u2069\u202cz', raw: 'changes the page' },
  { name: 'letters without width', text: '<\u200bscript\ufeff>\u00ad__xss=1' },
  { name: 'wide letters', text: '\uff1cscript\uff1e__xss=1\uff1c/script\uff1e' },
  { name: 'another encoding', text: '+ADw-script+AD4-__xss=1' },
  { name: 'marks upon marks', text: `ế${'\u0301'.repeat(20)}\u{1f6d1}` },
  { name: 'percents', text: '%3Cscript%3E__xss=1%00%0d%0a' },
  { name: 'a very long one', text: '<b>'.repeat(400), raw: 'changes the page' },
  { name: 'a null', text: 'a\0<script>__xss=1</script>\0', printable: false },
  { name: 'a header', text: 'a\r\nSet-Cookie: a=1\r\n\r\n<script>', printable: false },
];

/** Those that a technician's config, or one header of a request, can hold. */
export const PRINTABLE_TRIES = TRIES.filter(({ printable = true }) => printable);
