import type { Locator } from 'playwright-core';

/** Picks from a select of the page as a person does with the mouse. */
export async function choose(field: Locator, option: string): Promise<void> {
  await field.click();
  await field.page().getByRole('option', { name: option, exact: true }).click();
}
