import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CarouselDraft, contentForBot, DraftContent } from '../../ports/content.ts';
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
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));

const quote = { passage_id: 'p1', quote: 'A limpeza é validada em 3 lotes.' };
const slide = (title: string, body: string) => ({ layout: 'statement', title, body, evidence: [quote] });
const slides = [
  { layout: 'cover', title: 'Titânio', kicker: '', subtitle: 'O que perguntar', evidence: [] },
  slide('Limpeza', 'A limpeza é validada. Não há resíduo.'),
  slide('Passivação', 'Remove ferro da superfície.'),
];
const texts = (changes: Partial<CarouselDraft> = {}) => ({ slides, ...changes });

type Click = Parameters<ReturnType<typeof contentForBot>['recordHandVersion']>[0];
let keys = 0;
function handVersion(id: string, draft: { version: number; hash: string }, more: Partial<Click>) {
  keys += 1;
  return parts.bot.recordHandVersion({
    team_id: TEAM,
    job_id: id,
    version: draft.version,
    hash: draft.hash,
    person_id: 'leo',
    key: `view ${keys}`,
    kind: 'edit',
    ...more,
  });
}

const edited = (draft: { content: DraftContent }, changes: Partial<CarouselDraft>) =>
  ({ ...draft.content, ...changes }) as CarouselDraft;
const secondSlide = (body: string) => ({ slides: slides.with(1, { ...slides[1], body } as never) });

/** Draws what waits, as a runner does. */
async function draw(id: string, version: number, from: Partial<CarouselDraft> = {}) {
  const held = await claim(parts, id);
  if (held.resume === null || 'decision' in held.resume || held.resume.kind !== 'hand')
    throw new Error('Nothing by hand waits');
  const row = await parts.agent.readHandVersion(held, held.resume.number);
  const content = row?.content as CarouselDraft;
  const { title } = content;
  return recordVersion(parts, held, version, title, { ...content, ...from }, true, null, 'of the agent');
}

function approve(id: string, draft: { version: number; hash: string }, reviewer_id: string) {
  return parts.bot.recordReview({
    ...{ job_id: id, version: draft.version, hash: draft.hash, reviewer_id },
    decision: 'approve',
    note: null,
  });
}

describe('record_hand_version()', () => {
  it('an edit becomes the next version, by its person and with that reason, who does not approve it', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    const change = secondSlide('A limpeza é validada em dois lotes. Não há resíduo.');
    const outcome = await handVersion(id, draft, {
      content: edited(draft, change),
      reason: ' o lote era outro ',
    });
    expect(outcome).toMatchObject({ outcome: 'queued', number: 1, job_status: 'queued' });
    expect(await parts.bot.getJob(id)).toMatchObject({
      hand: { kind: 'edit', person_id: 'leo', from_version: null },
    });
    expect(await approve(id, draft, 'mia')).toMatchObject({ outcome: 'already_decided' });
    const second = await draw(id, 2);
    expect(second).toMatchObject({
      ...{
        version: 2,
        made_by: 'edit',
        author_id: 'leo',
        from_version: null,
        reason: 'o lote era outro',
        authors: ['leo'],
      },
      status: 'proposed',
    });
    expect(await approve(id, second, 'leo')).toMatchObject({ outcome: 'not_allowed', reason: 'author' });
    expect(await approve(id, second, 'mia')).toMatchObject({ outcome: 'decided' });
    const { rows } = await database.owner.query(
      'select status, version from content.hand_versions where job_id = $1',
      [id],
    );
    expect(rows).toEqual([{ status: 'drawn', version: 2 }]);
  });

  it('a person who only took words away is an author all the same', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    await handVersion(id, draft, { content: edited(draft, secondSlide('A limpeza é validada.')) });
    const second = await draw(id, 2);
    expect(second.authors).toEqual(['leo']);
    expect(await approve(id, second, 'leo')).toMatchObject({ reason: 'author' });
  });

  it('what was edited stays the editor’s in later versions of the agent as long as it stands there', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    const change = secondSlide('A limpeza é validada. Peça o laudo de resíduo de cada lote.');
    await handVersion(id, draft, { content: edited(draft, change) });
    const second = await draw(id, 2);
    await parts.bot.recordReview({
      ...{ job_id: id, version: 2, hash: second.hash, reviewer_id: 'mia' },
      decision: 'request_changes',
      note: 'slide 3: mais curto',
    });
    const third = await recordVersion(parts, await claim(parts, id), 3, 'Titânio', {
      slides: change.slides.with(2, slide('Passivação', 'Remove ferro.') as never),
    });
    expect(third).toMatchObject({ made_by: 'agent', author_id: null, authors: ['leo'] });
    await parts.bot.recordReview({
      ...{ job_id: id, version: 3, hash: third.hash, reviewer_id: 'mia' },
      decision: 'request_changes',
      note: 'slide 2: outro texto',
    });
    const fourth = await recordVersion(parts, await claim(parts, id), 4, 'Titânio', texts());
    expect(fourth.authors).toEqual([]);
  });

  it('a restored text keeps its writer; who restored it may approve it', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    await handVersion(id, draft, { content: edited(draft, secondSlide('A limpeza é validada.')) });
    const second = await draw(id, 2);
    await handVersion(id, second, { kind: 'restore', from_version: 1, person_id: 'mia' });
    const third = await draw(id, 3);
    expect(third).toMatchObject({
      made_by: 'restore',
      author_id: 'mia',
      from_version: 1,
      authors: [],
      reason: null,
    });
    expect(third.content).toMatchObject({ slides });
    await handVersion(id, third, { kind: 'restore', from_version: 2, person_id: 'mia' });
    const fourth = await draw(id, 4);
    expect(fourth).toMatchObject({ author_id: 'mia', authors: ['leo'] });
    expect(await approve(id, fourth, 'leo')).toMatchObject({ outcome: 'not_allowed', reason: 'author' });
    expect(await approve(id, fourth, 'mia')).toMatchObject({ outcome: 'decided' });
  });

  it('picked slides stand in their places, with the authors of both versions', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    await handVersion(id, draft, { content: edited(draft, secondSlide('Peça o laudo de cada lote.')) });
    const second = await draw(id, 2);
    const post = { hook: 'Outro', body: 'Outro texto', hashtags: ['#x'] };
    await handVersion(id, second, { content: edited(second, { post }), person_id: 'mia' });
    const third = await draw(id, 3);
    const picks = { slides: [{ at: 2, from: 2 }], post: true };
    await handVersion(id, third, { kind: 'pick', from_version: 1, picks, person_id: 'rui' });
    const fourth = await draw(id, 4);
    expect(fourth).toMatchObject({
      made_by: 'pick',
      author_id: 'rui',
      from_version: 1,
      authors: ['leo', 'mia'],
    });
    expect(fourth.content).toMatchObject({
      slides,
      post: draft.content.kind === 'carousel' ? draft.content.post : null,
    });
    expect(await approve(id, fourth, 'rui')).toMatchObject({ outcome: 'decided' });
  });

  it.each([
    ['a guest', 'gil'],
    ['a member who did not ask for it', 'bia'],
    ['a stranger', 'zoe'],
  ])('%s makes no version', async (_, person_id) => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    const content = edited(draft, secondSlide('Outro texto.'));
    expect(await handVersion(id, draft, { content, person_id })).toMatchObject({
      outcome: 'not_allowed',
      number: null,
    });
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'awaiting_review' });
  });

  it('the requester edits, and a person of another team is refused as for no draft', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    const content = edited(draft, secondSlide('Outro texto.'));
    expect(await handVersion(id, draft, { content, team_id: 'T9' })).toMatchObject({ outcome: 'not_found' });
    expect(await handVersion(id, draft, { content, person_id: 'ana' })).toMatchObject({ outcome: 'queued' });
  });

  it('nothing is made of an unchanged text, an old version, a job that works or one that has ended', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    const content = edited(draft, secondSlide('Outro texto.'));
    expect(await handVersion(id, draft, { content: draft.content })).toMatchObject({ outcome: 'unchanged' });
    expect(await handVersion(id, { ...draft, hash: 'x' }, { content })).toMatchObject({
      outcome: 'not_found',
    });
    expect(await handVersion(id, draft, { content })).toMatchObject({ outcome: 'queued' });
    expect(await handVersion(id, draft, { content, person_id: 'mia' })).toMatchObject({ outcome: 'busy' });
    const second = await draw(id, 2);
    expect(await handVersion(id, draft, { content })).toMatchObject({
      outcome: 'superseded',
      current_version: 2,
    });
    expect(await handVersion(id, second, { kind: 'restore', from_version: 2 })).toMatchObject({
      outcome: 'unchanged',
    });
    await approve(id, second, 'mia');
    const late = { content: edited(second, secondSlide('Tarde demais.')) };
    expect(await handVersion(id, second, late)).toMatchObject({ outcome: 'ended', job_status: 'completed' });
  });

  it('what is sent twice, or by two at once, is one version', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    const content = edited(draft, secondSlide('Outro texto.'));
    const outcomes = await Promise.all([
      handVersion(id, draft, { content, key: 'same' }),
      handVersion(id, draft, { content, key: 'same' }),
      handVersion(id, draft, { content: edited(draft, secondSlide('De outra pessoa.')), person_id: 'mia' }),
    ]);
    expect(outcomes.filter((o) => o.outcome === 'queued').map((o) => o.number)).toSatisfy(
      (numbers: number[]) => numbers.length > 0 && numbers.every((n) => n === 1),
    );
    const { rows } = await database.owner.query(
      'select count(*)::int as n from content.hand_versions where job_id = $1',
      [id],
    );
    expect(rows).toEqual([{ n: 1 }]);
    await draw(id, 2);
    expect(await handVersion(id, draft, { content, key: 'late' })).toMatchObject({ outcome: 'superseded' });
  });

  it('an edit brings no quote, slide or layout that was not there', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    const forged = [{ passage_id: 'p1', quote: 'Inventado.' }];
    const refused = (changed: Partial<CarouselDraft>) =>
      expect(handVersion(id, draft, { content: edited(draft, changed) })).rejects.toMatchObject({
        code: 'bad_hand_version',
      });
    await refused({ slides: slides.with(1, { ...slides[1], evidence: forged } as never) });
    await refused({ slides: slides.slice(0, 2) });
    await refused({ slides: slides.with(1, { ...slides[1], layout: 'cta' } as never) });
    const picks = { slides: [{ at: 9, from: 1 }], post: false };
    await expect(handVersion(id, draft, { kind: 'pick', from_version: 1, picks })).rejects.toMatchObject({
      code: 'bad_hand_version',
    });
  });

  it('a runner records no other text than the person’s', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    await handVersion(id, draft, { content: edited(draft, secondSlide('Outro texto.')) });
    await expect(draw(id, 2, { slides })).rejects.toMatchObject({ code: 'not_the_text_by_hand' });
  });

  it('one that cannot be drawn leaves the version before open to a decision', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    await handVersion(id, draft, { content: edited(draft, secondSlide('Outro texto.')) });
    const again = await recordVersion(parts, await claim(parts, id), 1, 'Version 1', texts());
    expect(again).toMatchObject({ version: 1, hash: draft.hash, status: 'proposed' });
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'awaiting_review', hand: null });
    const { rows } = await database.owner.query(
      'select status, version from content.hand_versions where job_id = $1',
      [id],
    );
    expect(rows).toEqual([{ status: 'refused', version: null }]);
    expect(
      await handVersion(id, draft, { kind: 'edit', content: edited(draft, secondSlide('Outro.')) }),
    ).toMatchObject({
      outcome: 'queued',
      number: 2,
    });
  });

  it('a cancelled job refuses what was not drawn yet', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    await handVersion(id, draft, { content: edited(draft, secondSlide('Outro texto.')) });
    await parts.bot.cancelJob(id, 'ana');
    const { rows } = await database.owner.query(
      'select status from content.hand_versions where job_id = $1',
      [id],
    );
    expect(rows).toEqual([{ status: 'refused' }]);
  });
});

describe('list_versions() and get_version()', () => {
  it('tell members every version with its author, reason and pictures, newest first, and guests nothing', async () => {
    const { id, draft } = await jobInReview(parts, 'ana', texts());
    await showAll(parts);
    const { rows } = await database.owner.query(
      `update content.outbox set uploads = $2 where job_id = $1 and kind = 'pages' returning edition`,
      [id, JSON.stringify(draft.artifacts.map((a, n) => ({ key: a.key, file_id: `F${n + 1}` })))],
    );
    expect(rows).toEqual([{ edition: '1' }]);
    await handVersion(id, draft, {
      content: edited(draft, secondSlide('Outro texto.')),
      reason: 'mais direto',
    });
    await draw(id, 2);
    const list = await parts.bot.listVersions(TEAM, id, 'ana');
    if (list.outcome !== 'read') throw new Error(list.outcome);
    expect(list).toMatchObject({ type: 'carousel', current_version: 2, may_change: true });
    expect(list.versions.map((v) => [v.version, v.made_by, v.author_id, v.reason, v.status])).toEqual([
      [2, 'edit', 'leo', 'mais direto', 'proposed'],
      [1, 'agent', null, null, 'superseded'],
    ]);
    expect(await parts.bot.listVersions(TEAM, id, 'bia')).toMatchObject({
      outcome: 'read',
      may_change: false,
    });
    expect(await parts.bot.listVersions(TEAM, id, 'gil')).toEqual({ outcome: 'not_allowed' });
    expect(await parts.bot.listVersions('T9', id, 'ana')).toEqual({ outcome: 'not_allowed' });
    expect(await parts.bot.getVersion(TEAM, id, 3, 'ana')).toEqual({ outcome: 'not_found' });
    expect(await parts.bot.getVersion(TEAM, id, 1, 'gil')).toEqual({ outcome: 'not_allowed' });
    const second = await parts.bot.getVersion(TEAM, id, 2, 'bia');
    // The first slide is that of version 1, which Slack holds; the others were never drawn in this test.
    expect(second).toMatchObject({
      outcome: 'read',
      draft: { version: 2 },
      slides: ['F1', null, null],
      comparison: null,
    });
  });
});
