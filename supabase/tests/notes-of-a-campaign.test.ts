import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JobType, NoteProposal, NoteRef, NotesPage, ProposedNote } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  putRule,
  showAll,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
});
beforeEach(async () => {
  await endAllJobs(database);
  await database.owner.query('delete from content.handovers');
  await putRule(database.owner, null, { type: 'outreach' });
});

const query = (sql: string, values: unknown[] = []) => database.owner.query(sql, values);
const steps: NoteProposal['steps'] = [
  { number: 1, kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0, max: null },
  { number: 2, kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 1, max: 200 },
  { number: 3, kind: 'send_message', with_words: true, after: 'accepted', wait_days: 2, max: 8000 },
];
const aNote = (number: number, change: Partial<ProposedNote> = {}): ProposedNote => ({
  number,
  lead_id: `lead-${number}`,
  name: `Ana ${number}`,
  language: 'pt',
  about: [{ field: 'title', value: 'Gerente' }],
  used: [{ field: 'title', value: 'Gerente', source: 'import:b1', words: 'Gerente' }],
  texts: [
    { step: 1, text: null },
    { step: 2, text: `Olá Ana ${number}, Gerente` },
    { step: 3, text: `Mensagem para ${number} 🙂` },
  ],
  without: [],
  ...change,
});

let keys = 0;
/** Words of a campaign by ana that wait for leo, mia and rui. */
async function proposed(...notes: ProposedNote[]) {
  keys += 1;
  const people = notes.map(({ lead_id, name }) => ({ lead_id, name, language: 'pt-BR', facts: [] }));
  const { job_id } = await parts.bot.enqueueHandedOver({
    key: `notes ${keys}`,
    type: 'outreach_notes',
    team_id: TEAM,
    requester_id: 'ana',
    channel_id: 'C1',
    thread_ts: null,
    brief: {
      topic: 'Sul',
      language: 'pt',
      reference: `campaign-${keys}`,
      purpose: 'Apresentar',
      steps,
      people,
    },
  } as never);
  await showAll(parts);
  const held = await parts.agent.claimJob('runner', ['outreach_notes'] satisfies JobType[]);
  if (held?.id !== job_id) throw new Error(`Claimed ${held?.id ?? 'nothing'} instead of ${job_id}`);
  const content: NoteProposal = {
    kind: 'notes',
    purpose: 'Apresentar',
    steps,
    people: notes.length,
    notes,
    model: 'm',
    offline: false,
  };
  const asked = { number: 1, content, artifacts: [], read_upto: null };
  const question = await parts.agent.recordQuestion(held, asked);
  const page = async () =>
    (await query('select content.notes_page($1) as page', [job_id])).rows[0]?.page as NotesPage;
  const refs = async (...numbers: number[]): Promise<NoteRef[]> => {
    const { rows } = await query(
      'select number, revision, hash from content.note_items where job_id = $1 and number = any ($2) order by number',
      [job_id, numbers],
    );
    return rows as NoteRef[];
  };
  const decide = async (person_id: string, action: 'approve' | 'skip', ...numbers: number[]) =>
    parts.bot.decideNotes({ job_id, person_id, action, notes: await refs(...numbers) });
  const edit = async (person_id: string, number: number, texts: { step: number; text: string | null }[]) => {
    const [ref] = await refs(number);
    if (!ref) throw new Error(`No note ${number}`);
    return parts.bot.editNote({ job_id, person_id, ...ref, texts });
  };
  const job = async () => (await query('select * from content.jobs where id = $1', [job_id])).rows[0] ?? {};
  const item = async (number: number) =>
    (await query('select * from content.note_items where job_id = $1 and number = $2', [job_id, number]))
      .rows[0] ?? {};
  return { job_id, held, asked, question, page, refs, decide, edit, job, item, campaign: `campaign-${keys}` };
}
const handovers = async () =>
  (await query('select kind, key, payload from content.handovers order by id')).rows as {
    kind: string;
    key: string;
    payload: Record<string, unknown> & {
      steps: { step: number; text: string | null; text_hash: string | null }[];
    };
  }[];
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('the words of a campaign', () => {
  it('are kept a person each, and what the bot reads holds one page of them and no list of people', async () => {
    const { job_id, question, held } = await proposed(
      ...Array.from({ length: 12 }, (_, at) => aNote(at + 1)),
    );
    expect((held.brief as { people: unknown[] }).people).toHaveLength(12);
    expect(question.content).not.toHaveProperty('notes');
    expect(question.notes).toMatchObject({
      page: 1,
      pages: 3,
      counts: { waiting: 12, approved: 0, skipped: 0, lacking: 0 },
      starts: { before: null, after: 6 },
    });
    expect(question.notes?.items.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(question.notes?.items[0]?.approval).toMatchObject({
      asked: ['rui', 'leo', 'mia'],
      reachable: true,
    });
    const view = await parts.bot.getJob(job_id);
    expect(view?.brief).not.toHaveProperty('people');
    const { rows } = await query('select brief from content.content_history where job_id = $1', [job_id]);
    expect(rows[0]?.brief).not.toHaveProperty('people');
  });

  it('stand on the Home of those who may approve them, until all are decided', async () => {
    const { job_id, decide } = await proposed(aNote(1), aNote(2));
    await showAll(parts);
    const stamp = async () => (await query('select content.home_stamp($1) as stamp', [TEAM])).rows[0]?.stamp;
    const before = await stamp();
    expect((await parts.bot.getHome(TEAM, 'leo')).notes).toMatchObject([
      { job: job_id, topic: 'Sul', requester_id: 'ana', people: 2, card_ts: expect.stringMatching(/^1\./) },
    ]);
    expect((await parts.bot.getHome(TEAM, 'ana')).notes).toEqual([]);
    await decide('mia', 'approve', 1);
    expect(await stamp()).not.toBe(before);
    expect((await parts.bot.getHome(TEAM, 'leo')).notes).toMatchObject([{ people: 1 }]);
    await decide('mia', 'skip', 2);
    expect((await parts.bot.getHome(TEAM, 'leo')).notes).toEqual([]);
  });

  it('ask the second of two groups once the first has approved some of them', async () => {
    const groups = [
      { name: 'vendas', quorum: 1, people: ['leo'] },
      { name: 'regulatório', quorum: 1, people: ['mia'] },
    ];
    await putRule(database.owner, { groups, order: 'in_order' }, { type: 'outreach' });
    const { job_id, decide } = await proposed(aNote(1), aNote(2));
    await showAll(parts);
    const homes = async () =>
      Promise.all(['leo', 'mia'].map(async (id) => (await parts.bot.getHome(TEAM, id)).notes.length));
    expect(await homes()).toEqual([1, 0]);
    expect(await decide('mia', 'approve', 1)).toMatchObject({
      outcome: 'nothing',
      left: [{ because: 'not_yet' }],
    });
    await decide('leo', 'approve', 1);
    expect(await homes()).toEqual([1, 1]);
    const { rows } = await query('select content.waits_for(j) as who from content.jobs j where id = $1', [
      job_id,
    ]);
    expect(rows[0]?.who).toEqual(['leo', 'mia']);
    expect(await decide('mia', 'approve', 1)).toMatchObject({ outcome: 'done', decided: [1] });
    expect(await homes()).toEqual([1, 0]);
  });

  it('are asked for again after a kill without becoming others', async () => {
    const { job_id, asked, page, decide } = await proposed(aNote(1), aNote(2));
    await decide('leo', 'approve', 1);
    await query(`update content.jobs set status = 'queued' where id = $1`, [job_id]);
    const again = await parts.agent.claimJob('runner 2', ['outreach_notes']);
    if (!again) throw new Error('Not claimed');
    await parts.agent.recordQuestion(again, asked);
    expect((await page()).counts).toMatchObject({ waiting: 1, approved: 1 });
  });

  it('fill a page by their length', async () => {
    const long = (number: number) =>
      aNote(number, {
        texts: [
          { step: 1, text: null },
          { step: 2, text: null },
          { step: 3, text: 'á'.repeat(2900) },
        ],
      });
    const { page } = await proposed(long(1), long(2), long(3), long(4), aNote(5));
    expect(await page()).toMatchObject({ pages: 2, starts: { before: null, after: 3 } });
  });
});

describe('decideNotes()', () => {
  it('lets one person cross at once, with the same bytes, their hashes and the approval', async () => {
    const { decide, job_id, item, job, campaign } = await proposed(aNote(1), aNote(2));
    expect(await decide('leo', 'approve', 1)).toMatchObject({
      outcome: 'done',
      decided: [1],
      pending: [],
      left: [],
    });
    expect(await item(1)).toMatchObject({ status: 'approved', decided_by: 'leo' });
    const [crossed, ...more] = await handovers();
    expect(more).toEqual([]);
    expect(crossed).toMatchObject({
      kind: 'note',
      key: `note:${job_id}:1`,
      payload: {
        campaign_id: campaign,
        lead_id: 'lead-1',
        approvals: [{ person_id: 'leo' }],
        author_id: 'ana',
        text_by: [],
        job_id,
        version: 1,
        channel_id: 'C1',
      },
    });
    expect(crossed?.payload.steps).toEqual([
      { step: 1, text: null, text_hash: null },
      { step: 2, text: 'Olá Ana 1, Gerente', text_hash: sha256('Olá Ana 1, Gerente') },
      { step: 3, text: 'Mensagem para 1 🙂', text_hash: sha256('Mensagem para 1 🙂') },
    ]);
    expect((await job()).status).toBe('awaiting_input');
  });

  it('approves once, however often and by however many at once', async () => {
    const { refs, job_id } = await proposed(aNote(1), aNote(2));
    const notes = await refs(1);
    const press = (person_id: string) =>
      parts.bot.decideNotes({ job_id, person_id, action: 'approve', notes });
    const outcomes = await Promise.all([press('leo'), press('mia'), press('leo'), press('rui')]);
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(({ left }) => left[0]?.because === 'decided')).toHaveLength(3);
    expect(await handovers()).toHaveLength(1);
  });

  it('takes those of several that may be approved and tells each that is left', async () => {
    const lacking = aNote(3, {
      texts: [
        { step: 1, text: null },
        { step: 2, text: 'Oi' },
        { step: 3, text: null },
      ],
    });
    const { job_id, refs, decide, edit } = await proposed(aNote(1), aNote(2), lacking, aNote(4), aNote(5));
    const seen = await refs(1, 2, 3, 4, 5);
    await decide('mia', 'skip', 2);
    await edit('mia', 4, [
      { step: 2, text: 'Outro' },
      { step: 3, text: 'Outra' },
    ]);
    await edit('leo', 5, [
      { step: 2, text: 'De Leo' },
      { step: 3, text: 'Também' },
    ]);
    const [five] = await refs(5);
    const outcome = await parts.bot.decideNotes({
      job_id,
      person_id: 'leo',
      action: 'approve',
      notes: [...seen.slice(0, 4), five as NoteRef],
    });
    expect(outcome).toMatchObject({
      outcome: 'done',
      decided: [1],
      left: [
        { number: 2, because: 'decided' },
        { number: 3, because: 'lacks' },
        { number: 4, because: 'changed' },
        { number: 5, because: 'author' },
      ],
    });
  });

  it('is for those whom the rule of outreach names, never for who asked or wrote', async () => {
    const { decide } = await proposed(aNote(1));
    expect(await decide('ana', 'approve', 1)).toMatchObject({ outcome: 'not_allowed', reason: 'requester' });
    expect(await decide('bia', 'approve', 1)).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
    expect(await decide('gil', 'approve', 1)).toMatchObject({ outcome: 'not_allowed', reason: 'guest' });
    expect(await decide('bia', 'skip', 1)).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
    await putRule(database.owner, { groups: [{ quorum: 1, roles: ['admin'] }] }, { type: 'outreach' });
    expect(await decide('leo', 'approve', 1)).toMatchObject({ outcome: 'not_allowed', reason: 'role' });
    expect(await decide('rui', 'approve', 1)).toMatchObject({ outcome: 'done', decided: [1] });
  });

  it('waits for the second approval of a rule that asks for two; an edit voids the first', async () => {
    await putRule(database.owner, { quorum: 2 }, { type: 'outreach' });
    const { decide, edit, item } = await proposed(aNote(1), aNote(2));
    expect(await decide('leo', 'approve', 1)).toMatchObject({ outcome: 'done', decided: [], pending: [1] });
    expect(await decide('leo', 'approve', 1)).toMatchObject({
      outcome: 'nothing',
      left: [{ because: 'already_approved' }],
    });
    expect(await handovers()).toEqual([]);
    await edit('ana', 1, [
      { step: 2, text: 'Nova nota' },
      { step: 3, text: 'Nova mensagem' },
    ]);
    expect(await decide('mia', 'approve', 1)).toMatchObject({ pending: [1] });
    expect(await decide('leo', 'approve', 1)).toMatchObject({ decided: [1] });
    expect(await item(1)).toMatchObject({ revision: 2, status: 'approved' });
    const [crossed] = await handovers();
    expect(crossed?.payload).toMatchObject({ version: 2, text_by: ['ana'] });
    const given = (crossed?.payload.approvals ?? []) as { person_id: string }[];
    expect(given.map((approval) => approval.person_id).sort()).toEqual(['leo', 'mia']);
  });

  it('tells outreach whom people skipped, also by who asked', async () => {
    const { decide, campaign } = await proposed(aNote(1), aNote(2));
    expect(await decide('ana', 'skip', 1)).toMatchObject({ outcome: 'done', decided: [1] });
    expect(await handovers()).toMatchObject([
      {
        kind: 'note_skipped',
        payload: { campaign_id: campaign, lead_id: 'lead-1', person_id: 'ana', reason: 'by_person' },
      },
    ]);
    expect(await decide('leo', 'approve', 1)).toMatchObject({
      outcome: 'nothing',
      left: [{ because: 'decided' }],
    });
  });

  it('ends the job once none waits, and shows the next page once one is done', async () => {
    const { decide, page, job, job_id } = await proposed(
      ...Array.from({ length: 7 }, (_, at) => aNote(at + 1)),
    );
    await decide('leo', 'approve', 1, 2, 3, 4);
    expect((await page()).page).toBe(1);
    await decide('leo', 'skip', 5);
    expect((await page()).page).toBe(2);
    await decide('mia', 'approve', 6, 7);
    expect(await job()).toMatchObject({ status: 'queued', resume: { kind: 'answer', answer: 'go_on' } });
    const held = await parts.agent.claimJob('runner', ['outreach_notes']);
    if (held?.id !== job_id) throw new Error('Not claimed');
    await parts.agent.finishJob(held, { closed: true });
    expect((await job()).status).toBe('completed');
    expect(await decide('leo', 'approve', 1)).toMatchObject({ outcome: 'closed', job_status: 'completed' });
    expect(await handovers()).toHaveLength(7);
  });

  it('tells outreach of a job that is cancelled while people wait', async () => {
    const { job_id, decide, campaign } = await proposed(aNote(1), aNote(2));
    await decide('leo', 'approve', 1);
    await parts.bot.cancelJob(job_id, 'ana');
    expect((await handovers()).at(-1)).toMatchObject({
      kind: 'job_ended',
      payload: { type: 'outreach_notes', reference: campaign, outcome: 'cancelled', job_id },
    });
    expect(await decide('leo', 'approve', 2)).toMatchObject({ outcome: 'closed' });
  });

  it('says on the card what outreach did not take', async () => {
    const { job_id, decide, page } = await proposed(aNote(1), aNote(2));
    await decide('leo', 'approve', 1);
    await showAll(parts);
    const [crossing] = await parts.bot.claimHandovers('bot', 5);
    if (!crossing) throw new Error('Nothing crosses');
    await parts.bot.settleHandover(crossing, { outcome: 'refused', reason: 'suppressed' });
    expect((await page()).items[0]?.refused).toBe('suppressed');
    expect(await showAll(parts)).toContain('question');
    expect(crossing.key).toBe(`note:${job_id}:1`);
  });
});

describe('editNote()', () => {
  const both = [
    { step: 2, text: 'Nota à mão' },
    { step: 3, text: 'Mensagem à mão' },
  ];

  it('writes a new revision whose writer does not approve it', async () => {
    const { edit, decide, item } = await proposed(aNote(1), aNote(2));
    expect(await edit('leo', 1, both)).toMatchObject({
      outcome: 'done',
      item: { revision: 2, text_by: ['leo'], used: [] },
    });
    expect(await decide('leo', 'approve', 1)).toMatchObject({
      outcome: 'nothing',
      left: [{ because: 'author' }],
    });
    expect(await decide('mia', 'approve', 1)).toMatchObject({ decided: [1] });
    expect((await item(1)).texts).toEqual([{ step: 1, text: null }, ...both]);
  });

  it('changes nothing where the text is too long, missing or another person has it', async () => {
    const { edit, item, job_id, refs } = await proposed(aNote(1), aNote(2));
    const before = await item(1);
    expect(await edit('mia', 1, [{ step: 2, text: '🙂'.repeat(101) }, both[1] as never])).toMatchObject({
      outcome: 'too_long',
      step: 2,
      max: 200,
    });
    expect(await edit('mia', 1, [both[0] as never, { step: 3, text: 'a'.repeat(3001) }])).toMatchObject({
      outcome: 'too_long',
      step: 3,
      max: 3000,
    });
    expect(await edit('mia', 1, [both[0] as never, { step: 3, text: '  ' }])).toMatchObject({
      outcome: 'empty',
      step: 3,
    });
    expect(await edit('mia', 1, [{ step: 2, text: 'olá  ana 2, gerente' }, both[1] as never])).toMatchObject({
      outcome: 'same_words',
      number: 2,
    });
    expect(await edit('bia', 1, both)).toMatchObject({ outcome: 'not_allowed' });
    const [ref] = await refs(1);
    expect(
      await parts.bot.editNote({ job_id, person_id: 'mia', ...(ref as NoteRef), hash: 'x', texts: both }),
    ).toMatchObject({ outcome: 'changed' });
    expect(await item(1)).toEqual(before);
  });

  it('takes an invitation without a note, and words for a step that had none', async () => {
    const { edit, item } = await proposed(
      aNote(1, {
        texts: [
          { step: 1, text: null },
          { step: 2, text: 'Oi' },
          { step: 3, text: null },
        ],
        without: [{ step: 3, code: 'asserted', found: 'palestra' }],
      }),
    );
    expect(
      await edit('ana', 1, [
        { step: 2, text: null },
        { step: 3, text: 'Agora sim' },
      ]),
    ).toMatchObject({
      outcome: 'done',
      item: { lacks: [], without: [] },
    });
    expect((await item(1)).texts).toEqual([
      { step: 1, text: null },
      { step: 2, text: null },
      { step: 3, text: 'Agora sim' },
    ]);
  });

  it('reads one person for the form, and says what is in the way', async () => {
    const { job_id, decide } = await proposed(aNote(1), aNote(2));
    const read = (person_id: string, number = 1) => parts.bot.readNote({ job_id, number, person_id });
    expect(await read('ana')).toMatchObject({ outcome: 'done', item: { number: 1 }, steps: [{}, {}, {}] });
    expect(await read('bia')).toMatchObject({ outcome: 'not_allowed', item: null });
    expect(await read('leo', 9)).toMatchObject({ outcome: 'not_found' });
    await decide('leo', 'approve', 1);
    expect(await read('mia')).toMatchObject({ outcome: 'decided' });
  });
});

it('turnNotesPage() turns the card for people of the team, and not for guests', async () => {
  const { job_id, page } = await proposed(...Array.from({ length: 7 }, (_, at) => aNote(at + 1)));
  const turn = (person_id: string, number: number) => parts.bot.turnNotesPage({ job_id, person_id, number });
  expect(await turn('bia', 6)).toBe(true);
  expect(await page()).toMatchObject({ page: 2, starts: { before: 1, after: null } });
  expect(await turn('gil', 1)).toBe(false);
  expect(await turn('bia', 99)).toBe(false);
  expect((await page()).page).toBe(2);
});
