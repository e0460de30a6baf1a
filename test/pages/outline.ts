/**
 * Evaluated in a page: all that it consists of, one line for each tag and for each text. What stands inside a QR code and which
 * number a link dials depend on a text rather than hold it: of these only that they are there.
 */
export const OUTLINE = `(() => {
  const lines = [];
  const valueOf = (element, { name, value }) =>
    element.closest('.qr svg') ? '' : name === 'href' ? value.replace(/^tel:[+0-9]*$/, 'tel:') : value;
  const visit = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) {
      lines.push(node.nodeName + ' ' + (node.nodeValue || ''));
      return;
    }
    const attributes = [...node.attributes].map((one) => one.name + '=' + valueOf(node, one)).sort();
    lines.push('<' + [node.localName, ...attributes].join(' '));
    node.childNodes.forEach(visit);
    lines.push('/' + node.localName);
  };
  document.childNodes.forEach(visit);
  return lines.map((line) => line.replace(/localhost:\\d+/g, 'localhost'));
})()`;
