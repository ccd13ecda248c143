import { describe, expect, test } from 'vitest';
import { button, type Message, until } from '../testing/product/app.ts';
import { LUCIA, MARINA, PEDRO, press, startCarousel, THOMAS, textOf } from '../testing/product/thread.ts';
import { hasBrowser, useWorkspacePage } from '../testing/product/use-workspace-page.ts';

const RENATA = 'U0RENATA';
const BRIEF = '5 erros ao escolher um fornecedor de implantes, em 5 slides';

describe.skipIf(!hasBrowser)('the review desk, by hand, on the workspace page', () => {
  const { page, open, faults, messages, thread, become, slack } = useWorkspacePage();

  const formOf = (person: string) => until('the form', async () => (await slack.views(person)).modals.at(-1));
  async function submit(person: string, values: Record<string, unknown>, action?: string): Promise<void> {
    const form = await formOf(person);
    const sent = Object.entries(values).map(([id, value]) => [id, { [action ?? id]: value }]);
    const { status, response } = await slack.submit(person, form.id, Object.fromEntries(sent));
    if (status !== 200 || response?.errors)
      throw new Error(`The form was refused: ${JSON.stringify(response)}`);
  }
  /** Types a command whose answer has that button, and presses it. */
  async function pressAfter(command: string, label: RegExp): Promise<void> {
    const channel = await slack.channel('marketing');
    await slack.command(RENATA, channel, command, '');
    const found = await until(`${label} after ${command}`, async () =>
      (await slack.messages(RENATA, channel)).findLast((m) => button(m, label)),
    );
    const { action_id = '', value } = button(found, label) ?? {};
    await slack.click(RENATA, channel, found.ts, action_id, value === undefined ? {} : { value });
  }
  const told = (words: RegExp) =>
    until(`${words} for Renata`, async () =>
      (await slack.messages(RENATA, await slack.channel('marketing'))).find((m) => words.test(textOf(m))),
    );
  const openNewestThread = () =>
    messages()
      .getByRole('button', { name: /repl(y|ies)/ })
      .last()
      .click();
  async function approveAs(name: string): Promise<void> {
    await become(name);
    await openNewestThread();
    await thread().getByRole('button', { name: 'Approve', exact: true }).click();
  }
  const says = (words: RegExp) => thread().getByText(words).last().waitFor();
  const files = (seen: Message[]) => seen.flatMap((m) => m.files).filter((f) => f.name.includes('final'));

  test('two groups in order, an edit under four eyes, an earlier version restored, and both approve', async () => {
    await pressAfter('/approvers', /^New rule with two groups$/);
    await submit(RENATA, {
      ...{ type: 'carousel', order: 'in_order' },
      ...{ name_1: 'marketing', roles_1: [], people_1: [PEDRO, THOMAS], quorum_1: '1' },
      ...{ name_2: 'regulatory', people_2: [LUCIA, RENATA], quorum_2: '1' },
    });
    await told(/The rule binds at once/);
    const job = await startCarousel(slack, BRIEF, MARINA);
    const first = await job.card(1);
    await open(MARINA);
    await approveAs('Lúcia');
    await says(/Not yet: marketing approves first/);

    // Thomas edits: the version is his, and he does not approve it.
    await press(slack, job, first, THOMAS, /^edit$/i);
    const choose = await formOf(THOMAS);
    const pieces = choose.blocks.find((block) => block.type === 'input') as unknown as {
      element: { options: { value: string }[] };
    };
    await submit(THOMAS, { pieces: [pieces.element.options[0]?.value] });
    const edit = await until('the form with the texts', async () => {
      const form = (await slack.views(THOMAS)).modals.at(-1);
      return form?.callback_id === 'edit_draft' ? form : undefined;
    });
    const field = edit.blocks.find((block) => block.type === 'input') as unknown as {
      block_id: string;
      element: { action_id: string };
    };
    await submit(THOMAS, { [field.block_id]: 'Escolha com critério' }, field.element.action_id);
    const second = await job.card(2);
    expect(textOf(second)).toContain(`<@${THOMAS}>`);
    await approveAs('Thomas');
    await says(/Words of this version are yours/);

    // Version 1 once more: it has no words by hand, and Thomas may approve it.
    await thread().getByRole('button', { name: 'Versions' }).last().click();
    const dialog = page().getByRole('dialog');
    await dialog.getByRole('button', { name: 'Restore v1' }).click();
    await page().getByRole('button', { name: 'Restore', exact: true }).click();
    const third = await job.card(3);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await approveAs('Thomas');
    await says(/marketing has approved version 3/);
    expect(files(await job.messages())).toEqual([]);
    await approveAs('Lúcia');
    await says(/final\.pdf/);
    const done = await until('the card with both approvals', async () =>
      (await job.messages()).find((m) => m.ts === third.ts && !button(m, /^approve$/i)),
    );
    for (const who of [THOMAS, LUCIA]) expect(textOf(done)).toContain(`<@${who}>`);
    expect(faults).toEqual([]);
  });

  test('a job stops at a cap before the call, and goes on once an admin has raised it', async () => {
    await pressAfter('/budget', /^Change the caps$/);
    await submit(RENATA, { tokens_job: '3000' }, 'amount');
    await told(/Caps changed by/);
    const job = await startCarousel(slack, BRIEF, MARINA);
    await until('the card of the stop', async () =>
      (await job.messages()).find((m) => /Stopped at a spending cap/.test(textOf(m))),
    );
    await open(RENATA);
    await openNewestThread();
    await thread().getByRole('button', { name: 'Raise the cap' }).click();
    const dialog = page().getByRole('dialog');
    await dialog.getByRole('textbox', { name: /By how many tokens/ }).fill('900000');
    await dialog.getByRole('button', { name: 'Raise', exact: true }).click();
    await says(/raised the cap by 900,000 tokens/);
    await job.card(1);
    expect(faults).toEqual([]);
  });
});
