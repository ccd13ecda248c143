import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));

const why = (subject: string, person = 'ana') => o.bot.why(TEAM, person, subject);
const codes = (events: { code: string }[]) => events.map(({ code }) => code);

test('the story of an action tells who approved what, what held it and until when, and what the provider answered', async () => {
  const account = await o.account();
  const url = 'https://www.linkedin.com/in/told';
  const id = await o.ready(account.id, { type: 'send_invite', url, text: 'Olá', name: 'Marta Told' });
  await o.bot.pause(TEAM, account.id, 'ana', 'stop');
  await o.governor.explainHeld([id]);
  await o.bot.resume(TEAM, account.id, 'rui');
  await o.advance(30);
  const claim = await o.governor.claimRelease(id, 'w');
  expect(claim.outcome).toBe('claimed');

  const story = await why(id);
  if (story?.outcome !== 'found') throw new Error(`Cannot tell of "${id}": ${story?.outcome}`);
  const { events, lead } = story;
  expect(lead).toMatchObject({ name: 'Marta Told' });
  const told = codes(events);
  const order = [
    'action_proposed',
    'approval_given',
    'action_approved',
    'held',
    'release_checked',
    'action_dispatching',
  ];
  expect(told.filter((code) => order.includes(code) && code !== 'held')).toEqual(
    order.filter((code) => code !== 'held'),
  );
  expect(events.find(({ code, data }) => code === 'held' && data.blocked_by === 'paused')).toBeDefined();
  expect(events.find(({ code }) => code === 'approval_given')).toMatchObject({ actor: 'leo' });
  expect(events.find(({ code }) => code === 'release_checked')?.data).toMatchObject({
    used_today: 0,
    gap_min_minutes: 20,
    approved_by: ['leo'],
    hash: (await o.bot.getAction(id))?.hash,
  });
});

test('the story of a person is found by address and by name, and tells of all actions', async () => {
  const account = await o.account();
  const url = 'https://www.linkedin.com/in/joao-of-why';
  const first = await o.ready(account.id, { url, name: 'João Of Why' });
  const second = await o.ready(account.id, { type: 'send_invite', url, text: 'Oi', name: 'João Of Why' });
  for (const subject of [url, 'joao of', 'br.linkedin.com/in/Joao-of-why/?trk=x']) {
    const story = await why(subject);
    expect(story).toMatchObject({ outcome: 'found', lead: { name: 'João Of Why' }, is_suppressed: false });
    if (story?.outcome !== 'found') continue;
    expect(new Set(story.actions.map(({ action_id }) => action_id))).toEqual(new Set([first, second]));
  }
});

test('several people of a name are offered, none is told as none, and guests are told nothing', async () => {
  const account = await o.account();
  for (const n of [1, 2]) await o.propose(account.id, { name: `Namesake ${n}` });
  expect(await why('Namesake')).toMatchObject({
    outcome: 'several',
    leads: [{ name: 'Namesake 1' }, { name: 'Namesake 2' }],
  });
  expect(await why('x')).toMatchObject({ outcome: 'not_found' });
  expect(await why('%')).toMatchObject({ outcome: 'not_found' });
  expect(await why('amesake')).toMatchObject({ outcome: 'not_found' });
  expect(await why('Namesake', 'gil')).toBeNull();
});

test('a story of more than a hundred events says how many are left out', async () => {
  const account = await o.account();
  const id = await o.ready(account.id);
  for (let hour = 0; hour < 52; hour += 1) {
    for (const code of ['gap', 'window']) {
      await o.query('update outreach.linkedin_automation set blocked_by = $2 where id = $1', [id, code]);
    }
    await o.advance(61);
  }
  const story = await why(id);
  expect(story).toMatchObject({ outcome: 'found' });
  if (story?.outcome !== 'found') return;
  expect(story.events).toHaveLength(100);
  expect(story.left_out).toBeGreaterThan(0);
});
