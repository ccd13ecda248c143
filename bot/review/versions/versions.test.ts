import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../../platform/errors.ts';
import type {
  BlogDraft,
  CarouselDraft,
  ContentForBot,
  DraftContent,
  HandOutcome,
  ListedVersion,
  VersionList,
  VersionRead,
} from '../../../ports/content.ts';
import { slackLimits } from '../../../ports/slack-limits.ts';
import { testDesk } from '../../../testing/bot/desk.ts';
import { hostile } from '../../../testing/bot/hostile.ts';
import { aDraft, aJob, anArticle, anItem, aReport } from '../../../testing/bot/samples.ts';
import { lintView } from '../../../testing/slack.ts';
import { en, ptBr } from '../../texts/texts.ts';
import { reviewCard } from '../review-card.ts';
import { applyEdit, fieldsOf } from './apply-edit.ts';
import { editAction } from './edit-action.ts';
import { chooseModal, editModal } from './edit-modal.ts';
import { piecesOf } from './editable.ts';
import { pickAction, pickable, submitPick } from './pick-slides.ts';
import { submitChoice, submitEdit } from './submit-edit.ts';
import { versionDifference } from './version-difference.ts';
import { differenceAction, restoreAction, versionsAction } from './versions-action.ts';
import { differenceView, versionsView } from './versions-view.ts';

const quote = (n: number) => ({ passage_id: `p${n}`, quote: `Citação ${n}.` });
const statement = (title: string, body: string) => ({
  layout: 'statement',
  title,
  body,
  evidence: [quote(1)],
});
/** As the database gives it: the keys of a slide by their length. */
const deck = (change: Partial<CarouselDraft> = {}): CarouselDraft => ({
  ...(aDraft().content as CarouselDraft),
  slides: [
    { title: 'Titânio', kicker: '', layout: 'cover', subtitle: 'O que perguntar', evidence: [] },
    statement('Limpeza', 'A limpeza é validada.'),
    {
      left: { items: ['barato', 'rápido'], heading: 'Antes' },
      right: { items: ['seguro'], heading: 'Depois' },
      kind: 'neutral',
      title: 'Dois lados',
      layout: 'comparison',
      evidence: [],
    },
    { steps: [{ body: 'Molhe.', title: 'Lavar' }], title: 'Etapas', layout: 'steps', evidence: [] },
    { body: 'Peça.', title: 'Fale conosco', action: 'Escreva', layout: 'cta', evidence: [] },
  ],
  ...change,
});
const article = (markdown: string): BlogDraft => {
  const { content } = anArticle();
  const part = { id: 's1', heading: 'Limpeza', markdown, evidence: [quote(1), quote(2), quote(3)] };
  return { ...content, parts: [content.parts[0] as BlogDraft['parts'][0], part] };
};

const edit = (content: DraftContent, change: Record<string, string>, texts = en) => {
  const editables = piecesOf(content, texts).flatMap((piece) => piece.editables);
  const typed = new Map(editables.flatMap(fieldsOf).map(({ id, value }) => [id, change[id] ?? value]));
  return applyEdit(content, editables, typed, texts);
};
const edited = (content: DraftContent, change: Record<string, string>) => {
  const result = edit(content, change);
  if ('error' in result) throw new Error(`${result.field}: ${result.error}`);
  return result.content;
};

describe('piecesOf()', () => {
  it('names every text of a slide in the order in which it is read, and no quote, layout or picture', () => {
    const [cover, , comparison, steps] = piecesOf(deck(), en);
    const shown = (piece: typeof cover) => piece?.editables.map(({ label, value }) => `${label}=${value}`);
    expect(shown(cover)).toEqual(['Line above the title=', 'Title=Titânio', 'Subtitle=O que perguntar']);
    expect(shown(comparison)).toEqual([
      'Title=Dois lados',
      'Left: Heading=Antes',
      'Left: Items, a line each=barato\nrápido',
      'Right: Heading=Depois',
      'Right: Items, a line each=seguro',
    ]);
    expect(shown(steps)).toEqual(['Title=Etapas', 'Step 1: Title=Lavar', 'Step 1: Text=Molhe.']);
    expect(piecesOf(deck(), ptBr).at(-1)?.label).toBe('Post e título do arquivo');
  });

  it('names the parts of an article and of a report', () => {
    expect(piecesOf(article('x'), en).map(({ id }) => id)).toEqual(['titles', 'introduction', 's1']);
    const report = aReport().content;
    expect(piecesOf(report, en).map(({ id }) => id)).toEqual([
      ...['titles', 'summary'],
      ...report.findings.map(({ id }) => id),
    ]);
  });
});

describe('applyEdit()', () => {
  it('leaves the draft as it was where nothing was changed, for any text', () => {
    fc.assert(
      fc.property(hostile, hostile, (title, body) => {
        const content = deck({ slides: [statement(title, body)] });
        expect(edited(content, {})).toEqual(content);
        const long = article(`${title}\n\n${body}\n\n`.repeat(40));
        expect(edited(long, {})).toEqual(long);
      }),
      { numRuns: 60 },
    );
  });

  it('puts what was typed in its place, and touches nothing else', () => {
    const changed = edited(deck(), {
      'slides.1.body': 'A limpeza\né validada em lotes.',
      'slides.2.left.items': 'barato\n\n  caro  \nlento',
      'slides.3.steps.0.title': 'Enxaguar',
      'post.hashtags': 'titanio, #Lotes  #Lotes',
      'post.body': 'Um.\n\nDois.',
    });
    const expected = structuredClone(deck()) as never as {
      slides: { left: object; steps: object[] }[];
      post: object;
    };
    Object.assign(expected.slides[1] as object, { body: 'A limpeza é validada em lotes.' });
    Object.assign(expected.slides[2]?.left ?? {}, { items: ['barato', 'caro', 'lento'] });
    Object.assign(expected.slides[3]?.steps[0] ?? {}, { title: 'Enxaguar' });
    Object.assign(expected.post, { hashtags: ['#titanio', '#Lotes'], body: 'Um.\n\nDois.' });
    expect(changed).toEqual(expected);
  });

  it('a removed mark drops its quote and numbers the others anew', () => {
    const content = article('Um.[^1] Dois.[^2]\n\nTrês.[^3]');
    const part = (change: string) => (edited(content, { 'parts.1.markdown': change }) as BlogDraft).parts[1];
    expect(part('Um.[^1]\n\nTrês, e mais.[^3]')).toMatchObject({
      markdown: 'Um.[^1]\n\nTrês, e mais.[^2]',
      evidence: [quote(1), quote(3)],
    });
    expect(part('Três.[^3] Um.[^1] Dois.[^2]')).toMatchObject({
      markdown: 'Três.[^3] Um.[^1] Dois.[^2]',
      evidence: [quote(1), quote(2), quote(3)],
    });
  });

  it.each(['4', '0', 'x', '99'])('refuses the mark [^%s], which has no quote, with a sentence', (mark) => {
    const result = edit(article('Um.[^1]'), { 'parts.1.markdown': `Um.[^1] Mais.[^${mark}]` });
    expect(result).toEqual({ field: 'parts.1.markdown', error: en.versions.errors.unknownMark(mark, 3) });
  });

  it('takes neither mentions nor hidden characters as what they are', () => {
    const typed = '<!channel> limpo\u200b\u202e <@U0LUCIA|Lúcia> <https://x.example|aqui>';
    const changed = edited(deck(), { 'slides.1.body': typed }) as CarouselDraft;
    expect(changed.slides[1]).toMatchObject({ body: '@channel limpo @Lúcia aqui (https://x.example)' });
  });

  it('refuses an emptied title and what is longer than a field of Slack, and lets a kicker be empty', () => {
    expect(edit(deck(), { 'slides.1.title': ' \u200b ' })).toEqual({
      field: 'slides.1.title',
      error: en.versions.errors.empty,
    });
    expect(edit(deck(), { 'slides.1.body': 'x'.repeat(3001) })).toMatchObject({ field: 'slides.1.body' });
    expect(
      edited(deck({ slides: [{ ...deck().slides[0], kicker: 'A' } as never] }), { 'slides.0.kicker': '' }),
    ).toMatchObject({
      slides: [{ kicker: '' }],
    });
  });

  it('shows a long part in fields of its own, and joins them as they were', () => {
    const paragraphs = Array.from({ length: 12 }, (_, n) => `Parágrafo ${n}. ${'palavra '.repeat(90)}fim.`);
    const content = article(paragraphs.join('\n\n'));
    const [, part] = piecesOf(content, en)
      .flatMap((p) => p.editables)
      .filter((e) => e.kind === 'markdown');
    const fields = fieldsOf(part as never);
    expect(fields.length).toBeGreaterThan(3);
    for (const { value } of fields) expect(value.length).toBeLessThanOrEqual(slackLimits.inputLength);
    const second = fields[1] as (typeof fields)[0];
    const changed = edited(content, {
      [second.id]: second.value.replace('Parágrafo 3', 'Trecho 3'),
    }) as BlogDraft;
    expect(changed.parts[1]?.markdown).toBe(paragraphs.join('\n\n').replace('Parágrafo 3', 'Trecho 3'));
  });
});

describe('versionDifference()', () => {
  it('tells which slides differ, wherever they stand, and what differs in words', () => {
    const before = deck();
    const added = statement('Nova', 'Um texto novo.');
    const slides = [...before.slides.slice(0, 2), added, ...before.slides.slice(2)];
    expect(versionDifference(before, deck({ slides }), en)).toMatchObject([
      { label: 'Slide 3: Nova', kind: 'added', slides: { before: null, after: 2 } },
    ]);
    const changed = edited(before, {
      'slides.1.body': 'A limpeza é validada em lotes.',
      'post.hook': 'Outro.',
    });
    expect(versionDifference(before, changed, en)).toMatchObject([
      {
        kind: 'changed',
        slides: { before: 1, after: 1 },
        hunks: expect.arrayContaining([{ op: 'added', text: 'validada em lotes.' }]),
      },
      { part: 'post', slides: null, kind: 'changed' },
    ]);
    expect(versionDifference(before, structuredClone(before), en)).toEqual([]);
  });

  it('tells a mark that went, and nothing where only the order of keys differs', () => {
    const [one, two] = [article('Um.[^1] Dois.[^2]'), article('Um.[^1] Dois.')];
    expect(versionDifference(one, two, en)).toMatchObject([{ part: 's1', hunks: expect.any(Array) }]);
    expect(versionDifference(one, article('Um.[^1] Dois.[^2]'), en)).toEqual([]);
  });
});

const listed = (version: number, change: Partial<ListedVersion> = {}): ListedVersion => ({
  ...{
    version,
    hash: `${version}`.repeat(64),
    title: 'Titânio',
    status: 'superseded',
    authors: [],
    reason: null,
  },
  ...{ made_by: 'agent', author_id: null, from_version: null, created_at: '2026-11-22T12:00:00Z' },
  ...change,
});
const list = (change: Partial<VersionList> = {}): VersionList => ({
  ...{
    outcome: 'read',
    type: 'carousel',
    job_status: 'awaiting_review',
    current_version: 3,
    may_change: true,
  },
  versions: [
    listed(3, {
      status: 'proposed',
      made_by: 'edit',
      author_id: 'U0LUCIA',
      authors: ['U0LUCIA'],
      reason: 'mais claro',
    }),
    listed(2),
    listed(1),
  ],
  ...change,
});
const read = (
  version: number,
  content: DraftContent = deck(),
  change: Partial<VersionRead> = {},
): VersionRead => ({
  outcome: 'read',
  draft: { ...aDraft(), version, hash: `${version}`.repeat(64), content },
  slides: [],
  comparison: null,
  ...change,
});
const made = (outcome: HandOutcome['outcome'], change: Partial<HandOutcome> = {}): HandOutcome => ({
  ...{
    outcome,
    number: null,
    job_status: 'awaiting_review',
    current_version: 3,
    current_card_ts: null,
    channel_id: 'C1',
  },
  ...change,
});

const ref = { job: 'job-1', version: 3, hash: '3'.repeat(64) };
const opening = { 'views.open': async () => ({ ok: true }), 'views.update': async () => ({ ok: true }) };
async function press(
  handler: (args: never) => Promise<void>,
  value: object,
  view?: { id: string; type: string },
) {
  await handler({
    ack: async () => {},
    body: {
      ...{
        type: 'block_actions',
        team: { id: 'T0GREENLIGHT' },
        user: { id: 'U0LUCIA' },
        trigger_id: 'trigger-1',
      },
      ...(view ? { view } : { channel: { id: 'C1' }, message: { ts: '1.3', thread_ts: '1.1' } }),
      actions: [{ type: 'button', action_id: 'x', value: JSON.stringify(value) }],
    },
  } as never);
}
async function submit(handler: (args: never) => Promise<void>, origin: object, values: object, id = 'V1') {
  const acks: { response_action?: string; errors?: Record<string, string>; view?: never }[] = [];
  const blocks = Object.keys(values).map((block_id) => ({ type: 'input', block_id }));
  const view = { id, private_metadata: JSON.stringify(origin), state: { values }, blocks };
  await handler({
    ack: async (answer: never) => acks.push(answer ?? {}),
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0LUCIA' } },
    view,
  } as never);
  return acks;
}
const typed = (id: string, value: string) => ({ [id]: { [id]: { value } } });
const chosen = (id: string, ...values: string[]) => ({
  [id]: { [id]: { selected_options: values.map((value) => ({ value })) } },
});
const calls = (content: Partial<ContentForBot>) => {
  const clicks: Parameters<ContentForBot['recordHandVersion']>[0][] = [];
  const t = testDesk(
    {
      listVersions: async () => list(),
      getVersion: async (_t, _j, version) => read(version),
      recordHandVersion: async (click) => {
        clicks.push(click);
        return made('queued', { number: 1 });
      },
      ...content,
    },
    opening,
  );
  const views = () =>
    t.calls.filter(({ method }) => method.startsWith('views.')).map(({ args }) => JSON.stringify(args.view));
  return { ...t, clicks, views };
};

describe('Edit on a card', () => {
  it('asks what to edit, then shows its texts, then stores exactly what changed', async () => {
    const { desk, clicks, views, woken, told } = calls({});
    await press(editAction(desk), ref);
    expect(views()[0]).toContain('Slide 2: Limpeza');
    const origin = { ref, channel_id: 'C1', thread_ts: '1.1' };
    const [form] = await submit(submitChoice(desk), origin, chosen('pieces', 'slide-2'));
    expect(form?.response_action).toBe('update');
    expect(JSON.stringify(form?.view)).toContain('"initial_value":"A limpeza é validada."');
    const values = {
      ...typed('slides.1.title', 'Limpeza'),
      ...typed('slides.1.body', 'Validada.'),
      ...typed('reason', 'mais curto'),
    };
    expect(await submit(submitEdit(desk), { ...origin, pieces: ['slide-2'] }, values)).toEqual([{}]);
    expect(clicks).toEqual([
      {
        ...{ team_id: 'T0GREENLIGHT', job_id: 'job-1', version: 3, hash: ref.hash, person_id: 'U0LUCIA' },
        ...{ kind: 'edit', key: 'V1', reason: 'mais curto' },
        content: edited(deck(), { 'slides.1.body': 'Validada.' }),
      },
    ]);
    expect(woken).toEqual(['jobs', 'outbox']);
    expect(told).toEqual([]);
  });

  it.each<[string, Partial<ContentForBot>, string]>([
    ['a guest', { listVersions: async () => ({ outcome: 'not_allowed' }) }, en.versions.guest],
    [
      'a member who has no say',
      { listVersions: async () => list({ may_change: false }) },
      en.versions.whyNot.notAllowed,
    ],
    [
      'a job at work',
      { listVersions: async () => list({ may_change: false, job_status: 'running' }) },
      en.versions.whyNot.busy,
    ],
    [
      'a job that ended',
      { listVersions: async () => list({ may_change: false, job_status: 'completed' }) },
      en.versions.whyNot.ended(en.job.status.completed),
    ],
    ['a silent database', { listVersions: () => new Promise(() => {}) }, en.versions.notRead],
    [
      'an old card',
      { listVersions: async () => list({ current_version: 4 }), getJob: async () => null },
      en.review.superseded(3, 4, null),
    ],
  ])('tells %s, instead of letting a person write for nothing', async (_, content, line) => {
    const { desk, told, views } = calls(content);
    await press(editAction(desk), ref);
    expect(told.map(({ message }) => message.text)).toEqual([line]);
    expect(views()).toEqual([]);
  });

  it.each<[HandOutcome, string]>([
    [made('superseded', { current_version: 4 }), en.versions.whyNot.superseded(3, 4)],
    [made('ended', { job_status: 'rejected' }), en.versions.whyNot.ended(en.job.status.rejected)],
    [made('busy'), en.versions.whyNot.busy],
    [made('not_allowed'), en.versions.whyNot.notAllowed],
    [made('unchanged'), en.versions.whyNot.unchanged],
  ])('the form stays open with what was typed: $outcome', async (outcome, sentence) => {
    const { desk, woken } = calls({ recordHandVersion: async () => outcome });
    const origin = { ref, channel_id: 'C1', thread_ts: null, pieces: ['slide-2'] };
    const values = { ...typed('slides.1.title', 'Limpeza'), ...typed('slides.1.body', 'Outra.') };
    expect(await submit(submitEdit(desk), origin, values)).toEqual([
      { response_action: 'errors', errors: { 'slides.1.title': sentence } },
    ]);
    expect(woken).toEqual([]);
  });

  it('without an answer of the database nothing is lost, and it may be sent again', async () => {
    const { desk } = calls({
      recordHandVersion: () => Promise.reject(new ExpectedError('database_unavailable', 'away')),
    });
    const origin = { ref, channel_id: 'C1', thread_ts: null, pieces: ['slide-2'] };
    const acks = await submit(submitEdit(desk), origin, typed('slides.1.body', 'Outra.'));
    expect(acks[0]?.errors).toEqual({ 'slides.1.title': en.versions.errors.empty });
    const both = { ...typed('slides.1.title', 'Limpeza'), ...typed('slides.1.body', 'Outra.') };
    const [answer] = await submit(submitEdit(desk), origin, both);
    expect(answer?.errors).toEqual({ 'slides.1.title': en.versions.errors.notRecorded });
  });

  it('says when too much was chosen for one form, and when nothing was', async () => {
    const slides = Array.from({ length: 30 }, (_, n) => statement(`Slide ${n}`, 'x')).flatMap((s) => [
      s,
      deck().slides[2] as never,
    ]);
    const { desk } = calls({ getVersion: async () => read(3, deck({ slides })) });
    const origin = { ref, channel_id: null, thread_ts: null };
    const all = slides.map((_, n) => `slide-${n + 1}`);
    const [many] = await submit(submitChoice(desk), origin, chosen('pieces', ...all));
    expect(many?.errors).toEqual({ pieces: en.versions.errors.tooMany });
    const [none] = await submit(submitChoice(desk), origin, chosen('pieces'));
    expect(none?.errors).toEqual({ pieces: en.versions.errors.chooseOne });
  });
});

describe('Versions on a card', () => {
  it('lists every version with who made it and why, and opens the difference of two', async () => {
    const now = edited(deck(), { 'slides.1.body': 'Validada em lotes.' });
    const { desk, views } = calls({
      getVersion: async (_t, _j, v) =>
        read(v, v === 3 ? now : deck(), { slides: ['F1', 'F2', 'F3', 'F4', 'F5'].map((f) => `${f}v${v}`) }),
    });
    await press(versionsAction(desk), ref);
    expect(views()[0]).toContain('edited by <@U0LUCIA>');
    expect(views()[0]).toContain('mais claro');
    await press(differenceAction(desk), { ...ref, of: 1, against: 3 }, { id: 'V1', type: 'modal' });
    expect(views()[1]).toContain('From version 1 to version 3');
    // The slide that changed, as it was and as it is; no other.
    expect([...(views()[1]?.matchAll(/"slack_file":\{"id":"(\w+)"/g) ?? [])].map(([, id]) => id)).toEqual([
      'F2v1',
      'F2v3',
    ]);
    expect(views()[1]).toContain('"strike":true');
  });

  it('shows the picture of what changed against the version before', () => {
    const now = edited(deck(), { 'slides.1.body': 'Validada em lotes.' });
    const view = differenceView(read(2), read(3, now, { comparison: 'F9' }), ref, en);
    expect(JSON.stringify(view)).toContain('"slack_file":{"id":"F9"}');
  });

  it('restores one, and the window says what came of it', async () => {
    const { desk, clicks, views, woken } = calls({});
    await press(restoreAction(desk), { ...ref, of: 1 }, { id: 'V1', type: 'modal' });
    expect(clicks).toMatchObject([{ kind: 'restore', from_version: 1, version: 3, key: 'trigger-1' }]);
    expect(views()).toEqual([expect.stringContaining(en.versions.view.restoring(1, 4))]);
    expect(woken).toEqual(['jobs', 'outbox']);
    const late = calls({ recordHandVersion: async () => made('superseded', { current_version: 4 }) });
    await press(restoreAction(late.desk), { ...ref, of: 1 }, { id: 'V1', type: 'modal' });
    expect(late.views()).toEqual([expect.stringContaining('superseded by version 4')]);
  });

  it('offers nothing but to read to those who cannot change it, and once the job has ended', () => {
    const view = JSON.stringify(versionsView(list({ may_change: false }), 'job-1', en));
    expect(view).toContain('versions_difference');
    expect(view).not.toMatch(/versions_(restore|pick)/);
    expect(JSON.stringify(versionsView(list({ type: 'blog' }), 'job-1', en))).not.toContain('versions_pick');
  });

  it('picks slides of another version into their places', async () => {
    const other = edited(deck(), {
      'slides.1.title': 'Lavagem',
      'slides.4.body': 'Ligue.',
      'post.hook': 'Outro.',
    });
    const { desk, clicks, views } = calls({
      getVersion: async (_t, _j, v) => read(v, v === 1 ? other : deck()),
    });
    await press(pickAction(desk), { ...ref, of: 1 }, { id: 'V1', type: 'modal' });
    expect(views()[0]).toContain('Slide 2: Lavagem');
    expect(views()[0]).not.toContain('Slide 3');
    const picks = chosen('slides', '2:2', '5:5', 'post');
    expect(await submit(submitPick(desk), { ref, from: 1 }, picks)).toEqual([{}]);
    expect(clicks).toMatchObject([
      {
        kind: 'pick',
        from_version: 1,
        key: 'V1',
        picks: {
          slides: [
            { at: 2, from: 2 },
            { at: 5, from: 5 },
          ],
          post: true,
        },
      },
    ]);
  });

  it('the first and the last slide take the places of their kind in a deck of another length', () => {
    const shorter = deck({
      slides: [statement('A', 'a'), statement('B', 'b'), statement('C', 'c')] as never,
    });
    expect(pickable(deck(), shorter).map(({ at, from }) => [at, from])).toEqual([
      [1, 1],
      [2, 2],
      [5, 3],
    ]);
    expect(pickable(shorter, deck()).map(({ at }) => at)).toEqual([1, 2, 3]);
  });
});

describe('the card', () => {
  const card = (change: object, job: object = {}) =>
    JSON.stringify(
      reviewCard(
        {
          item: {
            ...anItem({ job: aJob({ status: 'awaiting_review', versions: 2, ...job }) }),
            draft: { ...aDraft(), version: 2, ...change },
          },
          currentCard: null,
          withPicture: false,
        },
        en,
      ),
    );

  it('tells which person made the version and why, and offers Edit and Versions', () => {
    const drawn = card({ made_by: 'edit', author_id: 'U0LUCIA', authors: ['U0LUCIA'], reason: 'mais claro' });
    expect(drawn).toContain('edited by <@U0LUCIA>');
    expect(drawn).toContain(`_${en.versions.why}_`);
    expect(drawn).toContain('review_edit');
    expect(drawn).toContain('review_versions');
    expect(card({ version: 1 }, { versions: 1 })).not.toContain('review_versions');
  });

  it('is closed while the version that a person made is drawn, and says so', () => {
    const hand = { kind: 'restore', person_id: 'U0LUCIA', from_version: 1 };
    const drawn = card({}, { status: 'running', hand });
    expect(drawn).toContain('version 1 restored by <@U0LUCIA>');
    expect(drawn).not.toContain('review_approve');
  });
});

describe('the windows', () => {
  it('stay within what Slack takes, whatever titles, reasons and texts say', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(en, ptBr), (one, two, texts) => {
        const content = deck({ title: one, slides: [statement(one, two), statement(two, one)] });
        const other = deck({ title: two, slides: [statement(two, one)] });
        const versions = Array.from({ length: 30 }, (_, n) =>
          listed(30 - n, { title: one, reason: two || null }),
        );
        const origin = { ref, channel_id: null, thread_ts: null };
        const pieces = piecesOf(content, texts);
        const views = [
          chooseModal(origin, pieces, texts),
          editModal({ ...origin, pieces: pieces.map(({ id }) => id) }, pieces, texts),
          versionsView(list({ versions, current_version: 30 }), 'job-1', texts),
          differenceView(read(1, content), read(3, other), ref, texts),
        ];
        for (const view of views) expect(lintView(view as never, () => true)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
