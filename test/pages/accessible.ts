import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong on a page, where on it. */
export async function brokenRules(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // The rule for the size of targets is off unless it is asked for.
  const run =
    "axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })";
  const { violations } = (await page.evaluate(run)) as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`));
}

/** Whether a reader would have to scroll sideways. */
export function isWiderThanItsScreen(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
