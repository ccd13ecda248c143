import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reach } from '../testing/page/reach.ts';
import { docxOf } from '../testing/product/documents.ts';
import { startHeldModel } from '../testing/product/held-model.ts';
import { BRIEF, faultsOf, LUCIA, MARINA, openThread, THOMAS, textOf } from '../testing/product/thread.ts';
import { hasBrowser, useWorkspacePage } from '../testing/product/use-workspace-page.ts';

const model = await startHeldModel();
afterAll(() => model.stop());
const HERE = 'C0MARKETING';
const DOCUMENT = docxOf([
  'Thread gauges and their calibration',
  'Our own procedure for thread gauges was written by the workshop in March and is revised once a year. Every operator is trained on it before working alone, and the training is recorded.',
  'When a thread gauge leaves its limits, the batch stops and the quality department decides what happens to the parts that were made since the last good reading.',
]);

/** Marina at a desk, with a mouse; Lúcia at hers without one; Thomas on the way, with a phone. */
describe.skipIf(!hasBrowser)('three people, each in a browser of their own, and a crash between them', () => {
  const { page, open, sit, faults, messages, thread, composer, picture, slack, killAndRestart } =
    useWorkspacePage({ env: model.env });
  type Seat = Awaited<ReturnType<typeof sit>>;
  let lucia: Seat;
  let thomas: Seat;
  const press = (key: string) => lucia.page.keyboard.press(key);
  const named = (seat: Pick<Seat, 'thread'>, name: string) =>
    seat.thread().getByRole('button', { name, exact: true });
  const says = (seat: Pick<Seat, 'thread'>, words: string | RegExp) =>
    seat.thread().getByText(words).first().waitFor();
  const job = async () => {
    const root = (await slack.messages(MARINA, HERE)).find((m) => !m.ephemeral && textOf(m).includes(BRIEF));
    return openThread(slack, HERE, root?.ts ?? '');
  };
  const everyone = () => [{ page: page(), messages, thread, composer }, lucia, thomas];
  const isCut = (seat: Pick<Seat, 'page'>) =>
    seat.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

  beforeAll(async () => {
    await open(MARINA);
    lucia = await sit(LUCIA, { viewport: { width: 1280, height: 800 } });
    thomas = await sit(THOMAS, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  });

  test('Marina types /carousel; its draft comes to all three; her own Approve is refused, to her alone', async () => {
    await composer().pressSequentially('/car');
    await page()
      .getByRole('option', { name: /\/carousel/ })
      .click();
    await composer().pressSequentially(BRIEF);
    await page().keyboard.press('Enter');
    for (const seat of everyone()) await seat.messages().getByText(BRIEF).last().waitFor();
    await messages()
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await named({ thread }, 'Approve').click();
    await says({ thread }, /four eyes/);
    await says({ thread }, 'Only visible to you');
    await picture('three-refused');

    await thomas
      .messages()
      .getByRole('button', { name: /repl(y|ies)/ })
      .tap();
    await named(thomas, 'Approve').waitFor();
    expect(
      await thomas
        .thread()
        .getByText(/four eyes/)
        .count(),
    ).toBe(0);
    expect(await isCut(thomas)).toBe(false);
    await picture('three-phone', 844, thomas.page);
  });

  test('Thomas loses his signal with the card on his screen; Lúcia asks for changes with the keyboard alone', async () => {
    await thomas.page.route('**/sandbox/api/events', (route) => route.abort());
    await thomas.page.reload();
    await named(thomas, 'Approve').waitFor();
    await thomas.page.getByText('Reconnecting…').waitFor();

    const root = lucia.messages().getByRole('article').filter({ hasText: BRIEF }).last();
    await reach('Tab', lucia.messages().getByRole('article'));
    await reach('ArrowUp', root);
    await press('Enter');
    const card = lucia
      .thread()
      .getByRole('article')
      .filter({ has: lucia.page.getByRole('button', { name: 'Request changes' }) });
    await card.waitFor();
    await reach('Tab', lucia.thread().getByRole('article'));
    await press('End');
    await reach('ArrowUp', card);
    await reach('ArrowRight', named(lucia, 'Request changes'));
    await press('Enter');
    const dialog = lucia.page.getByRole('dialog');
    await reach('Tab', dialog.getByRole('textbox'));
    await lucia.page.keyboard.insertText('slide 4: mais curto');
    await picture('three-modal', 800, lucia.page);
    const revising = model.hold(() => true);
    await reach('Tab', dialog.getByRole('button', { name: 'Send' }));
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await says({ thread }, /Changes requested by/);
    await revising.arrived;

    // The agent waits for its model at this moment.
    await composer().fill('half a thought');
    const down = [page(), lucia.page].map((one) => one.getByText('Reconnecting…').waitFor());
    await killAndRestart();
    revising.release();
    await Promise.all(down);
    for (const one of [page(), lucia.page])
      await one.getByText('Reconnecting…').waitFor({ state: 'detached' });
    await says({ thread }, 'Draft, version 2');
    await says(lucia, 'Draft, version 2');
    expect(await composer().inputValue()).toBe('half a thought');
    await composer().fill('');
    await picture('three-restarted', 1180);
  });

  test('Thomas still sees version 1: his Approve is told to be stale; once he has signal he approves version 2', async () => {
    expect(await thomas.thread().getByText('Draft, version 2').count()).toBe(0);
    await picture('three-stale', 844, thomas.page);
    await named(thomas, 'Approve').tap();
    const told = /Version 1 is superseded by version 2\. Nothing was decided/;
    await (await job()).ephemeral(THOMAS, told);
    await thomas.page.unroute('**/sandbox/api/events');
    await thomas.page.getByText('Reconnecting…').waitFor({ state: 'detached' });
    await says(thomas, told);
    await expect.poll(() => named(thomas, 'Approve').count()).toBe(1);
    await picture('three-told', 844, thomas.page);
    await named(thomas, 'Approve').tap();
    for (const seat of everyone()) {
      await says(seat, /final\.pdf/);
      await says(seat, /Approved by/);
      await expect.poll(() => named(seat, 'Approve').count()).toBe(0);
    }
    expect(await isCut(thomas)).toBe(false);
    await picture('three-approved', 844, thomas.page);
  });

  test('Marina gives a file in a form, and it is in the knowledge base', async () => {
    await composer().fill('/knowledge add');
    await page().keyboard.press('Enter');
    const form = page().getByRole('dialog');
    await form.locator('input[type=file]').setInputFiles({
      name: 'gauges.docx',
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: DOCUMENT,
    });
    await form.getByText('gauges.docx').waitFor();
    await picture('three-form');
    await form.getByRole('button', { name: 'Add' }).click();
    await form.waitFor({ state: 'detached' });
    await messages()
      .getByRole('article')
      .filter({ hasText: 'gauges.docx' })
      .getByRole('button', { name: /repl(y|ies)/ })
      .click();
    await says({ thread }, /document is in the knowledge base/);
    await picture('three-file');
  });

  test('after all of it each message stands once, and no page had an error', async () => {
    expect(await faultsOf(await job())).toEqual([]);
    expect(faults).toEqual([]);
  });
});
