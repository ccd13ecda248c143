import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { learnOne } from '../../agents/learning/learn.ts';
import { silentLog } from '../../platform/log.ts';
import type { CarouselDraft, ProposalAnswer } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  jobInReview,
  type Parts,
  recordVersion,
  showAll,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
const { query } = database.owner;
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
  await query(`select platform.note_person('{"team_id":"${TEAM}","user_id":"sol","name":"sol"}')`);
  await query(`select platform.set_role('${TEAM}', 'sol', 'admin')`);
});
beforeEach(async () => {
  await endAllJobs(database);
  await query(
    'truncate content.lessons, content.corrections, content.voice_proposals, content.proposal_messages, content.house_rules',
  );
  await query(`select content.set_house_rules('${TEAM}', 'setup', '{"voice": "", "rules": []}')`);
});

const post = (body: string): Partial<CarouselDraft> => ({ post: { hook: 'Hoje', body, hashtags: [] } });
const STAFF = 'Os colaboradores conferem o lote antes da entrega ao hospital.';
const TEAMS = 'A equipe confere o lote antes da entrega ao hospital.';
type Reviewed = Awaited<ReturnType<typeof jobInReview>>;
const first = () => jobInReview(parts, 'ana', post(STAFF));

async function newest(id: string) {
  const { rows } = await query(
    `select job_id, version, hash, content from content.drafts where job_id = $1 and status = 'proposed'`,
    [id],
  );
  return rows[0] as { job_id: string; version: number; hash: string; content: CarouselDraft };
}

/** A request on the newest version, and the version that an agent makes of it; not learned from yet. */
async function change({ id }: Reviewed, version: number, note: string, body: string): Promise<void> {
  const { job_id, hash, version: before } = await newest(id);
  const click = {
    job_id,
    hash,
    version: before,
    reviewer_id: 'leo',
    decision: 'request_changes',
    note,
  } as const;
  await parts.bot.recordReview(click);
  await recordVersion(
    parts,
    await claim(parts, id),
    version,
    `Version ${version}`,
    post(body),
    true,
    null,
    note,
  );
  await showAll(parts);
}

/** A version by hand, and what a runner makes of it. */
async function byHand(
  { id }: Reviewed,
  made: { kind: 'edit'; body: string } | { kind: 'restore'; from_version: number },
): Promise<void> {
  const { job_id, hash, version, content } = await newest(id);
  const what = made.kind === 'edit' ? { content: { ...content, ...post(made.body) } } : made;
  const click = { job_id, hash, version, team_id: TEAM, person_id: 'mia', key: `view ${id} ${version}` };
  await parts.bot.recordHandVersion({ ...click, kind: made.kind, ...what });
  const held = await claim(parts, id);
  const { resume } = held;
  if (resume === null || 'decision' in resume || resume.kind !== 'hand')
    throw new Error('Nothing by hand waits');
  const row = await parts.agent.readHandVersion(held, resume.number);
  const drawn = row?.content as CarouselDraft;
  await recordVersion(parts, held, version + 1, drawn.title, drawn);
  await showAll(parts);
}
const tools = () => ({ content: parts.agent, log: silentLog });
async function learnAll(): Promise<void> {
  while (await learnOne(tools()));
}
const ASK = 'Troque colaboradores por equipe';

let taughtJobs = 0;
/** An edit of a job that is stored at once, without its way there; of an earlier job, where one is given. */
async function taught(before = STAFF, after = TEAMS, of?: string): Promise<string> {
  taughtJobs += 1;
  const id = of ?? `taught-${taughtJobs}`;
  const content = (body: string) =>
    JSON.stringify({
      ...{ kind: 'carousel', title: 'T', language: 'pt', slides: [], sources: [] },
      ...{ ...post(body), brand_version: 1, model: 'm', offline: false },
    });
  if (of === undefined) {
    await query(
      `insert into content.jobs (id, type, brief, team_id, requester_id, channel_id, idempotency_key)
       values ($1, 'carousel', '{}', '${TEAM}', 'ana', 'C1', $1)`,
      [id],
    );
  }
  await query(
    `insert into content.drafts (job_id, version, hash, content, status, made_by, author_id)
     select $1, coalesce(max(d.version), 0) + t.n, 'x' || t.n, t.content::jsonb, 'superseded', t.made_by, t.author_id
     from content.drafts d right join (values (1, $2, 'agent', null), (2, $3, 'edit', 'mia')) t (n, content, made_by, author_id)
       on d.job_id = $1
     group by t.n, t.content, t.made_by, t.author_id`,
    [id, content(before), content(after)],
  );
  return id;
}

/** Three edits of two jobs that put one word in place of the same other. */
async function threeTimes(): Promise<void> {
  const job = await taught();
  await taught(STAFF, TEAMS, job);
  await taught();
  await learnAll();
}
const openOf = async (person = 'rui') => (await parts.bot.listProposals(TEAM, person)).open;
const decide = (proposal_id: number, answer: ProposalAnswer, person_id = 'rui') =>
  parts.bot.decideProposal({
    team_id: TEAM,
    person_id,
    proposal_id,
    answer,
    change: `${answer} ${proposal_id}`,
  });
const patterns = async () => (await parts.agent.getHouseRules(TEAM)).rules.map((rule) => rule.pattern);
const messages = () => parts.bot.claimProposalMessages('w', 10);

describe('what is learned', () => {
  it('is kept once for each version, with whose words they were', async () => {
    const job = await first();
    await change(job, 2, `${ASK}, e deixe mais curto`, TEAMS);
    expect(await parts.agent.nextLesson()).toMatchObject({ job_id: job.id, version: 2, by_hand: false });
    // Two runners read the same version at the same time.
    await Promise.all([learnOne(tools()), learnOne(tools())]);
    expect(await parts.agent.nextLesson()).toBeNull();
    const { rows } = await query(
      'select kind, person_id, words, before, after from content.corrections order by id',
    );
    expect(rows).toEqual([
      {
        kind: 'replaced',
        person_id: 'leo',
        words: `${ASK}, e deixe mais curto`,
        before: STAFF,
        after: TEAMS,
      },
    ]);
  });

  it('is read again after a crash between reading and keeping, and nothing is kept twice', async () => {
    const job = await first();
    await change(job, 2, ASK, TEAMS);
    const dies = { ...parts.agent, recordLesson: () => Promise.reject(new Error('killed')) };
    await expect(learnOne({ content: dies, log: silentLog })).rejects.toThrow('killed');
    await learnAll();
    expect(await parts.agent.recordLesson({ job_id: job.id, version: 2, corrections: [] })).toBe(false);
    expect((await query('select id from content.corrections')).rows).toHaveLength(1);
  });

  it("of an edit is its editor's, and what was restored or taken back teaches nothing", async () => {
    const [one, other] = [await first(), await first()];
    await byHand(one, { kind: 'edit', body: TEAMS });
    await byHand(one, { kind: 'restore', from_version: 1 });
    await byHand(one, { kind: 'edit', body: TEAMS });
    await learnAll();
    const { rows } = await query(
      'select version, kind, person_id, words from content.corrections order by id',
    );
    expect(rows).toEqual([
      { version: 2, kind: 'replaced', person_id: 'mia', words: null },
      { version: 4, kind: 'replaced', person_id: 'mia', words: null },
    ]);
    await byHand(other, { kind: 'edit', body: TEAMS });
    await learnAll();
    // The first of three was taken back.
    expect(await openOf()).toEqual([]);
    await byHand(await first(), { kind: 'edit', body: TEAMS });
    await learnAll();
    expect(await openOf()).toMatchObject([{ rule: { pattern: 'colaboradores' }, causes: [{}, {}, {}] }]);
  });

  it('is forgotten with the message that said it', async () => {
    const job = await first();
    const thread_ts = (await parts.bot.getJob(job.id))?.thread_ts ?? '';
    const at = { team_id: TEAM, channel_id: 'C1', ts: '77.1' };
    await parts.bot.recordMessage({ ...at, thread_ts, author_id: 'ana', text: ASK, aside: null });
    const held = await claim(parts, job.id);
    const [read] = (held.resume as { messages: { id: number }[] }).messages;
    await recordVersion(parts, held, 2, 'Version 2', post(TEAMS), true, read?.id ?? null, ASK);
    await learnAll();
    const kept = async () => (await query('select person_id from content.corrections')).rows;
    expect(await kept()).toEqual([{ person_id: 'ana' }]);
    await parts.bot.deleteMessage(at);
    expect(await kept()).toEqual([]);
  });
});

describe('a proposal', () => {
  it('comes with the third correction of a second job, once, to each admin, with what caused it', async () => {
    const [one, other] = [await first(), await first()];
    await change(one, 2, ASK, TEAMS);
    await change(one, 3, 'Volte ao anterior', STAFF);
    await change(one, 4, ASK, TEAMS);
    await taught(STAFF, TEAMS, one.id);
    await learnAll();
    // Three, but of one job.
    expect(await openOf()).toEqual([]);
    await change(other, 2, ASK, TEAMS);
    await learnAll();
    const [proposal, ...more] = await openOf();
    expect(more).toEqual([]);
    expect(proposal).toMatchObject({
      kind: 'rule',
      status: 'open',
      in_force: false,
      rule: { kind: 'banned_word', pattern: 'colaboradores', severity: 'block', language: 'pt' },
    });
    expect(proposal?.causes).toHaveLength(4);
    expect(proposal?.causes[0]).toMatchObject({ before: STAFF, after: TEAMS, words: ASK, person_id: 'leo' });
    expect((await messages()).map((m) => [m.person_id, m.is_admin])).toEqual([
      ['rui', true],
      ['sol', true],
    ]);
    expect(await patterns()).toEqual([]);
  });

  it('shows what caused it, and itself, to admins alone', async () => {
    await threeTimes();
    for (const person of ['ana', 'leo', 'gil', 'stranger']) expect(await openOf(person)).toEqual([]);
    const [proposal] = await openOf();
    await decide(proposal?.id ?? 0, 'accept');
    const { learned } = await parts.bot.listProposals(TEAM, 'ana');
    expect(learned).toMatchObject([{ id: proposal?.id, decided_by: 'rui', causes: [] }]);
    expect((await parts.bot.listProposals(TEAM, 'gil')).learned).toEqual([]);
  });

  it('needs three more than point the other way', async () => {
    await taught(TEAMS, STAFF);
    await threeTimes();
    // Three to one.
    expect(await openOf()).toEqual([]);
    await taught();
    await learnAll();
    // Four to one.
    expect(await openOf()).toHaveLength(1);
  });

  it('waits while three others do', async () => {
    await query(
      `insert into content.voice_proposals (team_id, kind, signature, rule, corrections)
       select '${TEAM}', 'rule', 'other ' || n, $1, '{1,2,3}' from generate_series(1, 3) n`,
      [JSON.stringify({ kind: 'guideline', pattern: 'Be kind.', severity: 'warn', reason: 'x' })],
    );
    await threeTimes();
    expect((await openOf()).map((p) => p.rule?.pattern)).not.toContain('colaboradores');
    await query(`delete from content.voice_proposals where signature = 'other 1'`);
    await taught();
    await learnAll();
    expect((await openOf()).map((p) => p.rule?.pattern)).toContain('colaboradores');
  });

  it('is never one that the rules of today forbid or say already', async () => {
    const rule = { id: 'a', kind: 'banned_word', severity: 'block', reason: 'x' };
    const inForce = async (...rules: object[]) => {
      await query(`select content.set_house_rules('${TEAM}', 'setup', $1)`, [
        JSON.stringify({ voice: '', rules }),
      ]);
      await threeTimes();
      const open = await openOf();
      await query('truncate content.corrections, content.voice_proposals, content.proposal_messages');
      return open.length;
    };
    expect(await inForce({ ...rule, pattern: 'equipe' })).toBe(0);
    expect(await inForce({ ...rule, pattern: 'colaborador' })).toBe(0);
    const wanted = { ...rule, kind: 'required_disclaimer', pattern: 'Feito com nossos colaboradores.' };
    expect(await inForce(wanted)).toBe(0);
    expect(await inForce({ ...rule, pattern: 'milagroso' })).toBe(1);
  });
});

describe('decide_proposal()', () => {
  it('makes what is accepted a house rule of a new version, and takes it out again when it is revoked', async () => {
    await threeTimes();
    const [proposal] = await openOf();
    const id = proposal?.id ?? 0;
    expect(await decide(id, 'accept')).toMatchObject({
      outcome: 'done',
      proposal: { status: 'accepted', decided_by: 'rui', in_force: true },
    });
    expect(await parts.agent.getHouseRules(TEAM)).toMatchObject({
      version: 2,
      rules: [{ id: `learned-${id}`, pattern: 'colaboradores' }],
    });
    expect(await parts.bot.listSettingVersions(TEAM, 'house_rules', 1)).toMatchObject([
      { version: 2, changed_by: 'rui', change: `accept ${id}` },
    ]);
    expect(await decide(id, 'revoke', 'sol')).toMatchObject({
      outcome: 'done',
      proposal: { status: 'revoked', decided_by: 'rui', revoked_by: 'sol', in_force: false },
    });
    expect(await patterns()).toEqual([]);
    expect(await decide(id, 'revoke')).toMatchObject({ outcome: 'already' });
    await threeTimes();
    expect(await openOf()).toEqual([]);
  });

  it('takes the first answer of two admins, and none of people who are no admins', async () => {
    await threeTimes();
    const id = (await openOf())[0]?.id ?? 0;
    for (const person of ['ana', 'leo', 'gil', 'stranger']) {
      expect(await decide(id, 'accept', person)).toEqual({ outcome: 'not_allowed', proposal: null });
    }
    const both = await Promise.all([decide(id, 'accept'), decide(id, 'decline', 'sol')]);
    expect(both.map((one) => one.outcome).sort()).toEqual(['already', 'done']);
    const won = both.find((one) => one.outcome === 'done')?.proposal?.status;
    expect(both.every((one) => one.proposal?.status === won)).toBe(true);
    expect(await patterns()).toEqual(won === 'accepted' ? ['colaboradores'] : []);
    expect(await decide(999, 'accept')).toEqual({ outcome: 'not_found', proposal: null });
  });

  it('does not bring back what was declined', async () => {
    await threeTimes();
    expect(await decide((await openOf())[0]?.id ?? 0, 'decline')).toMatchObject({ outcome: 'done' });
    await threeTimes();
    expect(await openOf()).toEqual([]);
    expect(await patterns()).toEqual([]);
  });

  it('leaves the rules alone where they say otherwise by now', async () => {
    await threeTimes();
    const id = (await openOf())[0]?.id ?? 0;
    const rule = { id: 'x', kind: 'banned_word', pattern: 'Equipe', severity: 'warn', reason: 'x' };
    await query(`select content.set_house_rules('${TEAM}', 'setup', $1)`, [
      JSON.stringify({ voice: '', rules: [rule] }),
    ]);
    expect(await decide(id, 'accept')).toMatchObject({
      outcome: 'contradicts',
      proposal: { status: 'open' },
    });
    expect(await patterns()).toEqual(['Equipe']);
  });

  it('revokes a rule that an older version of the rules brought back', async () => {
    await threeTimes();
    const id = (await openOf())[0]?.id ?? 0;
    await decide(id, 'accept');
    await decide(id, 'revoke');
    await parts.bot.restoreSetting({
      team_id: TEAM,
      person_id: 'rui',
      setting: 'house_rules',
      version: 2,
      base_version: 3,
    });
    expect((await parts.bot.listProposals(TEAM, 'rui')).learned).toMatchObject([{ id, status: 'revoked' }]);
    expect(await decide(id, 'revoke')).toMatchObject({ outcome: 'done' });
    expect(await patterns()).toEqual([]);
  });
});

describe('three passages that people rewrote', () => {
  const rewritten = [
    'Antes de comprar, visite a fábrica. Veja a sala limpa, converse com quem opera e peça o registro do último lote. Uma manhã basta.',
    'Peça três documentos e leia com calma. Se algum não vier, pergunte por quê. Quem faz bem feito mostra sem rodeio e no mesmo dia.',
    'Comece pela limpeza. É ali que quase tudo se decide, e é ali que ninguém olha. Pergunte como medem, com que frequência e quem assina.',
  ];
  const propose = async () => {
    for (const body of rewritten) await taught(STAFF, body);
    await learnAll();
    return (await openOf())[0];
  };

  it('are proposed as samples of the voice, and go again when they are revoked', async () => {
    const proposal = await propose();
    expect(proposal).toMatchObject({ kind: 'sample', rule: null });
    expect(proposal?.samples).toEqual(rewritten.toReversed().map((body) => `Hoje\n${body}`));
    const id = proposal?.id ?? 0;
    await decide(id, 'accept');
    expect((await parts.agent.getHouseRules(TEAM)).samples).toEqual(proposal?.samples);
    await decide(id, 'revoke');
    expect((await parts.agent.getHouseRules(TEAM)).samples).toBeUndefined();
  });

  it('leave no fewer samples than a voice needs, and take no more room than there is', async () => {
    const id = (await propose())?.id ?? 0;
    const withSamples = (samples: string[]) =>
      query(`select content.set_house_rules('${TEAM}', 'setup', $1)`, [
        JSON.stringify({ voice: '', rules: [], samples }),
      ]);
    await withSamples(Array.from({ length: 8 }, (_, i) => `Text ${i}`));
    expect(await decide(id, 'accept')).toMatchObject({ outcome: 'no_room' });
    await withSamples([]);
    expect(await decide(id, 'accept')).toMatchObject({ outcome: 'done' });
    await withSamples([...((await parts.agent.getHouseRules(TEAM)).samples ?? []), 'One of their own.']);
    expect(await decide(id, 'revoke')).toMatchObject({ outcome: 'too_few_samples' });
    expect((await parts.agent.getHouseRules(TEAM)).samples).toHaveLength(4);
  });
});

describe('the message to an admin', () => {
  it('is posted by one process, found again after a lost answer, and redrawn once it is decided', async () => {
    await threeTimes();
    const claims = await Promise.all([messages(), messages()]);
    expect(
      claims
        .flat()
        .map((m) => m.person_id)
        .sort(),
    ).toEqual(['rui', 'sol']);
    const [rui, sol] = claims.flat().sort((a, b) => a.person_id.localeCompare(b.person_id));
    if (!rui || !sol) throw new Error('Nothing to post');
    expect(await parts.bot.settleProposalMessage({ ...rui, ts: '1.1' })).toBe(true);
    await parts.bot.failProposalMessage(sol, { code: 'x', retry_in_s: 0, maybe_posted: true });
    expect(await messages()).toMatchObject([{ person_id: 'sol', maybe_posted: true }]);
    // The claim of a process that died.
    await database.advanceClock(61_000);
    const [again] = await messages();
    expect(await parts.bot.settleProposalMessage({ ...sol, ts: '1.2' })).toBe(false);
    expect(again && (await parts.bot.settleProposalMessage({ ...again, ts: '1.3' }))).toBe(true);
    expect(await messages()).toEqual([]);
    await decide(rui.proposal.id, 'accept');
    expect((await messages()).map((m) => [m.ts, m.proposal.status])).toEqual([
      ['1.1', 'accepted'],
      ['1.3', 'accepted'],
    ]);
  });

  it('says who is no admin any more', async () => {
    await threeTimes();
    await query(`select platform.set_role('${TEAM}', 'sol', 'member')`);
    expect((await messages()).map((m) => [m.person_id, m.is_admin])).toEqual([
      ['rui', true],
      ['sol', false],
    ]);
    await query(`select platform.set_role('${TEAM}', 'sol', 'admin')`);
  });
});
