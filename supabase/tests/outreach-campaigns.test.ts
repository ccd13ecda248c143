import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ApprovedNote, CampaignBrief, CampaignStep } from '../../ports/outreach.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let names = 0;
beforeAll(async () => {
  o = await openOutreach(database);
});
beforeEach(() => o.setClock(MONDAY));

const visit: CampaignStep = { kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0 };
const invite: CampaignStep = { kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 1 };
const thanks: CampaignStep = { kind: 'send_message', with_words: true, after: 'accepted', wait_days: 2 };
const again: CampaignStep = { kind: 'send_message', with_words: true, after: 'previous_sent', wait_days: 3 };
const all = [visit, invite, thanks, again];

/** Leads under a tag of their own. */
async function people(n: number, given: Record<string, unknown> = {}) {
  names += 1;
  const tag = `fair-${names}`;
  const ids: string[] = [];
  for (let i = 0; i < n; i += 1) {
    const { id } = await o.one('select outreach.add_lead($1) as id', [
      JSON.stringify({
        team_id: TEAM,
        profile_url: `https://www.linkedin.com/in/${tag}-${i}`,
        name: `Person ${tag} ${i}`,
        title: 'Compradora',
        company: `Hospital ${tag} ${i}`,
        tags: [tag],
        ...given,
      }),
    ]);
    ids.push(String(id));
  }
  return { tag, ids };
}

async function start(accountId: string, tag: string, given: Partial<CampaignBrief> = {}) {
  names += 1;
  return o.bot.startCampaign({
    team_id: TEAM,
    account_id: accountId,
    name: `Campaign ${names}`,
    purpose: 'Conversa sobre implantes',
    language: 'pt-BR',
    filter: { tag },
    steps: all,
    stop_on: [],
    weight: 1,
    per_company_week: null,
    person_id: 'ana',
    channel_id: 'C1',
    idempotency_key: `campaign ${names}`,
    response_url: null,
    ...given,
  });
}

async function started(accountId: string, tag: string, given: Partial<CampaignBrief> = {}) {
  const answer = await start(accountId, tag, given);
  if (answer.outcome !== 'started') throw new Error(`Refused: ${answer.reason}`);
  return answer.campaign;
}

const hashed = (text: string) => createHash('sha256').update(text).digest('hex');
const noteOf = (campaign: { id: string; steps: CampaignStep[] }, leadId: string): ApprovedNote => ({
  key: `note ${campaign.id} ${leadId}`,
  campaign_id: campaign.id,
  lead_id: leadId,
  steps: campaign.steps.map(({ with_words }, i) => {
    const text = with_words ? `Olá, passo ${i + 1} para ${leadId}.\nAté logo` : null;
    return { step: i + 1, text, text_hash: text === null ? null : hashed(text) };
  }),
  approvals: [{ person_id: 'leo', at: MONDAY }],
  author_id: 'ana',
  text_by: ['ana'],
  job_id: 'job-1',
  version: 1,
  channel_id: 'C1',
});
const accept = (
  campaign: { id: string; steps: CampaignStep[] },
  leadId: string,
  given: Partial<ApprovedNote> = {},
) => o.bot.acceptNote({ ...noteOf(campaign, leadId), ...given });

const actionsOf = async (leadId: string) =>
  (
    await o.query(
      `select id, step, action_type, status, blocked_by, aside, retry_at, payload ->> 'text' as text from outreach.linkedin_automation
       where lead_id = $1 and campaign_id is not null order by step`,
      [leadId],
    )
  ).rows;
const stepOf = async (leadId: string, step: number) =>
  String((await actionsOf(leadId)).find((a) => a.step === step)?.id);
const placeOf = async (leadId: string) =>
  (await o.one(
    'select status, reason, done from outreach.campaign_leads where lead_id = $1 order by updated_at desc limit 1',
    [leadId],
  )) as {
    status: string;
    reason: string | null;
    done: number;
  };
const viewOf = async (id: string) => {
  const found = (await o.bot.listCampaigns(TEAM)).find((c) => c.id === id);
  if (!found) throw new Error(`No campaign ${id}`);
  return found;
};

/** Brings it to its time as the governor does, and releases it. */
async function go(account: { provider: string }, leadId: string, step: number) {
  const id = await stepOf(leadId, step);
  await o.governor.loadDue();
  await o.plan(id, '2026-01-01T00:00:00Z');
  if ((await o.get(id)).type === 'send_message') await o.governor.recordInboxRead(account.provider);
  await o.release(id);
  await o.advance(21);
  return id;
}
/** A campaign in which one person's words are approved. */
async function underWay(given: Partial<CampaignBrief> = {}) {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(1);
  const [leadId = ''] = ids;
  const campaign = await started(account.id, tag, given);
  expect(await accept(campaign, leadId)).toEqual({ outcome: 'accepted', reason: null });
  return { account, campaign, leadId };
}
const held = async (id: string) => {
  await o.plan(id, '2026-01-01T00:00:00Z');
  const { outcome, blocked_by, retry_at } = await o.claim(id);
  return { outcome, blocked_by, retry_at };
};
const accepts = async (account: { provider: string }, leadId: string) => {
  const { profile_url } = await o.one('select profile_url from outreach.leads where id = $1', [leadId]);
  return o.inbound(account, {
    kind: 'accepted',
    profile_url: String(profile_url),
    message_id: null,
    text: null,
  });
};
const writes = async (account: { provider: string }, leadId: string) => {
  const { profile_url } = await o.one('select profile_url from outreach.leads where id = $1', [leadId]);
  return o.inbound(account, { kind: 'message', profile_url: String(profile_url) });
};

test('leads_matching() finds by each field without case and accents, and by all words', async () => {
  const { tag, ids } = await people(2, {
    company: 'Clínica São José',
    country: 'BR',
    language: 'pt',
    industry: 'Odontologia',
  });
  const find = async (filter: object) =>
    (await o.query('select id from outreach.leads_matching($1, $2)', [TEAM, filter])).rows.map((r) => r.id);
  expect(await find({ tag })).toEqual(ids);
  expect(
    await find({ tag, company: 'sao jose', country: 'br', language: 'pt-BR', industry: 'ODONTO' }),
  ).toEqual(ids);
  expect(await find({ tag, words: 'jose COMPRADORA' })).toEqual(ids);
  for (const other of [
    { words: 'jose dentista' },
    { country: 'AR' },
    { title: '%' },
    { language: 'en' },
    { tag: 'fair' },
  ])
    expect(await find({ tag, ...other })).toEqual([]);
});

test('start_campaign() leaves out who must not or need not be written to, and tells why', async () => {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(6);
  const [suppressed = '', replied = '', connected = '', invited = '', open = ''] = ids;
  const url = async (id: string) =>
    String((await o.one('select profile_url from outreach.leads where id = $1', [id])).profile_url);
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'person',
    value: await url(suppressed),
    person_id: 'ana',
    reason: '',
  });
  await writes(account, replied);
  await o.query(
    'insert into outreach.contacts (team_id, account_id, lead_id, connected) values ($1, $2, $3, true)',
    [TEAM, account.id, connected],
  );
  await o.query(
    "insert into outreach.contacts (team_id, account_id, lead_id, invitation) values ($1, $2, $3, 'pending')",
    [TEAM, account.id, invited],
  );
  await o.propose(account.id, { type: 'send_invite', url: await url(open) });
  const preview = await o.bot.previewAudience(TEAM, { account_id: account.id, filter: { tag }, steps: all });
  expect(preview).toEqual({
    matching: 6,
    chosen: 1,
    first: [`Person ${tag} 5`],
    left_out: { suppressed: 1, in_conversation: 1, connected: 1, invited: 1, contacted: 1 },
  });
  const campaign = await started(account.id, tag);
  expect(campaign).toMatchObject({ status: 'drafting', people: 1, by_status: { drafting: 1 } });
  const second = await start(account.id, tag);
  expect(second).toMatchObject({
    outcome: 'refused',
    reason: 'empty',
    params: { matching: 6, left_out: { in_campaign: 1 } },
  });
});

test('start_campaign() refuses what cannot work, and the same key gives the same campaign', async () => {
  const account = await o.account({ holidays: null });
  const { tag } = await people(2);
  const refused = async (given: Partial<CampaignBrief>) => {
    const answer = await start(account.id, tag, given);
    return answer.outcome === 'refused' ? [answer.reason, answer.params.code ?? null] : answer.outcome;
  };
  expect(await refused({ person_id: 'gil' })).toEqual(['not_allowed', null]);
  expect(await refused({ account_id: 'none' })).toEqual(['no_account', null]);
  expect(await refused({ name: ' ' })).toEqual(['name', null]);
  expect(await refused({ purpose: '' })).toEqual(['purpose', null]);
  expect(await refused({ weight: 6 })).toEqual(['weight', null]);
  expect(await refused({ per_company_week: 0 })).toEqual(['company_cap', null]);
  expect(await refused({ filter: { tag: 'no one has it' } })).toEqual(['empty', null]);
  expect(await refused({ steps: [] })).toEqual(['steps', 'step_count']);
  expect(await refused({ steps: [thanks] })).toEqual(['steps', 'accepted_without_invitation']);
  expect(await refused({ steps: [invite, again] })).toEqual(['steps', 'message_before_accepted']);
  expect(await refused({ steps: [visit, visit] })).toEqual(['steps', 'twice']);
  expect(await refused({ steps: [{ ...visit, with_words: true }] })).toEqual(['steps', 'visit_with_words']);
  expect(await refused({ steps: [{ ...again, with_words: false }] })).toEqual([
    'steps',
    'message_without_words',
  ]);
  expect(await refused({ steps: [{ ...visit, wait_days: 61 }] })).toEqual(['steps', 'bad_wait']);
  const first = await started(account.id, tag, { name: 'Feira', idempotency_key: 'twice' });
  expect((await started(account.id, tag, { name: 'Feira', idempotency_key: 'twice' })).id).toBe(first.id);
  expect(await refused({ name: 'FEIRA', filter: {} })).toEqual(['name_taken', null]);
});

test('a campaign hands its people over once its message stands, the best first, with facts, sources and the limits of words', async () => {
  const account = await o.account({ holidays: null }, { tier: 'free' });
  const { tag, ids } = await people(2);
  await o.query('update outreach.leads set score = 90 where id = $1', [ids[1]]);
  const campaign = await started(account.id, tag);
  const handed = async () =>
    (await o.query("select payload from outreach.handovers where key = 'notes ' || $1", [campaign.id])).rows;
  expect(await handed()).toEqual([]);
  const [item] = (await o.bot.claimOutbox('w', 100)).filter((i) => i.campaign?.id === campaign.id);
  if (!item) throw new Error('Nothing to show');
  expect(item).toMatchObject({ kind: 'campaign', action: null, account: { id: account.id } });
  await o.bot.settleOutbox({ ...item, ts: '17.1' });
  const [row] = await handed();
  expect(row?.payload).toMatchObject({
    type: 'outreach_notes',
    requester_id: 'ana',
    channel_id: 'C1',
    thread_ts: '17.1',
    brief: {
      reference: campaign.id,
      topic: campaign.name,
      language: 'pt-BR',
      steps: [
        { number: 1, max: null },
        { number: 2, max: 200 },
        { number: 3, max: 8000 },
        { number: 4, max: 8000 },
      ],
      people: ids.toReversed().map((lead_id) => ({
        lead_id,
        facts: [{ field: 'title', value: 'Compradora', source: 'setup' }, { field: 'company' }],
      })),
    },
  });
  expect((await viewOf(campaign.id)).thread_ts).toBe('17.1');
});

test('accept_note() makes all of a person’s actions as approved, with the same bytes, once', async () => {
  const { campaign, leadId } = await underWay();
  expect(await accept(campaign, leadId)).toEqual({ outcome: 'accepted', reason: null });
  expect(await actionsOf(leadId)).toMatchObject([
    { step: 1, action_type: 'view_profile', status: 'approved', aside: false, text: null },
    {
      step: 2,
      action_type: 'send_invite',
      status: 'approved',
      blocked_by: 'earlier_step',
      aside: true,
      text: noteOf(campaign, leadId).steps[1]?.text,
    },
    { step: 3, action_type: 'send_message', status: 'approved', blocked_by: 'earlier_step', aside: true },
    { step: 4, status: 'approved', aside: true },
  ]);
  const { rows } = await o.query(
    `select a.person_id, n.approved_by from outreach.action_approvals a join outreach.linkedin_automation n on n.id = a.action_id where n.lead_id = $1`,
    [leadId],
  );
  expect(rows).toEqual(Array.from({ length: 4 }, () => ({ person_id: 'leo', approved_by: 'leo' })));
  expect(await viewOf(campaign.id)).toMatchObject({ status: 'running', by_status: { ready: 1 } });
  const { cards } = await o.one(
    `select count(*)::int as cards from outreach.outbox o join outreach.linkedin_automation n on n.id = o.action_id where n.lead_id = $1`,
    [leadId],
  );
  expect(cards).toBe(0);
});

test.each([
  ['hash', (n: ApprovedNote) => ({ steps: n.steps.map((s) => ({ ...s, text: s.text && `${s.text}!` })) })],
  ['steps', (n: ApprovedNote) => ({ steps: n.steps.slice(1) })],
  [
    'steps',
    (n: ApprovedNote) => ({ steps: n.steps.map((s) => ({ ...s, text: 'oi', text_hash: hashed('oi') })) }),
  ],
  ['empty', (n: ApprovedNote) => ({ steps: n.steps.map((s) => ({ ...s, text: null, text_hash: null })) })],
  ['too_long', (n: ApprovedNote) => withText(n, 2, 'á'.repeat(301))],
  ['placeholder', (n: ApprovedNote) => withText(n, 2, 'Olá {{firstName}}')],
  ['unseen', (n: ApprovedNote) => withText(n, 3, 'Olá\u200b')],
  ['duplicate', (n: ApprovedNote) => withText(n, 4, n.steps[2]?.text ?? '')],
  ['approval', () => ({ approvals: [] })],
  // Who wrote it, who began it, a member.
  ['approval', () => ({ text_by: ['leo'] })],
  ['approval', () => ({ author_id: 'leo' })],
  ['approval', () => ({ approvals: [{ person_id: 'bia', at: MONDAY }] })],
] as const)('accept_note() refuses with "%s" and stores no action', async (reason, change) => {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(1);
  const [leadId = ''] = ids;
  const campaign = await started(account.id, tag);
  expect(await accept(campaign, leadId, change(noteOf(campaign, leadId)))).toEqual({
    outcome: 'refused',
    reason,
  });
  expect(await actionsOf(leadId)).toEqual([]);
  expect(await placeOf(leadId)).toMatchObject({ status: 'skipped', reason });
  expect(await viewOf(campaign.id)).toMatchObject({ status: 'ended', end_reason: 'finished' });
});

function withText(note: ApprovedNote, step: number, text: string) {
  return { steps: note.steps.map((s) => (s.step === step ? { ...s, text, text_hash: hashed(text) } : s)) };
}

test('accept_note() refuses a person who wrote or was suppressed meanwhile, and one who is not in the campaign', async () => {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(3);
  const campaign = await started(account.id, tag);
  const [wrote = '', suppressed = ''] = ids;
  await writes(account, wrote);
  expect(await placeOf(wrote)).toMatchObject({ status: 'replied' });
  expect(await accept(campaign, wrote)).toEqual({ outcome: 'refused', reason: 'replied' });
  const { profile_url } = await o.one('select profile_url from outreach.leads where id = $1', [suppressed]);
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'person',
    value: String(profile_url),
    person_id: 'ana',
    reason: '',
  });
  expect(await accept(campaign, suppressed)).toEqual({ outcome: 'refused', reason: 'suppressed' });
  expect(await accept(campaign, 'none')).toEqual({ outcome: 'refused', reason: 'unknown_lead' });
  expect(await o.bot.acceptNote({ ...noteOf(campaign, wrote), campaign_id: 'none' })).toEqual({
    outcome: 'refused',
    reason: 'unknown_campaign',
  });
});

test('the steps follow each other: after what was sent, and after the acceptance, by working days', async () => {
  const { account, campaign, leadId } = await underWay();
  const invitation = await stepOf(leadId, 2);
  expect(await held(invitation)).toEqual({ outcome: 'held', blocked_by: 'earlier_step', retry_at: null });
  await go(account, leadId, 1);
  expect(await placeOf(leadId)).toMatchObject({ status: 'active', done: 1 });
  // Monday, one working day later from the start of its hours.
  expect((await held(invitation)).retry_at).toMatch(/^2026-11-24T12:00/);
  await o.setClock('2026-11-24T12:30:00Z');
  await go(account, leadId, 2);
  const message = await stepOf(leadId, 3);
  expect(await held(message)).toEqual({ outcome: 'held', blocked_by: 'earlier_step', retry_at: null });
  await o.setClock('2026-11-27T15:00:00Z');
  await accepts(account, leadId);
  // Friday, two working days later: Tuesday.
  expect((await held(message)).retry_at).toMatch(/^2026-12-01T12:00/);
  await o.setClock('2026-12-01T13:00:00Z');
  await go(account, leadId, 3);
  expect((await held(await stepOf(leadId, 4))).retry_at).toMatch(/^2026-12-04T12:00/);
  await o.setClock('2026-12-04T13:00:00Z');
  await go(account, leadId, 4);
  expect(await placeOf(leadId)).toMatchObject({ status: 'finished', done: 4 });
  expect(await viewOf(campaign.id)).toMatchObject({
    status: 'ended',
    end_reason: 'finished',
    invited: 1,
    written_to: 1,
    accepted: 1,
    replied: 0,
    sent: { 1: 1, 2: 1, 3: 1, 4: 1 },
  });
});

test('an invitation made by hand takes the place of the campaign’s, a connection of before ends it', async () => {
  const { account, leadId } = await underWay({ steps: [invite, thanks] });
  await o.profile(account, await stepOf(leadId, 1), { invitation: 'pending' });
  expect(await held(await stepOf(leadId, 1))).toMatchObject({
    outcome: 'gone',
    blocked_by: 'already_invited',
  });
  expect(await placeOf(leadId)).toMatchObject({ status: 'active', done: 1 });
  await accepts(account, leadId);
  expect((await held(await stepOf(leadId, 2))).retry_at).toMatch(/^2026-11-25T12:00/);

  const other = await underWay({ steps: [invite, thanks] });
  await o.profile(other.account, await stepOf(other.leadId, 1), { connected: true });
  expect(await held(await stepOf(other.leadId, 1))).toMatchObject({
    outcome: 'gone',
    blocked_by: 'already_connected',
  });
  expect(await placeOf(other.leadId)).toMatchObject({ status: 'stopped', reason: 'already_connected' });
  expect((await actionsOf(other.leadId)).map((a) => a.status)).toEqual(['skipped', 'skipped']);
});

test('a connection of before is told as no acceptance of an invitation that never went', async () => {
  const { account, campaign, leadId } = await underWay({ steps: [invite, thanks] });
  await accepts(account, leadId);
  expect(await placeOf(leadId)).toMatchObject({ status: 'stopped', reason: 'already_connected' });
  expect(await viewOf(campaign.id)).toMatchObject({ accepted: 0, invited: 0 });
  const { told } = await o.one(
    "select count(*)::int as told from outreach.outbox where account_id = $1 and event ->> 'code' = 'answered'",
    [account.id],
  );
  expect(told).toBe(0);
});

test('a reply to any account ends a person’s campaign at once, visits too, also while the next step is being claimed', async () => {
  const { account, campaign, leadId } = await underWay();
  const { tag } = await people(1);
  const other = await o.account({ holidays: null });
  expect(tag).toBeTruthy();
  const first = await stepOf(leadId, 1);
  await o.plan(first, '2026-01-01T00:00:00Z');
  const [claim] = await Promise.all([o.claim(first), writes(other, leadId)]);
  // What was claimed first may be under way; nothing else goes.
  expect(['claimed', 'gone']).toContain(claim.outcome);
  const left = (await actionsOf(leadId)).map((a) => a.status);
  expect(left.slice(1)).toEqual(['skipped', 'skipped', 'skipped']);
  expect(await placeOf(leadId)).toMatchObject({ status: 'replied' });
  expect((await viewOf(campaign.id)).by_status).toEqual({ replied: 1 });
  expect(account.id).toBeTruthy();
});

test('with company_reply the colleagues of who replied are left in peace as well', async () => {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(2, { company: `Santa Casa ${names}` });
  const [who = '', colleague = ''] = ids;
  const campaign = await started(account.id, tag, { stop_on: ['company_reply'] });
  for (const id of ids) await accept(campaign, id);
  await writes(account, who);
  expect(await placeOf(colleague)).toMatchObject({ status: 'stopped', reason: 'company_reply' });
  expect(new Set((await actionsOf(colleague)).map((a) => a.status))).toEqual(new Set(['skipped']));
});

test('at most so many people of a company in 7 days, from whatever account, each as often as the campaign says', async () => {
  const [account, other] = [await o.account({ holidays: null }), await o.account({ holidays: null })];
  const company = `Grupo ${names}`;
  const { tag, ids } = await people(3, { company });
  const campaign = await started(account.id, tag, {
    per_company_week: 2,
    steps: [{ ...visit }, { ...invite, wait_days: 0 }],
  });
  const [a = '', b = '', c = ''] = ids;
  for (const id of ids) await accept(campaign, id);
  await go(account, a, 1);
  await go(account, b, 1);
  const third = await stepOf(c, 1);
  const { retry_at } = await held(third);
  expect(await o.claim(third)).toMatchObject({ outcome: 'held', blocked_by: 'company_cap' });
  expect(retry_at).toMatch(/^2026-11-30T13:/);
  // One who was reached this week is no one more.
  await go(account, a, 2);
  // What another account does to the company counts for it too.
  await o.setClock('2026-12-07T13:00:00Z');
  const { tag: second, ids: more } = await people(1, { company });
  expect(second).toBeTruthy();
  const { profile_url } = await o.one('select profile_url from outreach.leads where id = $1', [more[0]]);
  await o.release(await o.ready(other.id, { url: String(profile_url) }));
  await go(account, b, 2);
  expect(await held(third)).toMatchObject({ outcome: 'held', blocked_by: 'company_cap' });
});

test('two accounts that release to one company at the same moment keep its cap', async () => {
  const accounts = [await o.account({ holidays: null }), await o.account({ holidays: null })];
  const company = `Irmandade ${names}`;
  const ready: string[] = [];
  for (const account of accounts) {
    const { tag, ids } = await people(1, { company });
    const campaign = await started(account.id, tag, { per_company_week: 1, steps: [visit] });
    await accept(campaign, ids[0] ?? '');
    const id = await stepOf(ids[0] ?? '', 1);
    await o.plan(id, '2026-01-01T00:00:00Z');
    ready.push(id);
  }
  const [first = '', second = ''] = ready;
  await database.onOneConnection(async (client) => {
    await client.query('begin');
    await client.query('select outreach.claim_release($1, $2)', [first, 'other governor']);
    let answer: string | undefined;
    const claiming = o.claim(second).then((claimed) => {
      answer = claimed.blocked_by ?? claimed.outcome;
    });
    await vi.waitUntil(
      async () =>
        answer !== undefined ||
        (
          await o.query(
            'select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
          )
        ).rows.length > 0,
    );
    await client.query('commit');
    await claiming;
    expect(answer).toBe('company_cap');
  });
});

test('steer_campaign() pauses, resumes and ends; what is paused does not go', async () => {
  const { account, campaign, leadId } = await underWay();
  const first = await stepOf(leadId, 1);
  expect(await o.bot.steerCampaign(campaign.id, 'gil', 'pause')).toMatchObject({
    outcome: 'not_allowed',
    reason: 'guest',
  });
  expect(await o.bot.steerCampaign(campaign.id, 'bia', 'end')).toMatchObject({
    outcome: 'not_allowed',
    reason: 'role',
  });
  expect(await o.bot.steerCampaign(campaign.id, 'bia', 'pause')).toMatchObject({
    outcome: 'done',
    campaign: { status: 'paused' },
  });
  expect(await o.bot.steerCampaign(campaign.id, 'bia', 'pause')).toMatchObject({
    outcome: 'wrong_state',
    reason: 'paused',
  });
  expect(await held(first)).toMatchObject({ outcome: 'held', blocked_by: 'campaign_paused', retry_at: null });
  // An earlier step that comes due meanwhile does not let it be loaded.
  await o.query(
    'update outreach.linkedin_automation set aside = false, blocked_by = null where campaign_id = $1',
    [campaign.id],
  );
  expect((await o.governor.loadDue()).filter((l) => l.account.id === account.id)).toEqual([]);
  expect(await o.bot.steerCampaign(campaign.id, 'ana', 'resume')).toMatchObject({
    outcome: 'done',
    campaign: { status: 'running' },
  });
  const loaded = (await o.governor.loadDue()).flatMap((l) => l.actions.map((a) => a.id));
  expect(loaded).toContain(first);
  expect(await o.bot.steerCampaign(campaign.id, 'leo', 'end')).toMatchObject({
    outcome: 'done',
    campaign: { status: 'ended', end_reason: 'ended' },
  });
  expect((await actionsOf(leadId)).map((a) => a.status)).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
    'cancelled',
  ]);
  expect(await placeOf(leadId)).toMatchObject({ status: 'stopped', reason: 'ended' });
  expect(await o.bot.steerCampaign('none', 'leo', 'end')).toMatchObject({ outcome: 'not_found' });
});

test('a step that does not happen ends the campaign for its person; what waits for a person has a card in its thread', async () => {
  const { account, campaign, leadId } = await underWay();
  await o.query("update outreach.campaigns set thread_ts = '9.9' where id = $1", [campaign.id]);
  const first = await stepOf(leadId, 1);
  await o.governor.loadDue();
  for (let call = 0; call < 3; call += 1) {
    await o.plan(first, '2026-01-01T00:00:00Z');
    await o.release(first, { result: 'not_sent', error: { code: 'x', message: '', class: 'not_sent' } });
    await o.advance(21);
  }
  const card = (await o.bot.claimOutbox('w', 100)).find((i) => i.action?.id === first);
  expect(card).toMatchObject({
    kind: 'action',
    thread_ts: '9.9',
    action: { status: 'not_sent', campaign: { id: campaign.id, step: 1 } },
  });
  await o.decide(first);
  await o.plan(first, '2026-01-01T00:00:00Z');
  await o.release(first, {
    result: 'failed',
    error: { code: 'permanent', message: '', class: 'permanent_lead' },
  });
  expect(await placeOf(leadId)).toMatchObject({ status: 'stopped', reason: 'permanent' });
  expect(await viewOf(campaign.id)).toMatchObject({ status: 'ended', reasons: { permanent: 1 } });
  expect(account.id).toBeTruthy();
});

test('what is told of a campaign and its people stands below its message', async () => {
  const { account, campaign, leadId } = await underWay();
  await o.query("update outreach.campaigns set thread_ts = '8.8' where id = $1", [campaign.id]);
  await go(account, leadId, 1);
  await o.setClock('2026-11-24T12:30:00Z');
  await go(account, leadId, 2);
  await accepts(account, leadId);
  await o.bot.steerCampaign(campaign.id, 'leo', 'pause');
  const told = (await o.bot.claimOutbox('w', 100)).filter((i) => i.thread_ts === '8.8');
  expect(told.map((i) => i.event?.code)).toEqual(['answered', 'campaign_paused']);
});

test('load_due() shows some of each campaign by its weight, and what each had', async () => {
  const account = await o.account({ holidays: null });
  const campaigns = [];
  for (const weight of [3, 1]) {
    const { tag, ids } = await people(4);
    const campaign = await started(account.id, tag, { steps: [visit], weight });
    for (const id of ids) await accept(campaign, id);
    campaigns.push({ campaign, ids });
  }
  await o.advance(5);
  const [load] = (await o.governor.loadDue()).filter((l) => l.account.id === account.id);
  expect(load?.actions.map((a) => a.campaign?.weight).toSorted()).toEqual([1, 1, 1, 1, 3, 3, 3, 3]);
  expect(load?.shares).toEqual([]);
  const [first] = campaigns;
  await go(account, first?.ids[0] ?? '', 1);
  const [after] = (await o.governor.loadDue()).filter((l) => l.account.id === account.id);
  expect(after?.shares).toEqual([{ campaign_id: first?.campaign.id, type: 'view_profile', used: 1 }]);
});

test('people who are left out by hand, and notes that never came, end a campaign without a word', async () => {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(2);
  const campaign = await started(account.id, tag);
  const skip = { campaign_id: campaign.id, lead_id: ids[0] ?? '', person_id: 'leo', reason: null };
  expect(await o.bot.skipNote(skip)).toBe(true);
  expect(await o.bot.skipNote(skip)).toBe(false);
  expect(await o.bot.endNotes(campaign.id, 'failed')).toBe(1);
  expect(await viewOf(campaign.id)).toMatchObject({
    status: 'ended',
    by_status: { skipped: 2 },
    reasons: { by_person: 1, notes_failed: 1 },
  });
});

test('two leads that are found to be one person are in one campaign from then on', async () => {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(2);
  const [a = '', b = ''] = ids;
  const campaign = await started(account.id, tag, { steps: [visit] });
  for (const id of ids) await accept(campaign, id);
  for (const id of ids) await o.profile(account, await stepOf(id, 1), { provider_id: `ACoAA${tag}` });
  const statuses = [await placeOf(a), await placeOf(b)].map((p) => `${p.status} ${p.reason}`).toSorted();
  expect(statuses).toEqual(['ready null', 'stopped same_person']);
});

test('forecast_input() has the steps that follow each other, and only counts those that wait for an acceptance or a person', async () => {
  const { account, campaign, leadId } = await underWay();
  const foreseen = await o.bot.forecastInput(account.id, null);
  const kinds = foreseen.actions.map((a) => [
    a.type,
    a.after_action_id === null,
    a.campaign?.id === campaign.id,
  ]);
  // Approved in one moment, they come in the order of their ids.
  expect(kinds.toSorted()).toEqual([
    ['send_invite', false, true],
    ['view_profile', true, true],
  ]);
  expect(foreseen.campaigns).toMatchObject([
    { id: campaign.id, status: 'running', drafting: 0, unforeseen: campaign.steps.length - 2 },
  ]);
  await go(account, leadId, 1);
  const [next] = (await o.bot.forecastInput(account.id, null)).actions;
  expect(next).toMatchObject({
    type: 'send_invite',
    after_action_id: null,
    aside: true,
    from: expect.any(String),
  });
  await o.bot.steerCampaign(campaign.id, 'bia', 'pause');
  expect(await o.bot.forecastInput(account.id, null)).toMatchObject({
    actions: [],
    campaigns: [{ status: 'paused', unforeseen: campaign.steps.length - 1 }],
  });
});

/** The person accepted and was visited; an automatic message stopped what was left. */
async function stoppedByAway(given: Partial<CampaignBrief> = {}) {
  const began = await underWay({ steps: [invite, thanks, again], ...given });
  await go(began.account, began.leadId, 1);
  await accepts(began.account, began.leadId);
  await writes(began.account, began.leadId);
  const { id } = await o.one(
    "select max(id)::text as id from outreach.inbound_events where lead_id = $1 and kind = 'message'",
    [began.leadId],
  );
  const event_id = String(id);
  await o.bot.takeIntent({ event_id, intent: 'out_of_office', job_id: 'job' });
  const goOn = (person_id: string, not_before: string | null = null) =>
    o.bot.letCampaignGoOn({ team_id: TEAM, event_id, person_id, not_before });
  return { ...began, event_id, goOn };
}
const lineOf = async (event_id: string) =>
  (
    await o.query(
      "select outreach.outbox_view(b) -> 'event' -> 'params' as params, b.wanted from outreach.outbox b where event ->> 'code' = 'answered' and event -> 'params' ->> 'event_id' = $1",
      [event_id],
    )
  ).rows[0];

test('let_campaign_go_on() lets the steps that are left wait again, with the words and approvals they had', async () => {
  const { account, campaign, leadId, event_id, goOn } = await stoppedByAway();
  expect((await actionsOf(leadId)).map((a) => a.status)).toEqual(['completed', 'skipped', 'skipped']);
  expect(await viewOf(campaign.id)).toMatchObject({ status: 'ended', replied: 1 });
  expect((await o.bot.status(account.id)).answers_14d.replied).toBe(1);
  expect((await lineOf(event_id))?.params).toMatchObject({ intent: 'out_of_office', may_go_on: true });
  // Two working days from Monday noon on, from the start of its hours.
  const from = '2026-11-25T12:00:00+00:00';
  expect(await goOn('ana')).toEqual({ outcome: 'done', reason: null, from });
  expect(await actionsOf(leadId)).toMatchObject([
    { status: 'completed' },
    { status: 'approved', aside: true, blocked_by: 'not_due' },
    { status: 'approved', aside: true, blocked_by: 'earlier_step', retry_at: null },
  ]);
  expect(await placeOf(leadId)).toMatchObject({ status: 'active', reason: null, done: 1 });
  // It was none: rates count people who answered.
  expect((await o.bot.status(account.id)).answers_14d.replied).toBe(0);
  expect(await viewOf(campaign.id)).toMatchObject({ status: 'running', replied: 0, written_to: 1 });
  expect((await lineOf(event_id))?.params).toMatchObject({
    may_go_on: false,
    went_on_by: 'ana',
    went_on_from: from,
  });
  const audit = await o.query(
    "select actor, from_state, to_state, data from outreach.audit where code = 'campaign_went_on' and subject_id = $1",
    [leadId],
  );
  expect(audit.rows).toMatchObject([
    { actor: 'ana', from_state: 'replied', to_state: 'active', data: { campaign_id: campaign.id, steps: 2 } },
  ]);
  // Again changes nothing.
  expect(await goOn('leo', '2026-12-24')).toEqual({ outcome: 'done', reason: null, from });
  const second = await stepOf(leadId, 2);
  // Its working days since the acceptance are not over either.
  expect(await held(second)).toMatchObject({ outcome: 'held', blocked_by: 'earlier_step' });
  await o.setClock('2026-11-25T13:00:00Z');
  await o.governor.loadDue();
  await o.governor.recordInboxRead(account.provider);
  await o.plan(second, '2026-01-01T00:00:00Z');
  await o.release(second);
  expect((await actionsOf(leadId)).map((a) => a.status)).toEqual(['completed', 'completed', 'approved']);
});

test('let_campaign_go_on() leaves no way for an answer that was approved before it: the person gets one of the two', async () => {
  const { leadId, event_id, goOn } = await stoppedByAway();
  expect((await goOn('ana')).outcome).toBe('done');
  const text = 'Boas férias';
  const taken = await o.bot.takeAnswer({
    key: `answer ${event_id}`,
    event_id,
    text,
    text_hash: createHash('sha256').update(text).digest('hex'),
    approvals: [{ person_id: 'leo', at: '2026-11-23T12:30:00Z' }],
    author_id: 'ana',
    text_by: ['ana'],
    job_id: 'job',
    version: 1,
  });
  expect(taken).toMatchObject({ outcome: 'refused', reason: 'went_on' });
  expect((await actionsOf(leadId)).map((a) => a.status)).toEqual(['completed', 'approved', 'approved']);
});

test('let_campaign_go_on() waits for the day that a person chose, and a new message stops it again', async () => {
  const { account, leadId, event_id, goOn } = await stoppedByAway();
  expect(await goOn('ana', '2026-11-22')).toMatchObject({ outcome: 'refused', reason: 'bad_date' });
  // A Sunday: the account's hours begin on Monday.
  expect(await goOn('ana', '2026-12-06')).toMatchObject({
    outcome: 'done',
    from: '2026-12-07T12:00:00+00:00',
  });
  await writes(account, leadId);
  expect((await actionsOf(leadId)).map((a) => [a.status, a.blocked_by])).toEqual([
    ['completed', null],
    ['skipped', 'replied'],
    ['skipped', 'replied'],
  ]);
  expect(await placeOf(leadId)).toMatchObject({ status: 'replied' });
  expect((await lineOf(event_id))?.params).toMatchObject({ may_go_on: false });
});

test('let_campaign_go_on() is for those who decide, and where the person is away for who began the campaign', async () => {
  const { event_id, goOn } = await stoppedByAway();
  expect(await goOn('gil')).toMatchObject({ outcome: 'not_allowed', reason: 'guest' });
  expect(await goOn('bia')).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  // Until an agent has read it, no one knows that the person is away.
  await o.query('update outreach.inbound_events set intent = null where id = $1', [event_id]);
  expect(await goOn('ana')).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  await o.bot.takeIntent({ event_id, intent: 'not_interested', job_id: 'job' });
  expect(await goOn('ana')).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
  expect(await goOn('leo')).toMatchObject({ outcome: 'done' });
  expect(
    await o.bot.letCampaignGoOn({ team_id: TEAM, event_id: '0', person_id: 'leo', not_before: null }),
  ).toMatchObject({ outcome: 'not_found' });
});

test.each([
  ['the person wrote again', 'newer_reply', (s: Stopped) => writes(s.account, s.leadId)],
  [
    'the owner answered by hand',
    'answered',
    async (s: Stopped) =>
      o.inbound(s.account, {
        kind: 'echo',
        profile_url: await urlOf(s.leadId),
        text: 'by hand',
        at: '2026-11-23T13:30:00Z',
      }),
  ],
  [
    'the person is never contacted again',
    'suppressed',
    async (s: Stopped) =>
      o.bot.suppress({
        team_id: TEAM,
        kind: 'person',
        value: await urlOf(s.leadId),
        person_id: 'ana',
        reason: '',
      }),
  ],
])('let_campaign_go_on() changes nothing when %s', async (_, reason, meanwhile) => {
  const stopped = await stoppedByAway();
  await meanwhile(stopped);
  expect(await stopped.goOn('leo')).toEqual({ outcome: 'refused', reason, from: null });
  expect((await actionsOf(stopped.leadId)).map((a) => a.status)).toEqual(['completed', 'skipped', 'skipped']);
});
type Stopped = Awaited<ReturnType<typeof stoppedByAway>>;
const urlOf = async (leadId: string) =>
  String((await o.one('select profile_url from outreach.leads where id = $1', [leadId])).profile_url);

test('let_campaign_go_on() does not begin again what people ended', async () => {
  const { account, campaign, leadId, event_id } = await (async () => {
    const { tag, ids } = await people(2);
    const account = await o.account({ holidays: null });
    const campaign = await started(account.id, tag, { steps: [invite, thanks] });
    const [leadId = '', other = ''] = ids;
    await accept(campaign, leadId);
    await accept(campaign, other);
    await go(account, leadId, 1);
    await writes(account, leadId);
    const { id } = await o.one('select max(id)::text as id from outreach.inbound_events where lead_id = $1', [
      leadId,
    ]);
    return { account, campaign, leadId, event_id: String(id) };
  })();
  await o.bot.steerCampaign(campaign.id, 'ana', 'pause');
  await o.bot.steerCampaign(campaign.id, 'ana', 'end');
  expect(
    await o.bot.letCampaignGoOn({ team_id: TEAM, event_id, person_id: 'leo', not_before: null }),
  ).toMatchObject({ outcome: 'refused', reason: 'ended' });
  expect(account.id).not.toBe('');
  await expect(
    o.query(
      "update outreach.linkedin_automation set status = 'approved' where lead_id = $1 and status = 'skipped'",
      [leadId],
    ),
  ).rejects.toThrow(/no person let its campaign go on/);
});

test('load_due() tells of words that were approved while their campaign is paused what they wait for', async () => {
  const account = await o.account({ holidays: null });
  const { tag, ids } = await people(2);
  const [first = '', second = ''] = ids;
  const campaign = await started(account.id, tag);
  await accept(campaign, first);
  await o.bot.steerCampaign(campaign.id, 'bia', 'pause');
  await accept(campaign, second);
  expect((await o.governor.loadDue()).filter((l) => l.account.id === account.id)).toEqual([]);
  const waiting = { status: 'approved', blocked_by: 'campaign_paused', aside: true, retry_at: null };
  expect((await actionsOf(second))[0]).toMatchObject(waiting);
  await o.bot.steerCampaign(campaign.id, 'ana', 'resume');
  const loaded = (await o.governor.loadDue()).flatMap((l) => l.actions.map((a) => a.id));
  expect(loaded).toContain(await stepOf(second, 1));
});

const notSent = { result: 'not_sent', error: { code: 'x', message: '', class: 'not_sent' } } as const;

test.each([
  [
    'a stop',
    async (campaignId: string) => void (await o.bot.steerCampaign(campaignId, 'leo', 'end')),
    'earlier_step',
  ],
  ['an answer', (_: string, provider: string, leadId: string) => writes({ provider }, leadId), 'replied'],
])(
  'a step that was on its way at %s, and did not go, ends with its person’s campaign',
  async (_, stop, reason) => {
    const { account, campaign, leadId } = await underWay();
    const first = await stepOf(leadId, 1);
    await o.governor.loadDue();
    await o.plan(first, '2026-01-01T00:00:00Z');
    const claimed = await o.claim(first);
    if (claimed.outcome !== 'claimed') throw new Error('Not claimed');
    await stop(campaign.id, account.provider, leadId);
    await o.governor.recordRelease({
      ...{ release_id: claimed.release_id, fence: claimed.fence, provider: {}, signal: 'none' },
      ...notSent,
    });
    expect((await actionsOf(leadId))[0]).toMatchObject({ status: 'skipped', blocked_by: reason });
  },
);

test.each([
  [
    'ended',
    'cancelled',
    async (campaignId: string) => void (await o.bot.steerCampaign(campaignId, 'leo', 'end')),
  ],
  [
    'over for its person',
    'skipped',
    (_: string, provider: string, leadId: string) => writes({ provider }, leadId),
  ],
])('a step that was not sent has no approval to give once its campaign is %s', async (_, status, stop) => {
  const { account, campaign, leadId } = await underWay();
  const first = await stepOf(leadId, 1);
  await o.governor.loadDue();
  for (let call = 0; call < 3; call += 1) {
    await o.plan(first, '2026-01-01T00:00:00Z');
    await o.release(first, notSent);
    await o.advance(21);
  }
  const { revision, hash } = await o.get(first);
  await stop(campaign.id, account.provider, leadId);
  expect((await actionsOf(leadId))[0]).toMatchObject({ status });
  const click = {
    action_id: first,
    revision,
    hash,
    person_id: 'leo',
    decision: 'approve',
    note: null,
  } as const;
  expect((await o.bot.decideAction(click)).outcome).not.toBe('decided');
});
