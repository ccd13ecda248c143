import { expect, test } from 'vitest';
import { button, type Message, until } from '../testing/product/app.ts';
import { acceptRules, RENATA } from '../testing/product/outreach.ts';
import { LUCIA, MARINA, THOMAS, textOf } from '../testing/product/thread.ts';
import { useApp } from '../testing/product/use-app.ts';
import { someOf } from '../testing/some-of.ts';

const { slack, killAndRestart } = useApp();

interface LinkedIn {
  leads: { lead: string; name: string; connected: boolean }[];
  calls: { at: string; kind: string; lead: string; text: string | null; outcome: string }[];
  breaches: unknown[];
}
const linkedin = () => slack.call<LinkedIn>('GET', 'linkedin');
const invitations = async () => (await linkedin()).calls.filter((c) => c.kind === 'send_invite');
const advance = (minutes: number) =>
  slack.call<{ now: string }>('POST', 'clock', { advance_minutes: minutes });
const cards = async (channel: string, person = LUCIA) =>
  (await slack.messages(person, channel)).filter((m) => !m.ephemeral && /^Invitation to/.test(m.text));

async function press(person: string, channel: string, card: Message, label: RegExp): Promise<void> {
  const found = button(card, label);
  if (!found?.action_id) throw new Error(`No button ${label} in: ${textOf(card).slice(0, 300)}`);
  const { status } = await slack.click(
    person,
    channel,
    card.ts,
    found.action_id,
    found.value ? { value: found.value } : {},
  );
  expect(status).toBe(200);
}

/** Types one proposal and waits for its card. */
async function propose(channel: string, lead: LinkedIn['leads'][number]): Promise<Message> {
  const before = new Set((await cards(channel)).map((m) => m.ts));
  await slack.command(
    MARINA,
    channel,
    '/outreach',
    `add invite https://www.linkedin.com/in/${lead.lead} "Olá ${lead.name}, podemos conversar?"`,
  );
  return until(`the card for ${lead.lead}`, async () =>
    (await cards(channel)).find((m) => !before.has(m.ts) && button(m, /approve/i)),
  );
}

test('approved invitations go one by one over days with faults and restarts; nothing else goes', async () => {
  const channel = await slack.channel('sales');
  const leads = (await linkedin()).leads.filter((l) => !l.connected).slice(0, 8);
  const proposed: Message[] = [];
  for (const lead of leads) proposed.push(await propose(channel, lead));
  const [own, rejected, ...rest] = proposed;
  if (!own || !rejected) throw new Error('no cards');

  // The author may not approve: the card keeps its buttons and the person is told who may.
  await press(MARINA, channel, own, /approve/i);
  await until('four eyes', async () =>
    (await slack.messages(MARINA, channel)).find((m) => m.ephemeral && /four eyes/.test(textOf(m))),
  );
  await press(LUCIA, channel, rejected, /reject/i);
  for (const card of rest)
    await Promise.all([press(LUCIA, channel, card, /approve/i), press(THOMAS, channel, card, /approve/i)]);

  // Nothing goes before the owner of the account has accepted LinkedIn's rules.
  await advance(24 * 60);
  expect(await invitations()).toEqual([]);
  await acceptRules(slack, channel);

  await slack.call('POST', 'linkedin', {
    fault: { on: 'send_invite', error: 'request_timeout', commit: true },
  });
  // Ten days with faults are proved in processes of the governor alone: npm run prove -- --only governor-days.
  for (const what of someOf(['node', 'group'] as const, 1)) {
    await advance(24 * 60);
    await killAndRestart(what);
  }
  await advance(24 * 60);

  const sent = await invitations();
  const effective = sent.filter((c) => c.outcome !== 'refused');
  expect(new Set(effective.map((c) => c.lead)).size).toBe(effective.length);
  expect(effective.length).toBeGreaterThanOrEqual(2);
  expect(sent.map((c) => c.lead)).not.toContain(leads[0]?.lead);
  expect(sent.map((c) => c.lead)).not.toContain(leads[1]?.lead);
  for (const call of effective) expect(call.text).toMatch(/^Olá .+, podemos conversar\?$/);
  const times = effective.map((c) => Date.parse(c.at)).sort((a, b) => a - b);
  for (const [n, at] of times.entries())
    if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(20 * 60_000);
  expect((await linkedin()).breaches).toEqual([]);
});

test('the kill switch holds everything until an admin resumes, even when a member pressed it', async () => {
  const channel = await slack.channel('sales');
  const lead = (await linkedin()).leads.filter((l) => !l.connected)[12];
  if (!lead) throw new Error('no lead');
  await slack.command(MARINA, channel, '/outreach', 'pause all too fast');
  const card = await propose(channel, lead);
  await press(LUCIA, channel, card, /approve/i);
  await advance(2 * 24 * 60);
  expect((await invitations()).map((c) => c.lead)).not.toContain(lead.lead);
  await slack.command(MARINA, channel, '/outreach', 'resume all');
  await until('who may resume', async () =>
    (await slack.messages(MARINA, channel)).find(
      (m) => m.ephemeral && /admin/i.test(textOf(m)) && textOf(m).includes(`<@${RENATA}>`),
    ),
  );
});
