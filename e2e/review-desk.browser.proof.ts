import { describe, expect, test } from 'vitest';
import { choose } from '../testing/page/choose.ts';
import { button, type Message, until } from '../testing/product/app.ts';
import { LUCIA, MARINA, PEDRO, press, startCarousel, THOMAS, textOf } from '../testing/product/thread.ts';
import { hasBrowser, useWorkspacePage } from '../testing/product/use-workspace-page.ts';

const RENATA = 'U0RENATA';
const BRIEF = '5 erros ao escolher um fornecedor de implantes, em 5 slides';
const THEME = 'limpeza e passivação de implantes';
const TOPIC = 'Passivação de implantes de titânio';

describe.skipIf(!hasBrowser)('the review desk, by hand, on the workspace page', () => {
  const { page, open, openHome, faults, messages, thread, home, composer, become, picture, slack } =
    useWorkspacePage();

  const formOf = (person: string) => until('the form', async () => (await slack.views(person)).modals.at(-1));
  async function submit(person: string, values: Record<string, unknown>, action?: string): Promise<void> {
    const form = await formOf(person);
    const sent = Object.entries(values).map(([id, value]) => [id, { [action ?? id]: value }]);
    const { status, response } = await slack.submit(person, form.id, Object.fromEntries(sent));
    if (status !== 200 || response?.errors)
      throw new Error(`The form was refused: ${JSON.stringify(response)}`);
  }
  /** Types a command whose answer has that button, and presses it. */
  async function pressAfter(command: string, label: RegExp, text = ''): Promise<void> {
    const channel = await slack.channel('marketing');
    await slack.command(RENATA, channel, command, text);
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
  /** Once there is one with these words. */
  const openThreadOf = (words: string) =>
    messages()
      .getByRole('article')
      .filter({ hasText: words })
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

  test('a plan: a brief is changed, one dropped, and one started as a job with a thread of its own', async () => {
    await open(MARINA);
    await composer().fill(`/plan 3 ${THEME}`);
    await page().keyboard.press('Enter');
    await openThreadOf(THEME);
    await says(/^Plan: 3 briefs$/);
    await thread()
      .getByRole('img', { name: /^Calendar of the plan: / })
      .waitFor();
    const buttons = (name: string) => thread().getByRole('button', { name, exact: true });
    expect(await buttons('Start').count()).toBe(3);

    // The first line goes behind the others, on a day that a person chose.
    await buttons('Change').first().click();
    const dialog = page().getByRole('dialog');
    const now = Date.parse((await slack.state()).now);
    await dialog.getByLabel('Day').fill(new Date(now + 40 * 86_400_000).toISOString().slice(0, 10));
    await choose(dialog.getByLabel('Type'), 'Carousel');
    await dialog.getByLabel('Topic').fill(TOPIC);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await says(new RegExp(TOPIC));
    await buttons('Drop').first().click();
    await says(/Dropped by/);
    await buttons('Start').last().click();
    await says(/Started by/);
    expect(await buttons('Start').count()).toBe(1);
    await picture('plan', 1500);
    await openThreadOf(TOPIC);
    await says(/Planned for/);
    await buttons('Approve').waitFor();
    await says(/Draft, version 1/);
    expect(faults).toEqual([]);
  });

  test('an approver decides on a Home tab that stays fresh; of two approvals the same person gives one', async () => {
    await pressAfter('/approvers', /^New rule$/);
    await submit(RENATA, {
      ...{ type: 'carousel', channel: await slack.channel('marketing') },
      ...{ roles_1: [], people_1: [LUCIA, THOMAS, RENATA], quorum_1: '2' },
    });
    await openHome(LUCIA);
    const waiting = home().getByRole('button', { name: 'Approve', exact: true });
    // What the plan started.
    await waiting.waitFor();
    const job = await startCarousel(slack, BRIEF, MARINA);
    // Below what waits longer, without a click of hers.
    await waiting.nth(1).waitFor();
    const [first, second] = [TOPIC, 'fornecedor de implantes'].map((words) =>
      home().getByText(words).first(),
    );
    const topOf = async (of: typeof first) => (await of?.boundingBox())?.y ?? Number.NaN;
    expect(await topOf(first)).toBeLessThan(await topOf(second));
    // Its card is in the thread by now.
    await home().getByRole('button', { name: 'Open', exact: true }).nth(1).waitFor();
    await picture('home', 1180);
    await waiting.nth(1).click();
    await page()
      .getByRole('dialog', { name: 'Approve this carousel?' })
      .getByRole('button', { name: 'Approve', exact: true })
      .click();
    await waiting.nth(1).waitFor({ state: 'detached' });

    await open(LUCIA);
    await openThreadOf('5 erros');
    await says(/1 of 2 approvals/);
    await thread().getByRole('button', { name: 'Approve', exact: true }).click();
    await says(/already counted: 1 of 2/);
    expect(await job.finals()).toEqual([]);
    await picture('quorum', 1180);
    await become('Thomas');
    await openThreadOf('5 erros');
    await thread().getByRole('button', { name: 'Approve', exact: true }).click();
    await says(/final\.pdf/);
    await says(/Record: version 1, approved by/);
    const record = await until('the record', async () =>
      (await job.messages()).find((m) => /Record: version 1/.test(textOf(m))),
    );
    for (const who of [LUCIA, THOMAS]) expect(textOf(record)).toContain(`<@${who}>`);
    expect(faults).toEqual([]);
  });

  test('a reply: the answer that an agent drafted is approved below it, and goes out', async () => {
    const channel = await slack.channel('marketing');
    const played = () => slack.call<{ now: string }>('POST', 'clock', { until: 'next_action' });
    const inThread = (words: RegExp) =>
      until(`${words} in the thread`, async () =>
        (await slack.messages(LUCIA, channel, root?.ts)).find((m) => words.test(textOf(m))),
      );
    let root: Message | undefined;
    await pressAfter('/outreach', /accept/i, 'status');
    const rules = await formOf(RENATA);
    const box = rules.blocks.find((block) => block.type === 'input') as unknown as {
      block_id: string;
      element: { action_id: string; type: string; options: unknown[] };
    };
    await slack.submit(RENATA, rules.id, {
      [box.block_id]: {
        [box.element.action_id]: { type: box.element.type, selected_options: [box.element.options[0]] },
      },
    });
    const { leads } = await slack.call<{ leads: { lead: string; name: string; connected: boolean }[] }>(
      'GET',
      'linkedin',
    );
    const friend = leads.find((l) => l.connected);
    if (!friend) throw new Error('No one is connected');
    await slack.command(
      MARINA,
      channel,
      '/outreach',
      `add message https://www.linkedin.com/in/${friend.lead} "Olá, podemos falar de passivação?"`,
    );
    root = await until('the card', async () =>
      (await slack.messages(LUCIA, channel)).findLast(
        (m) => /^Message to/.test(m.text) && button(m, /^approve$/i),
      ),
    );
    const { action_id = '', value } = button(root, /^approve$/i) ?? {};
    await slack.click(LUCIA, channel, root.ts, action_id, value === undefined ? {} : { value });
    await played();
    await slack.call('POST', 'linkedin', {
      reply: { lead: friend.lead, text: 'Como vocês fazem a passivação dos implantes?' },
    });
    await inThread(/The answer, exactly as it would be sent/);

    await open(LUCIA);
    await openThreadOf(friend.name);
    await says(/What came in, word for word/);
    const approve = thread().getByRole('button', { name: 'Approve and send' });
    await approve.waitFor();
    expect(await thread().getByRole('button', { name: 'Let the campaign go on' }).count()).toBe(0);
    await picture('reply', 1500);
    await approve.click();
    await says(/the answer is approved/);
    await played();
    const sent = await until('the card of the answer', async () =>
      (await slack.messages(LUCIA, channel, root?.ts)).find(
        (m) => m.ts !== root?.ts && /^Message to .*: sent/.test(m.text),
      ),
    );
    await picture('reply-sent', 1500);
    const { calls, breaches } = await slack.call<{
      calls: { kind: string; lead: string | null; text: string | null }[];
      breaches: unknown[];
    }>('GET', 'linkedin');
    const answer = calls.find((c) => c.text !== null && textOf(sent).includes(c.text));
    expect(answer).toMatchObject({ kind: 'send_message', lead: friend.lead });
    expect(breaches).toEqual([]);
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
