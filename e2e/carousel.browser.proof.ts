import { describe, expect, test } from 'vitest';
import { BRIEF, MARINA, PEDRO } from '../testing/product/thread.ts';
import { hasBrowser, useWorkspacePage } from '../testing/product/use-workspace-page.ts';

describe.skipIf(!hasBrowser)('a carousel, by hand, on the workspace page', () => {
  const { page, open, faults, messages, thread, composer, become, picture } = useWorkspacePage();

  test('typed, drafted, changed, approved', async () => {
    await open(MARINA);
    await composer().pressSequentially('/car');
    await page()
      .getByRole('option', { name: /\/carousel/ })
      .waitFor();
    await page().keyboard.press('Tab');
    await composer().pressSequentially(BRIEF);
    await page().keyboard.press('Enter');
    await messages().getByText('Only visible to you').waitFor();
    await messages()
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await thread().getByText('Draft, version 1').waitFor();
    await thread().getByText('Search the knowledge base').waitFor();

    await thread().getByRole('button', { name: 'Approve' }).click();
    await thread()
      .getByText(/four eyes/)
      .waitFor();

    await become('Lúcia');
    await messages()
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await thread().getByRole('button', { name: 'Request changes' }).waitFor();
    // Tall enough for a whole card: these two are in the README.
    await page().mouse.move(0, 0);
    await composer().focus();
    await picture('workspace', 1360);
    await page().emulateMedia({ colorScheme: 'dark' });
    await picture('workspace-dark', 1360);
    await page().emulateMedia({ colorScheme: null });
    await thread().getByRole('button', { name: 'Request changes' }).click();
    const dialog = page().getByRole('dialog');
    await dialog.getByRole('textbox').fill('slide 4: mais curto');
    await dialog.getByRole('button', { name: /send|submit|request/i }).click();
    await thread().getByText('Draft, version 2').waitFor();
    await thread()
      .getByText(/superseded by version 2/i)
      .first()
      .waitFor();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(1);

    await thread().getByRole('button', { name: 'Approve' }).click();
    await thread()
      .getByText(/final\.pdf/)
      .first()
      .waitFor();
    await thread()
      .getByText(/Approved by/)
      .first()
      .waitFor();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await picture('approved');
    expect(faults).toEqual([]);
  });

  test('the form refuses 13 slides and an empty brief, then starts a carousel', async () => {
    await open(PEDRO);
    await composer().fill('/carousel');
    await page().keyboard.press('Enter');
    const dialog = page().getByRole('dialog');
    await dialog.waitFor();
    await picture('briefing');
    await dialog.getByRole('textbox', { name: /Number of slides/ }).fill('13');
    await dialog.getByRole('button', { name: /start|draft|create/i }).click();
    await dialog.getByText(/12/).first().waitFor();
    await dialog.getByRole('textbox').first().fill('What ASTM F136 titanium means for implants');
    await dialog.getByRole('textbox', { name: /Number of slides/ }).fill('6');
    await dialog.getByRole('button', { name: /start|draft|create/i }).click();
    await dialog.waitFor({ state: 'detached' });
    await messages().getByText('What ASTM F136 titanium means for implants').last().waitFor();
    expect(faults).toEqual([]);
  });
});
