/**
 * Of a stranger's text as much as a line holds, or all of it; what is no letter, digit or sign becomes a question mark. A file on a
 * stick may have any name, and a program that was taken over may speak to a terminal by what it says of itself.
 */
export function printable(text: string, most = Infinity): string {
  const signs = Array.from(text.slice(0, 2 * most + 2), (sign) =>
    /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(sign) ? sign : '?',
  );
  return signs.length > most ? `${signs.slice(0, most).join('')}…` : signs.join('');
}
