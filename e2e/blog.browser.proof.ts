import { describe, expect, test } from 'vitest';
import { ARTICLE } from '../testing/product/article.ts';
import { pdfOf } from '../testing/product/documents.ts';
import { MARINA } from '../testing/product/thread.ts';
import { hasBrowser, useWorkspacePage } from '../testing/product/use-workspace-page.ts';

describe.skipIf(!hasBrowser)('an article, by hand, on the workspace page', () => {
  const { page, open, faults, messages, thread, composer, become, picture } = useWorkspacePage();

  /** Opens the thread of what a command asked for: the newest message with these words and with replies. */
  const openThread = (words: string) =>
    messages()
      .getByRole('article')
      .filter({ hasText: words })
      .getByRole('button', { name: /repl(y|ies)/ })
      .last()
      .click();

  test('a document is added, an outline agreed to, a draft refined by a reply and approved', async () => {
    await open(MARINA);
    await composer().fill('/knowledge add');
    await page().keyboard.press('Enter');
    const form = page().getByRole('dialog');
    await form.waitFor();
    await form.locator('input[type=file]').setInputFiles({
      name: 'citric-passivation.pdf',
      mimeType: 'application/pdf',
      buffer: await pdfOf([
        'Passivation with citric acid',
        'The line has used citric acid in place of nitric acid since March. It leaves no nitrogen oxides in the air of the room, and the bath is easier to keep and to dispose of.',
        'Each batch is tested before it leaves the line, and the results are kept with the record of the batch.',
      ]),
    });
    await picture('knowledge-add');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await openThread('citric-passivation.pdf');
    await thread()
      .getByText(/is in the knowledge base/)
      .waitFor();
    await picture('knowledge-stored');
    await page().getByRole('button', { name: 'Close thread' }).click();

    await composer().fill(`/blog ${ARTICLE}`);
    await page().keyboard.press('Enter');
    await openThread(ARTICLE);
    await thread().getByText('Outline of the article').waitFor();
    await thread().getByRole('button', { name: 'Go on' }).waitFor();
    await picture('blog-outline', 1180);
    await thread().getByRole('button', { name: 'Go on' }).click();
    await thread().getByText('Draft, version 1').waitFor();
    await thread().getByRole('button', { name: 'Approve' }).waitFor();
    await picture('blog-draft', 1500);

    await thread()
      .getByRole('button', { name: /^Open picture 1 of/ })
      .first()
      .click();
    await page()
      .getByRole('dialog', { name: /^Picture 1 of/ })
      .waitFor();
    await picture('blog-preview', 1100);
    await page().keyboard.press('Escape');

    await thread().getByRole('combobox').fill('shorter introduction, please');
    await page().keyboard.press('Enter');
    await thread().getByText('I understood:').waitFor();
    await thread().getByText('Draft, version 2').waitFor();
    await thread().getByText('What changed since the version before').waitFor();
    await thread().getByRole('button', { name: 'Approve' }).scrollIntoViewIfNeeded();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(1);
    await picture('blog-card', 1500, thread());

    await become('Lúcia');
    await openThread(ARTICLE);
    await thread().getByRole('button', { name: 'Approve' }).click();
    await thread()
      .getByText(/final\.html/)
      .first()
      .waitFor();
    await thread()
      .getByText(/Approved by/)
      .first()
      .waitFor();
    expect(await thread().getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await picture('blog-approved');
    expect(faults).toEqual([]);
  });
});
