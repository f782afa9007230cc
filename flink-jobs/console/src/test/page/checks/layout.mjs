import axe from 'axe-core';

/** What reaches over the right edge of the window; for the page. */
export const overflow = () => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return null;
  const guilty = [...document.querySelectorAll('#app *')].filter((element) => element.getBoundingClientRect().right > wide + 1).slice(0, 5);
  return guilty.map((element) => `${element.tagName}.${element.className?.baseVal ?? element.className}`);
};

/** Text that is wider than its box and neither scrolls nor says so with an ellipsis. */
export const cut = () =>
  [...document.querySelectorAll('#app button, #app h1, #app h2, #app h3, #app dt, #app label')]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && !element.closest('.visually-hidden, .nav, .figure'))
    .map((element) => `${element.tagName}: ${element.textContent}`);

/** What axe finds that shuts somebody out. */
export async function serious(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => self.axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`);
}
