import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ShowDesk, showInSlack } from '../../bot/drafts/show-item.ts';
import { carryOver } from '../../bot/handover/carry-handovers.ts';
import { fromContent } from '../../bot/handover/from-content.ts';
import { fromOutreach } from '../../bot/handover/from-outreach.ts';
import type { HandoverDesk } from '../../bot/handover/handover-desk.ts';
import { textsOf } from '../../bot/texts/texts.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type {
  ClaimedJob,
  EnrichmentDraft,
  IncomingReplyDraft,
  JobType,
  NotePerson,
  OutboxItem,
} from '../../ports/content.ts';
import type { CampaignStep } from '../../ports/outreach.ts';
import { leadData } from '../../setup/personal-data/lead-data.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, endAllJobs, type Parts, showAll } from '../../testing/supabase/content.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let parts: Parts;
let desk: HandoverDesk;
const told: string[] = [];
let account: { id: string; provider: string };
let n = 0;

beforeAll(async () => {
  o = await openOutreach(database);
  parts = await connectParts(database);
  desk = {
    content: parts.bot,
    outreach: o.bot,
    hints: { jobs: createHint(), outbox: createHint() },
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    tell: async ({ user_id }, { text }) => told.push(`${user_id}: ${text}`) > 0,
    textsFor: async () => textsOf('en'),
  };
});
beforeEach(async () => {
  await o.setClock(MONDAY);
  await endAllJobs(database);
  await o.query(
    `update outreach.handovers set status = 'done', result = '{}', payload = '{}', ended_at = now() where status = 'waiting'`,
  );
  await o.query(
    `update content.handovers set status = 'done', result = '{}', payload = '{}', ended_at = now() where status = 'waiting'`,
  );
  account = await o.account();
  told.length = 0;
});

/** Someone of whom no other text speaks. */
function person() {
  n += 1;
  const slug = `quixaba-zoraide-${n}`;
  return {
    slug,
    url: `https://www.linkedin.com/in/${slug}`,
    name: `Zoraide "Zó" Quixabá${n}`,
    email: `zq.${n}@hospital-xaxim.example`,
    providerId: `ACoAAZoraide${n}`,
    company: `Hospital Xaxim ${n}`,
    /** No text may hold any of these once the person was erased. */
    marks: [slug, `Quixabá${n}`, `zq.${n}@`, `ACoAAZoraide${n}`, `chat-zoraide-${n}`, `Dourado${n}`],
    tag: `erase-${n}`,
  };
}
type Person = ReturnType<typeof person>;

async function lead(p: Person, more: object = {}): Promise<string> {
  const { id } = await o.one('select outreach.add_lead($1) as id', [
    JSON.stringify({
      team_id: TEAM,
      profile_url: p.url,
      name: p.name,
      email: p.email,
      title: `Compradora Dourado${n}`,
      company: p.company,
      website: 'https://xaxim.example/',
      tags: [p.tag],
      ...more,
    }),
  ]);
  return String(id);
}
const erase = (lead_id: string, person_id = 'rui') =>
  o.bot.eraseLead({ team_id: TEAM, person_id, lead_id, reason: 'asked' });

/** Carries what waits on either side until nothing does. */
async function carryAll(): Promise<void> {
  for (;;) {
    const [left, right] = await Promise.all([
      desk.content.claimHandovers('bot', 20),
      desk.outreach.claimHandovers('bot', 20),
    ]);
    if (left.length + right.length === 0) return;
    for (const item of left) await carryOver(desk, desk.content, fromContent, item);
    for (const item of right) await carryOver(desk, desk.outreach, fromOutreach, item);
  }
}

/** Every place of every table of both systems that holds one of the marks: `schema.table.column`. A new table is looked at by itself. */
async function found(marks: readonly string[]): Promise<string[]> {
  const { rows } = await o.query(`
    select c.table_schema, c.table_name, c.column_name, c.data_type, c.udt_name
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('content', 'outreach', 'platform') and t.table_type = 'BASE TABLE'
      and c.data_type in ('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY', 'tsvector', 'USER-DEFINED')
    order by 1, 2, c.ordinal_position`);
  expect(rows.length).toBeGreaterThan(300);
  const places: string[] = [];
  for (const { table_schema, table_name, column_name, data_type } of rows) {
    const value = data_type === 'bytea' ? `encode("${column_name}", 'escape')` : `"${column_name}"::text`;
    // In bytes of JSON, letters with accents may be escaped.
    const { rows: hits } = await o.query(
      `select count(*)::integer as hits from "${table_schema}"."${table_name}"
       where lower(${value}) like any (array(select '%' || lower(m) || '%' from unnest($1::text[]) m))`,
      [data_type === 'bytea' ? marks.map(inBytes) : marks],
    );
    if (Number(hits[0]?.hits) > 0) places.push(`${table_schema}.${table_name}.${column_name}`);
  }
  return places;
}
/** As `encode(…, 'escape')` writes it. */
const inBytes = (mark: string): string =>
  [...Buffer.from(mark)]
    .map((byte) => (byte >= 128 ? `\\\\${byte.toString(8)}` : String.fromCharCode(byte)))
    .join('');

const visit: CampaignStep = { kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0 };
const message: CampaignStep = {
  kind: 'send_message',
  with_words: true,
  after: 'previous_sent',
  wait_days: 0,
};

/** A campaign of the people of a tag, whose message stands in Slack, and the job that writes their words. */
async function campaign(tag: string) {
  n += 1;
  const started = await o.bot.startCampaign({
    team_id: TEAM,
    account_id: account.id,
    name: `Campaign of erasure ${n}`,
    purpose: 'Conversa sobre implantes',
    language: 'pt-BR',
    filter: { tag },
    steps: [visit, message],
    stop_on: [],
    weight: 1,
    per_company_week: null,
    person_id: 'ana',
    channel_id: 'C1',
    idempotency_key: `campaign of erasure ${n}`,
    response_url: null,
  });
  if (started.outcome !== 'started') throw new Error(`Refused: ${started.reason}`);
  const [item] = (await o.bot.claimOutbox('test', 50, async () => true)).filter(
    ({ campaign: shown }) => shown?.id === started.campaign.id,
  );
  if (!item) throw new Error('No message of the campaign');
  await o.bot.settleOutbox({
    id: item.id,
    fence: item.fence,
    ts: `1764500${n}.000100`,
    revision: item.revision,
  });
  return started.campaign;
}

async function hold(type: JobType): Promise<ClaimedJob> {
  await showAll(parts);
  const held = await parts.agent.claimJob('runner', [type]);
  if (!held) throw new Error(`No ${type}`);
  return held;
}
/** What a runner keeps beside a job. */
async function keepThread(held: ClaimedJob, words: unknown): Promise<void> {
  const data = Buffer.from(JSON.stringify(words)).toString('base64');
  await o.query('select content.put_checkpoint($1)', [
    JSON.stringify({
      thread_id: held.id,
      fence: held.fence,
      checkpoint_ns: '',
      checkpoint_id: '1',
      parent_checkpoint_id: null,
      checkpoint: { type: 'json', data },
      metadata: {},
      channel_versions: { notes: '1' },
      channels: [{ channel: 'notes', version: '1', type: 'json', data }],
    }),
  ]);
  await o.query('select content.put_checkpoint_writes($1)', [
    JSON.stringify({
      thread_id: held.id,
      fence: held.fence,
      checkpoint_ns: '',
      checkpoint_id: '1',
      task_id: 't',
      writes: [{ idx: 0, channel: 'notes', type: 'json', data }],
    }),
  ]);
  await o.query(
    `insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, state, reserved_usd, usd, reply, settled_at)
     values ($1, $2, 'ana', 'write', 'k', 'm', 'settled', 0, 0, $3, now())`,
    [held.id, TEAM, JSON.stringify(words)],
  );
}

/** Words for everyone of a campaign, waiting for people. */
async function proposeNotes(held: ClaimedJob) {
  const brief = held.brief as { people: NotePerson[]; steps: never; purpose: string };
  await keepThread(held, brief.people);
  const notes = brief.people.map(({ lead_id, name, facts }, at) => ({
    number: at + 1,
    lead_id,
    name,
    language: 'pt' as const,
    about: facts.filter(({ field }) => field === 'title').map(({ field, value }) => ({ field, value })),
    used: facts.slice(0, 1).map((fact) => ({ ...fact, words: fact.value })),
    texts: [
      { step: 1, text: null },
      { step: 2, text: `Olá ${name}, sobre implantes` },
    ],
    without: [],
  }));
  await parts.agent.recordQuestion(held, {
    number: 1,
    artifacts: [],
    read_upto: null,
    content: {
      kind: 'notes',
      purpose: brief.purpose,
      steps: brief.steps,
      people: notes.length,
      notes,
      model: 'm',
      offline: false,
    },
  });
  await showAll(parts);
}
async function approveNotes(job_id: string, ...lead_ids: string[]) {
  const { rows } = await o.query(
    'select number, revision, hash from content.note_items where job_id = $1 and lead_id = any ($2) order by number',
    [job_id, lead_ids],
  );
  return parts.bot.decideNotes({ job_id, person_id: 'leo', action: 'approve', notes: rows as never });
}

const csv = (p: Person) => Buffer.from(`lead,value\n${p.name},Xaxim\n`);
/** A draft of an enrichment, with its file of all changes. */
async function proposeChanges(held: ClaimedJob, p: Person, version: number) {
  const proposal = await parts.agent.batchProposal(held, []);
  const store = (path: string) =>
    parts.agent.putArtifact(held, {
      key: `${held.id}/v${version}/${path}`,
      name: path.split('/').at(-1) ?? path,
      mime: 'text/csv',
      role: 'document',
      alt: 'changes',
      base64: csv(p).toString('base64'),
    });
  const content: EnrichmentDraft = {
    kind: 'lead_enrichment',
    title: p.tag,
    language: 'pt',
    reference: String((held.brief as { reference: string }).reference),
    counts: {
      records: proposal.records.length,
      changed: 1,
      nothing: 0,
      values: { headcount: 1 },
      left_out: 0,
    },
    unread: [],
    samples: proposal.records.map(({ input, outcome }) => ({
      name: input.name,
      company: input.company,
      values: outcome?.values ?? {},
    })),
    without: [],
    changes_sha256: proposal.sha256,
    model: 'm',
    offline: false,
  };
  const [file, final] = [await store('DRAFT.csv'), await store('final/changes.csv')];
  return parts.agent.recordDraft(held, {
    version,
    reason: null,
    read_upto: null,
    artifacts: [file],
    finals: [final],
    content,
  });
}
async function settleRecords(held: ClaimedJob): Promise<void> {
  for (;;) {
    const record = await parts.agent.takeRecord(held, { alone: false });
    if (!record) return;
    await parts.agent.settleRecord(held, record.number, {
      status: 'done',
      outcome: {
        values: {
          headcount: { value: 90, quote: `${record.input.name} e mais 89`, url: 'https://xaxim.example/' },
        },
        code: null,
        model: 'm',
      },
    });
  }
}
const startEnrichment = async (p: Person) => {
  n += 1;
  await o.bot.startEnrichment({
    key: `erasure ${n}`,
    team_id: TEAM,
    person_id: 'ana',
    channel_id: 'C1',
    filter: { tag: p.tag },
    title: `${p.tag} ${p.name}`,
    language: 'pt',
  });
  await carryAll();
  return hold('lead_enrichment');
};
const answerOf = (p: Person): IncomingReplyDraft => ({
  kind: 'incoming_webhook',
  title: p.name,
  language: 'pt',
  intent: 'question',
  summary: `${p.name} pergunta o prazo.`,
  reply: { text: `Sou ${p.name}, qual é o prazo?`, at: MONDAY, person: p.name },
  answer: `Olá ${p.name}, o prazo é de dez dias.`,
  quotes: [],
  missing: null,
  blocking: [],
  warnings: [],
  model: 'm',
  offline: false,
  sources: [],
});
/** Draws what waits to be shown, as the bot does: the new texts, and the messages that leave Slack. */
async function drawAnew() {
  const messages: { kind: string; job_id: string; text: string; blocks: unknown }[] = [];
  const removed: string[] = [];
  let now: OutboxItem | undefined;
  const says = async ({
    ts = '9.1',
    text = '',
    blocks = [],
  }: {
    ts?: string;
    text?: string;
    blocks?: unknown;
  }) => {
    messages.push({ kind: now?.kind ?? '', job_id: now?.job.id ?? '', text, blocks });
    return { ok: true, ts };
  };
  const slack = {
    chat: {
      postMessage: says,
      update: says,
      delete: async ({ ts }: { ts: string }) => removed.push(ts),
    },
  };
  const show = { ...desk, slack, knowPerson: async () => null, adminsOf: async () => ['rui'] };
  for (;;) {
    const items = await parts.bot.claimOutbox('test bot', 20);
    if (items.length === 0) return { messages, removed };
    for (now of items) {
      const ts = await showInSlack(show as unknown as ShowDesk, now);
      await parts.bot.settleOutbox({ id: now.id, fence: now.fence, ts, revision: now.revision });
    }
  }
}
const jobOf = async (id: string) =>
  (await o.query('select * from content.jobs where id = $1', [id])).rows[0] ?? {};
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a person who went through every stage', () => {
  it('is nowhere in both systems once erased, and others of the same work are', async () => {
    const p = person();
    const other = person();
    // Imported with a verified e-mail, changed by hand, known to LinkedIn by an id, and merged from a second address.
    const id = await lead(p);
    const otherId = await lead(other, { tags: [p.tag] });
    const second = await lead({ ...p, url: `${p.url}-b` }, { email: null, company: null });
    await o.bot.judgeLeads({
      team_id: TEAM,
      person_id: 'ana',
      verdict: 'same',
      lead_id: id,
      other_id: second,
    });
    await o.query('select outreach.write_lead($1, $2, $3, $4, $5)', [
      id,
      JSON.stringify({ seniority: `chefe Dourado${n - 1}`, first_name: 'Zoraide' }),
      'person',
      'ana',
      'by hand',
    ]);
    // Enriched, with the other, approved and applied.
    const batch = await startEnrichment(p);
    await keepThread(batch, [p.name]);
    await settleRecords(batch);
    const changes = await proposeChanges(batch, p, 1);
    await showAll(parts);
    await parts.bot.recordReview({ ...changes, reviewer_id: 'leo', decision: 'approve', note: null });
    await carryAll();
    // Written to in a campaign.
    const sending = await campaign(p.tag);
    await carryAll();
    const notes = await hold('outreach_notes');
    await proposeNotes(notes);
    await approveNotes(notes.id, id);
    await carryAll();
    const { rows: made } = await o.query(
      'select id, action_type from outreach.linkedin_automation where campaign_id = $1 and lead_id = $2 order by step',
      [sending.id, id],
    );
    expect(made.map(({ action_type }) => action_type)).toEqual(['view_profile', 'send_message']);
    // Released, with what the provider answers.
    const direct = await o.ready(account.id, {
      type: 'send_message',
      text: `Oi ${p.name}, outra conversa`,
      url: p.url,
      author: 'ana',
    });
    await o.profile(account, direct, { connected: true, provider_id: p.providerId });
    await o.governor.recordInboxRead(account.provider);
    await o.release(direct, {
      provider: { message_id: `m-${p.slug}`, chat_id: `chat-zoraide-${p.slug.split('-').at(-1)}` },
    });
    await o.query(
      "update outreach.outbox set ts = '1764500000.000100', shown = wanted where action_id = $1",
      [direct],
    );
    // Written back, with an answer that waits for approval.
    await o.inbound(account, {
      provider_id: p.providerId,
      profile_url: p.url,
      text: `Sou ${p.name}, qual é o prazo?`,
      chat_id: `chat-zoraide-${p.slug.split('-').at(-1)}`,
      message_id: `in-${p.slug}`,
      key: `message ${p.slug}`,
    });
    await carryAll();
    const reply = await hold('incoming_webhook');
    await keepThread(reply, answerOf(p));
    const answer = await parts.agent.recordDraft(reply, {
      version: 1,
      reason: null,
      read_upto: null,
      artifacts: [],
      finals: [],
      content: answerOf(p),
    });
    await showAll(parts);
    await o.bot.suppress({
      team_id: TEAM,
      kind: 'person',
      value: p.url,
      person_id: 'ana',
      reason: `${p.name} não quer`,
    });

    const before = await found(p.marks);
    // The search itself finds, in each kind of column.
    for (const place of [
      'outreach.leads.name',
      'outreach.lead_versions.data',
      'outreach.lead_identities.value',
      'outreach.linkedin_automation.payload',
      'outreach.action_revisions.text',
      'outreach.inbound_events.text',
      'outreach.inbound_events.key',
      'outreach.contacts.chat_id',
      'outreach.release_ledger.provider',
      'outreach.suppressions.value',
      'outreach.suppressions.reason',
      'outreach.lead_batches.title',
      'content.jobs.brief',
      'content.note_items.texts',
      'content.batch_records.input',
      'content.drafts.content',
      'content.artifacts.bytes',
      'content.checkpoint_channels.data',
      'content.checkpoint_writes.data',
      'content.usage_ledger.reply',
      'content.content_history.prompt',
    ])
      expect(before).toContain(place);

    // What is stored is told to the person who asks for it, and of no one else.
    const exported = await leadData(database.owner.query, TEAM, p.url);
    if (exported.outcome !== 'found') throw new Error(`Told: ${exported.outcome}`);
    const { stored, named_elsewhere } = exported.data as Record<string, Record<string, object[]>>;
    const toldOf = (table: string, column: string) => [
      ...(stored?.[table] ?? []).map((row) => (row as Record<string, unknown>)[column]),
      ...(named_elsewhere?.[table] ?? []).map(
        (row) => (row as { says: Record<string, unknown> }).says[column],
      ),
    ];
    const untold = before.filter((place) => {
      const [schema, table, column = ''] = place.split('.');
      const text = JSON.stringify(toldOf(`${schema}.${table}`, column)).toLowerCase();
      return !p.marks.some((mark) => text.includes(JSON.stringify(mark.toLowerCase()).slice(1, -1)));
    });
    expect(untold).toEqual([
      'content.artifacts.bytes',
      'content.checkpoint_channels.data',
      'content.checkpoint_writes.data',
      'content.checkpoints.data',
    ]);
    // Their titles are one.
    for (const mark of other.marks.slice(0, -1))
      expect(JSON.stringify(exported.data).toLowerCase()).not.toContain(mark.toLowerCase());

    expect(await erase(id)).toMatchObject({
      outcome: 'done',
      counts: { leads: 2, replies: 1, campaigns: 1 },
    });
    await carryAll();
    // Of who was erased there is the suppression alone.
    expect(await leadData(database.owner.query, TEAM, p.url)).toEqual({
      outcome: 'erased',
      data: {
        suppressions: [
          {
            kind: 'erased',
            value: expect.stringMatching(/^[0-9a-f]{64}$/),
            created_at: expect.anything(),
            person_id: 'rui',
          },
        ],
      },
    });
    expect(await found(p.marks)).toEqual([]);
    expect(told.filter((line) => line.startsWith('rui: '))).toHaveLength(1);

    // What stands in Slack is drawn anew: of versions the hash is left, files leave, and the notes go on with the other.
    const { messages, removed } = await drawAnew();
    const text = JSON.stringify(messages).toLowerCase();
    for (const mark of p.marks.slice(0, -1)) expect(text).not.toContain(mark.toLowerCase());
    const cards = messages.filter(({ kind }) => kind === 'card');
    expect(new Set(cards.map(({ job_id }) => job_id))).toEqual(new Set([batch.id, reply.id]));
    for (const { hash } of [changes, answer])
      expect(JSON.stringify(cards)).toContain(textsOf('en').erasure.draftGone(hash));
    expect(cards.every(({ blocks }) => !JSON.stringify(blocks).includes('"button"'))).toBe(true);
    const asked = messages.find(({ kind, job_id }) => kind === 'question' && job_id === notes.id);
    expect(JSON.stringify(asked)).toContain(`Quixabá${other.slug.split('-').at(-1)}`);
    expect(JSON.stringify(asked)).toContain(textsOf('en').notes.erased);
    expect(removed.length).toBeGreaterThan(0);

    // The other person is where they were.
    expect((await found(other.marks)).length).toBeGreaterThan(3);
    expect(await jobOf(notes.id)).toMatchObject({ status: 'awaiting_input' });
    expect((await parts.bot.getJob(reply.id))?.status).toBe('cancelled');
    // Numbers and hashes stay.
    const { rows } = await o.query(
      'select id, hash, content, artifacts, erased_at from content.drafts where id = any ($1) order by created_at',
      [[changes.id, answer.id]],
    );
    expect(rows.map(({ hash }) => hash)).toEqual([changes.hash, answer.hash]);
    expect(rows.every(({ erased_at, artifacts }) => erased_at !== null && String(artifacts) === '')).toBe(
      true,
    );
    // What was told of it names nothing.
    const { rows: audit } = await o.query(
      "select data, actor from outreach.audit where code = 'lead_erased' and subject_id = $1",
      [id],
    );
    expect(audit).toMatchObject([{ actor: 'rui', data: { reason: 'asked', leads: 2 } }]);
    expect(otherId).not.toBe(id);
  }, 120_000);

  it('is found by the search where something was left', async () => {
    const p = person();
    const id = await lead(p);
    await erase(id);
    await carryAll();
    expect(await found(p.marks)).toEqual([]);
    await o.query('create table content.planted (said jsonb, held bytea)');
    await o.query('insert into content.planted values ($1, $2)', [
      JSON.stringify([{ deep: p.name }]),
      Buffer.from(`x${p.name}y`),
    ]);
    expect(await found(p.marks)).toEqual(['content.planted.said', 'content.planted.held']);
    await o.query('drop table content.planted');
    expect(hashOf(p.name)).toHaveLength(64);
  });

  /** Runs SQL that holds a relation, and goes on with it once `meanwhile` waits for it or a few seconds have passed. */
  async function whileHeld(hold: string, relation: string, then: string, meanwhile: () => Promise<unknown>) {
    const held = o.query(`do $do$ begin
      ${hold};
      for look in 1..200 loop
        perform pg_stat_clear_snapshot(), pg_sleep(0.02);
        exit when exists (select from pg_stat_activity a where a.datname = current_database() and a.wait_event_type = 'Lock');
      end loop;
      ${then};
    end $do$`);
    await vi.waitUntil(
      async () =>
        (
          await o.query(
            'select from pg_locks where relation = $1::regclass and pid in (select pid from pg_stat_activity where query like $2)',
            [relation, 'do $do$%'],
          )
        ).rows.length > 0,
    );
    await Promise.all([held, meanwhile()]);
  }

  it('is counted in documents and drafts of other work as far as time lets, so that the erasure itself is never late', async () => {
    const p = person();
    await o.query(
      `insert into content.documents (team_id, kind, title, language, text, sha256, added_by)
       values ($1, 'file', 'Visita', 'pt', $2, $3, 'ana')`,
      [TEAM, `Recebidos por ${p.name.toUpperCase()}`, hashOf(p.slug)],
    );
    const within = async (time: string) =>
      (await o.one('select content.named_elsewhere($1, $2, $3) as it', [TEAM, [p.name], time])).it;
    expect(await within('1 minute')).toEqual({ elsewhere: 1, elsewhere_whole: true });
    expect(await within('-1 second')).toEqual({ elsewhere: 0, elsewhere_whole: false });
  });

  it('goes from what is being handed over at that instant', async () => {
    const p = person();
    const job = JSON.stringify({
      key: `reply of ${p.slug}`,
      type: 'incoming_webhook',
      team_id: TEAM,
      requester_id: 'ana',
      channel_id: 'C1',
      thread_ts: null,
      brief: { topic: p.name, language: 'pt', reference: p.slug, reply: { text: p.name, at: MONDAY } },
    });
    const erasure = { team_id: TEAM, lead_ids: [], event_ids: [p.slug], names: [p.name], addresses: [] };
    await whileHeld(`perform content.enqueue_handed_over('${job}')`, 'content.jobs', 'null', () =>
      o.query('select content.erase_person($1)', [JSON.stringify({ ...erasure, person_id: 'rui' })]),
    );
    expect(await found([`Quixabá${n}`])).toEqual([]);
  });

  it('is erased by an admin who waits for an account before all else, as a governor that knows the person again holds it', async () => {
    const id = await lead(person());
    await whileHeld(
      `perform from outreach.accounts where id = '${account.id}' for no key update`,
      'outreach.accounts',
      `assert pg_try_advisory_xact_lock(hashtext('outreach.erasures ${TEAM}')), 'the erasure holds what the governor needs'`,
      () => erase(id),
    );
  });

  it('goes from texts alone: keys of what is stored stay, and an address of one word is no word of others', async () => {
    const { said } = await o.one('select platform.json_without_words($1::jsonb, $2) as said', [
      JSON.stringify({ title: 'a title for Zé "Zó" Silva', of: ['ZÉ "ZÓ" SILVA', 1, null, {}] }),
      ['title', 'Zé "Zó" Silva'],
    ]);
    expect(said).toEqual({ title: 'a – for –', of: ['–', 1, null, {}] });
    const [p, other] = [person(), person()];
    await lead(other);
    const { id } = await campaign(other.tag);
    await erase(await lead({ ...p, url: 'https://www.linkedin.com/in/implantes' }));
    expect(await o.one('select purpose from outreach.campaigns where id = $1', [id])).toEqual({
      purpose: 'Conversa sobre implantes',
    });
  });
});

describe('an erasure', () => {
  it('takes the name out of what its own team was told of a campaign, and out of no other team', async () => {
    const p = person();
    const id = await lead(p);
    await o.query(
      `select platform.install_team('{"team_id": "T-OTHER", "name": "Others"}'),
         platform.note_person('{"team_id": "T-OTHER", "user_id": "olga", "name": "olga"}')`,
    );
    const { id: foreign } = await o.one('select outreach.install_account($1) as id', [
      JSON.stringify({
        team_id: 'T-OTHER',
        provider_account_id: `foreign ${n}`,
        name: 'Foreign',
        owner_id: 'olga',
        tier: 'free',
        channel_id: 'C9',
      }),
    ]);
    const event = { code: 'campaign_ended', params: { campaign_id: 'c', campaign: `Para ${p.name}` } };
    await o.query(
      "insert into outreach.outbox (kind, account_id, event, channel_id) select 'account', a, $2, 'C1' from unnest($1::text[]) a",
      [[account.id, foreign], JSON.stringify(event)],
    );
    await erase(id);
    const { rows } = await o.query(
      `select account_id, event -> 'params' ->> 'campaign' as campaign from outreach.outbox
       where account_id = any ($1) and event -> 'params' ? 'campaign'`,
      [[account.id, foreign]],
    );
    expect(Object.fromEntries(rows.map((row) => [row.account_id, row.campaign]))).toEqual({
      [account.id]: 'Para –',
      [String(foreign)]: `Para ${p.name}`,
    });
    await o.query('delete from outreach.outbox where account_id = $1', [foreign]);
    await carryAll();
  });

  it('of a lead that joins a person who was erased before crosses as well', async () => {
    const [p, again] = [person(), person()];
    const first = await lead(p);
    await erase(first);
    await carryAll();
    const second = await lead(again);
    await campaign(again.tag);
    await carryAll();
    const held = await hold('outreach_notes');
    await proposeNotes(held);
    await o.query('update outreach.leads set same_as = $2 where id = $1', [second, first]);
    expect((await erase(second)).outcome).toBe('done');
    expect((await o.bot.lookAtErasure(TEAM, 'rui', first)).erasure?.content_at).toBeNull();
    await carryAll();
    expect(await found(again.marks)).toEqual([]);
    expect((await o.bot.lookAtErasure(TEAM, 'rui', first)).erasure?.content_at).not.toBeNull();
  });
});

describe('erase_lead()', () => {
  it('is for admins, and erasing twice changes nothing', async () => {
    const id = await lead(person());
    expect((await erase(id, 'leo')).outcome).toBe('not_allowed');
    expect((await erase('no-such-lead')).outcome).toBe('not_found');
    expect((await erase(id)).outcome).toBe('done');
    const first = (await o.query('select * from outreach.erasures where lead_id = $1', [id])).rows;
    expect((await erase(id)).outcome).toBe('known');
    expect((await o.query('select * from outreach.erasures where lead_id = $1', [id])).rows).toEqual(first);
    expect((await o.bot.lookAtErasure(TEAM, 'leo', id)).outcome).toBe('not_allowed');
    expect(await o.bot.lookAtErasure(TEAM, 'rui', id)).toMatchObject({
      outcome: 'erased',
      erasure: { by: 'rui', content_at: null },
    });
    await carryAll();
    expect((await o.bot.lookAtErasure(TEAM, 'rui', id)).erasure?.content_at).not.toBeNull();
  });

  it('stops what waits; nothing of it can be approved or claimed afterwards', async () => {
    const p = person();
    const ready = await o.ready(account.id, { url: p.url, name: p.name });
    const { action_id } = await o.propose(account.id, {
      type: 'send_message',
      text: `Oi ${p.name}`,
      url: p.url,
    });
    const waiting = String(action_id);
    const seen = await o.get(waiting);
    await erase(seen.lead.lead_id);
    expect((await o.claim(ready)).outcome).toBe('gone');
    expect((await o.decide(waiting, 'leo', 'approve', seen)).outcome).toBe('wrong_state');
    expect([(await o.get(ready)).status, (await o.get(waiting)).status]).toEqual([
      'suppressed',
      'suppressed',
    ]);
    expect(await o.get(waiting)).toMatchObject({ text: null, hash: seen.hash, lead: { name: null } });
  });

  it('keeps how a message ended that was being sent at that instant, and nothing that leads to the person', async () => {
    const p = person();
    const id = await o.ready(account.id, {
      type: 'send_message',
      text: `Oi ${p.name}`,
      url: p.url,
      name: p.name,
    });
    await o.profile(account, id, { connected: true, provider_id: p.providerId });
    await o.governor.recordInboxRead(account.provider);
    const claimed = await o.claim(id);
    if (claimed.outcome !== 'claimed') throw new Error(`It is ${claimed.outcome}`);
    await erase((await o.get(id)).lead.lead_id);
    expect((await o.get(id)).status).toBe('dispatching');
    await o.governor.recordRelease({
      release_id: claimed.release_id,
      fence: claimed.fence,
      result: 'sent',
      provider: { message_id: `m-${p.slug}`, chat_id: `chat-zoraide-${n}` },
      error: null,
      signal: 'none',
    });
    await carryAll();
    expect((await o.get(id)).status).toBe('completed');
    expect(await found(p.marks)).toEqual([]);
  });

  it('leaves unknown what is unknown: a person says how it ended, and it is never sent again', async () => {
    const p = person();
    const id = await o.ready(account.id, {
      type: 'send_message',
      text: `Oi ${p.name}`,
      url: p.url,
      name: p.name,
    });
    await o.profile(account, id, { connected: true, provider_id: p.providerId });
    await o.governor.recordInboxRead(account.provider);
    expect((await o.claim(id)).outcome).toBe('claimed');
    await erase((await o.get(id)).lead.lead_id);
    await o.advance(3);
    await o.governor.expireDispatches();
    expect(await o.get(id)).toMatchObject({ status: 'unknown', result: { needs_person: true } });
    expect(await o.governor.unknownReleases()).toEqual([]);
    const { hash, revision } = await o.get(id);
    expect((await o.bot.resolveUnknown(id, 'leo', 'not_sent')).outcome).toBe('decided');
    expect(await o.decide(id, 'leo', 'approve', { hash, revision })).toMatchObject({
      outcome: 'not_allowed',
      reason: 'suppressed',
    });
    expect((await o.get(id)).status).toBe('not_sent');
  });
});

describe('an erased person', () => {
  const importCodes = async (...rows: object[]) =>
    (
      (
        await o.one('select outreach.check_import($1, $2) as r', [
          TEAM,
          JSON.stringify(rows.map((row, i) => ({ n: i + 1, urls: [], fields: {}, ...row }))),
        ])
      ).r as { code: string }[]
    ).map(({ code }) => code);

  it('is known again by any name, in an import, a form and on the list, and is not stored', async () => {
    const p = person();
    await erase(await lead(p));
    await carryAll();
    expect(
      await importCodes(
        { urls: [`https://br.linkedin.com/in/${p.slug.toUpperCase()}/?x=1`], fields: { name: p.name } },
        { urls: ['https://www.linkedin.com/in/somebody-else-now'], email: p.email },
        { urls: ['https://www.linkedin.com/in/somebody-else-now'] },
      ),
    ).toEqual(['erased', 'erased', 'new']);
    expect(await o.propose(account.id, { url: p.url, name: p.name })).toMatchObject({
      outcome: 'refused',
      reason: 'erased',
    });
    expect(
      (
        await o.one('select outreach.add_lead($1) as id', [
          JSON.stringify({ team_id: TEAM, profile_url: p.url, name: p.name }),
        ])
      ).id,
    ).toBeNull();
    expect(
      (await o.bot.suppress({ team_id: TEAM, kind: 'person', value: p.url, person_id: 'ana', reason: '' }))
        .outcome,
    ).toBe('done');
    expect((await o.bot.lookAtErasure(TEAM, 'rui', p.url)).outcome).toBe('erased');
    expect(await found(p.marks)).toEqual([]);
  });

  it('leaves no trace by what LinkedIn tells later, and counts once', async () => {
    const p = person();
    const id = await lead(p);
    await o.query('update outreach.leads set provider_id = $2 where id = $1', [id, p.providerId]);
    await erase(id);
    await carryAll();
    const event = {
      provider_id: p.providerId,
      profile_url: p.url,
      text: `Sou ${p.name}`,
      key: `k ${p.slug}`,
      message_id: `in-${p.slug}`,
    };
    expect(await o.inbound(account, event)).toBe(true);
    expect(await o.inbound(account, event)).toBe(false);
    await o.inbound(account, { ...event, kind: 'accepted', key: `a ${p.slug}` });
    await o.inbound(account, { ...event, kind: 'echo', key: `e ${p.slug}` });
    await o.inbound(account, { ...event, kind: 'echo', key: `e ${p.slug}` });
    const { rows } = await o.query(
      "select count(*)::integer as used from outreach.release_ledger where account_id = $1 and source = 'manual'",
      [account.id],
    );
    expect(rows).toEqual([{ used: 1 }]);
    expect(await found(p.marks)).toEqual([]);
  });

  it('is erased again under an address that was not known, once its profile tells the id', async () => {
    const p = person();
    const id = await lead(p);
    await o.query('update outreach.leads set provider_id = $2 where id = $1', [id, p.providerId]);
    await erase(id);
    const action = await o.ready(account.id, {
      url: `https://www.linkedin.com/in/nova-zoraide-${n}`,
      name: p.name,
    });
    await o.profile(account, action, { provider_id: p.providerId });
    await carryAll();
    expect((await o.get(action)).status).toBe('suppressed');
    expect(await found([...p.marks, `nova-zoraide-${n}`])).toEqual([]);
    expect(told).toHaveLength(1);
  });
});

describe('content', () => {
  it('takes what crosses late without the person, and nothing where it was about them alone', async () => {
    const p = person();
    const id = await lead(p);
    const otherId = await lead(person(), { tags: [p.tag] });
    await campaign(p.tag);
    const [late] = await desk.outreach.claimHandovers('slow bot', 20);
    if (!late) throw new Error('Nothing crosses');
    await erase(id);
    await carryAll();
    // The slow bot had read the payload before.
    await carryOver(desk, desk.outreach, fromOutreach, late);
    const held = await hold('outreach_notes');
    expect((held.brief as { people: NotePerson[] }).people.map(({ lead_id }) => lead_id)).toEqual([otherId]);
    await expect(
      parts.bot.enqueueHandedOver({
        key: `late ${p.slug}`,
        type: 'lead_enrichment',
        team_id: TEAM,
        requester_id: 'ana',
        channel_id: 'C1',
        thread_ts: null,
        brief: { topic: 'x', language: 'pt', reference: 'b' },
        records: [{ lead_id: id, input: { name: p.name, company: null, site: null, wanted: [] } }],
      }),
    ).rejects.toMatchObject({ code: 'erased' });
    expect(await found(p.marks)).toEqual([]);
  });

  it('is erased by another process where the one between the two sides was killed', async () => {
    const p = person();
    await erase(await lead(p));
    const [killed] = await desk.outreach.claimHandovers('killed bot', 20);
    await desk.content.erasePerson(killed?.payload as never);
    // It is not settled; its claim ends.
    expect((await found(p.marks)).filter((place) => place !== 'outreach.handovers.payload')).toEqual([]);
    await o.advance(2);
    await carryAll();
    expect(await found(p.marks)).toEqual([]);
    const { rows } = await o.query(
      "select status, payload from outreach.handovers where kind = 'erase' order by id desc limit 1",
    );
    expect(rows).toMatchObject([{ status: 'done', payload: {} }]);
  });

  it('lets the notes of a campaign end when the person was the last to decide on, without a thread', async () => {
    const p = person();
    const id = await lead(p);
    const otherId = await lead(person(), { tags: [p.tag] });
    await campaign(p.tag);
    await carryAll();
    const held = await hold('outreach_notes');
    await proposeNotes(held);
    await approveNotes(held.id, otherId);
    await erase(id);
    await carryAll();
    expect(await jobOf(held.id)).toMatchObject({ status: 'queued', resume: { kind: 'answer' } });
    const again = await hold('outreach_notes');
    const { rows } = await o.query('select from content.checkpoints where thread_id = $1', [again.id]);
    expect(rows).toEqual([]);
    await parts.agent.finishJob(again, { closed: true });
    expect((await jobOf(held.id)).status).toBe('completed');
  });

  it('draws an enrichment anew without the person: what people had before them cannot be approved', async () => {
    const p = person();
    const id = await lead(p);
    const other = person();
    const otherId = await lead(other, { tags: [p.tag] });
    const held = await startEnrichment(p);
    await settleRecords(held);
    const first = await proposeChanges(held, p, 1);
    await showAll(parts);
    await erase(id);
    await carryAll();
    expect(
      (await parts.bot.recordReview({ ...first, reviewer_id: 'leo', decision: 'approve', note: null }))
        .outcome,
    ).not.toBe('decided');
    const again = await hold('lead_enrichment');
    expect(again).toMatchObject({ id: held.id, versions: 1, resume: null });
    expect(await parts.agent.countRecords(again)).toEqual({ records: 1, open: 0 });
    const second = await proposeChanges(again, other, 2);
    await showAll(parts);
    expect(
      (await parts.bot.recordReview({ ...second, reviewer_id: 'leo', decision: 'approve', note: null }))
        .outcome,
    ).toBe('decided');
    const { rows } = await o.query(
      "select payload from content.handovers where kind = 'lead_changes' order by id desc limit 1",
    );
    const { payload } = (rows[0] ?? {}) as { payload: { changes: { lead_id: string }[] } };
    expect(payload.changes.map(({ lead_id }) => lead_id)).toEqual([otherId]);
    expect(await found(p.marks)).toEqual([]);
  });
});
