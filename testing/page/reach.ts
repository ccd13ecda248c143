import type { Locator } from 'playwright-core';

/** A walk of more keys has lost its way. */
const FAR = 150;

/** Whether the page's focus is on one of these. */
export const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll((all) => all.includes(document.activeElement as HTMLElement));

/** Presses a key until the focus is there, as a person without a mouse does. */
export async function reach(key: string, target: Locator): Promise<void> {
  const page = target.page();
  for (let n = 0; n < FAR; n += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  throw new Error(`${key} does not reach ${String(target)}: it ends at ${at}`);
}
