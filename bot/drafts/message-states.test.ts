import { describe, expect, it } from 'vitest';
import { jobStatuses, type OutboxItem } from '../../ports/content.ts';
import { aDraft, aJob, anApproval, anItem, aReview } from '../../testing/bot/samples.ts';
import { outcomeMessage } from '../review/outcome-message.ts';
import { reviewCard } from '../review/review-card.ts';
import type { Message } from '../slack/blocks.ts';
import { en, ptBr } from '../texts/texts.ts';
import { briefMessage } from './brief-message.ts';
import { draftFiles } from './file-sets.ts';
import { progressMessage } from './progress-message.ts';

describe('briefMessage()', () => {
  it('shows the words as they are, in blocks that read no markup', () => {
    const topic = '*não* _é_ <!channel> <@U1>';
    const { blocks, text } = briefMessage(aJob({ brief: { ...aJob().brief, topic } }), '<!channel>', en);
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(topic).slice(1, -1));
    expect(JSON.stringify(blocks)).toContain('Asked for by &lt;!channel&gt;');
    expect(text).toBe('Carousel: *não* _é_ &lt;!channel&gt; &lt;@U1&gt;');
  });

  it('shows a picture of what its thread holds, and none before', () => {
    const pictured = briefMessage(aJob(), 'Ana', en, { file_id: 'F1', alt: 'Slide 1: Five mistakes' });
    expect(pictured.blocks).toContainEqual({
      type: 'image',
      slack_file: { id: 'F1' },
      alt_text: 'Slide 1: Five mistakes',
    });
    expect(JSON.stringify(briefMessage(aJob(), 'Ana', en))).not.toContain('image');
  });

  it('says who asked through which token, and whose token it is where that is another person', () => {
    const job = aJob({ through: { name: 'crm-sync', owner_id: 'U0BRUNO' } });
    const said = (texts: typeof en, owner: string | null) =>
      JSON.stringify(briefMessage(job, 'Ana', texts, null, owner));
    expect(said(en, null)).toContain('Asked for by Ana, through *crm-sync* ·');
    expect(said(en, 'Bruno <!here>')).toContain(
      'Asked for by Ana, through *crm-sync* (token of Bruno &lt;!here&gt;) ·',
    );
    expect(said(ptBr, null)).toContain('Pedido por Ana, por meio de *crm-sync* ·');
    expect(said(ptBr, 'Bruno')).toContain('Pedido por Ana, por meio de *crm-sync* (token de Bruno) ·');
  });
});

describe('draftFiles()', () => {
  const file = (key: string, role: 'overview' | 'comparison' | 'page') => ({
    key,
    name: `${key}.png`,
    mime: 'image/png',
    size: 1,
    sha256: 'x',
    alt: key,
    role,
  });
  const artifacts = [
    file('s1', 'page'),
    file('s2', 'page'),
    file('all', 'overview'),
    file('diff', 'comparison'),
  ];
  const keys = (files: { key: string }[]) => files.map((f) => f.key);
  const set = (version: number, fresh: number[] | null) =>
    draftFiles(aDraft(2, { version, artifacts }), fresh, en);

  it('shares every slide of a first version', () => {
    expect(keys(set(1, null).shared)).toEqual(['s1', 's2']);
    expect(set(1, null).comment).toBe('Version 1: 2 slides (draft)');
  });

  it('shares of a later version what it made anew; the card shows all slides', () => {
    const files = set(2, [2]);
    expect(keys(files.shared)).toEqual(['s2']);
    expect(keys(files.hidden)).toEqual(['diff', 'all']);
    expect(files.comment).toBe('Version 2: 1 new slide (draft); the card shows all');
  });

  it('shares one picture of all where no slide is new', () => {
    const files = set(2, []);
    expect(keys(files.shared)).toEqual(['all']);
    expect(keys(files.hidden)).toEqual(['diff']);
  });
});

/** A group that needs two, and has one. */
const oneOfTwo = anApproval({
  groups: [
    {
      name: null,
      quorum: 2,
      approvals: [{ person_id: 'U0LUCIA', at: '2026-11-22T12:00:00Z' }],
      may_approve: ['U0THOMAS'],
      open: true,
    },
  ],
});

const actionsOf = (message: Message) =>
  message.blocks.flatMap((b) =>
    b.type === 'actions' ? b.elements.flatMap((e) => ('action_id' in e ? [e.action_id] : [])) : [],
  );
const json = (message: Message) => JSON.stringify(message.blocks);

describe('progressMessage()', () => {
  const steps = [
    {
      node: 'retrieve',
      started_at: '',
      ended_at: '2026-11-22T12:00:00Z',
      detail: [{ code: 'passages' as const, count: 12 }],
    },
    { node: 'plan', started_at: '', ended_at: null, detail: null },
  ];

  it('shows what is done, under way and to come, with Cancel', () => {
    const message = progressMessage(aJob({ checkpoint_data: { node: 'plan', step: 2, of: 5, steps } }), en);
    expect(json(message)).toContain('✓ Search the knowledge base (12 passages)\\n▸ Plan the angle');
    expect(json(message)).toContain('· Design the slides');
    expect(json(message)).not.toContain('Make the final files');
    expect(actionsOf(message)).toEqual(['cancel_job']);
  });

  it('says what is missing when the knowledge base holds nothing, with Retry', () => {
    const failed = aJob({
      status: 'failed',
      ended_at: '2026-11-22T12:00:00Z',
      error: { code: 'no_evidence', message: 'x', params: { terms_missing: ['marte', 'foguete'] } },
      checkpoint_data: { steps },
    });
    const message = progressMessage(failed, en);
    expect(json(message)).toContain('I found nothing about');
    expect(json(message)).toContain('marte, foguete');
    expect(json(message)).toContain('Add documents');
    expect(json(message)).toContain('✗ Plan');
    expect(actionsOf(message)).toEqual(['retry_job']);
    expect(json(progressMessage(failed, ptBr))).toContain('Não encontrei nada sobre');
  });

  it.each([
    [1, 'did not answer.', 'não respondeu.'],
    [3, 'did not answer in 3 tries.', 'não respondeu em 3 tentativas.'],
  ])('says how often the model was asked, after attempt %i', (attempts, english, portuguese) => {
    const retry_at = '2026-11-22T13:00:00Z';
    const error = { code: 'model_unavailable', message: 'x' };
    for (const change of [{ status: 'queued' as const, retry_at }, { status: 'failed' as const }]) {
      const job = aJob({ ...change, attempts, error });
      expect(json(progressMessage(job, en))).toContain(english);
      expect(json(progressMessage(job, ptBr))).toContain(portuguese);
    }
  });

  it('says when the next attempt comes', () => {
    const waiting = aJob({
      status: 'queued',
      attempts: 2,
      retry_at: '2026-11-22T13:00:00Z',
      error: { code: 'model_unavailable', message: 'x' },
    });
    expect(json(progressMessage(waiting, en))).toContain('Attempt 2 of 5 failed');
    expect(json(progressMessage(waiting, en))).toContain('did not answer');
  });

  it.each(jobStatuses)('has exactly the button that works for a job that is %s', (status) => {
    const ended = ['completed', 'rejected', 'failed', 'cancelled'].includes(status);
    const message = progressMessage(aJob({ status, ended_at: ended ? '2026-11-22T12:00:00Z' : null }), en);
    expect(actionsOf(message)).toEqual(status === 'failed' ? ['retry_job'] : ended ? [] : ['cancel_job']);
  });
});

describe('reviewCard()', () => {
  const draw = (change: Partial<OutboxItem>, currentCard: string | null = null) => {
    const item = anItem(change);
    if (!item.draft) throw new Error('A card has a draft');
    return reviewCard({ item: { ...item, draft: item.draft }, currentCard, withPicture: true }, en);
  };
  const buttons = [
    'review_approve',
    'review_request_changes',
    'review_edit',
    'review_reject',
    'review_open_final_files',
  ];

  it('asks those who may approve, with the text, the sources and the offline mark', () => {
    const message = draw({});
    expect(json(message)).toContain('<@U0LUCIA> <@U0THOMAS>: please review.');
    expect(json(message)).toContain('O preço mais baixo');
    expect(json(message)).toContain('#ISO13485');
    expect(json(message)).toContain('ISO 13485 em uma página');
    expect(json(message)).toContain('offline writer');
    expect(actionsOf(message)).toEqual(buttons);
  });

  const ungrounded = {
    place: 2,
    code: 'number_not_found',
    params: { number: '97', of: 'slide' },
  } as const;

  it('that the last checks closed says what is wrong and whom it waits for, and has no Approve', () => {
    const draft = aDraft(5, { finals: [] });
    draft.content.blocking = [ungrounded];
    const message = draw({ draft });
    expect(json(message)).toContain('Closed for approval. The last checks found:');
    expect(json(message)).toContain('Slide 2: The number “97” is in none of the slide’s quotes');
    expect(json(message)).toContain('<@U0MARINA> this version cannot be approved as it is');
    expect(json(message)).not.toContain('please review');
    expect(actionsOf(message)).toEqual(['review_request_changes', 'review_edit', 'review_reject']);
  });

  it('that a model closed names the claims apart from what code found, below what code verified', () => {
    const params = { sentence: 'O lote cura.', reason: 'A citação fala de registro.' };
    const draft = aDraft(5, { finals: [] });
    draft.content.blocking = [ungrounded, { place: 3, code: 'not_supported', params }];
    draft.content.support = { claims: 18, supported: 16, partly: 1, not_supported: 1, by_hand: 0 };
    const shown = json(draw({ draft })).split('"type":"');
    const at = (words: string) => shown.findIndex((block) => block.includes(words));
    expect(at('The last checks found:')).toBeLessThan(at('A model judged that these claims'));
    expect(shown[at('Slide 3')]).toContain('Slide 3: “O lote cura.” A citação fala de registro.');
    expect(at('18 of 18 claims have a quote')).toBeLessThan(
      at('16 supported by the quote, 1 in part, 1 not'),
    );
    expect(actionsOf(draw({ draft }))).toEqual(['review_request_changes', 'review_edit', 'review_reject']);
  });

  it.each([
    [
      true,
      en,
      'Compared by words alone (offline writer): 17 supported by the quote; 1 in people’s own words',
    ],
    [false, en, 'Judged by a model: 17 supported by the quote; 1 in people’s own words, not judged.'],
    [true, ptBr, 'Comparado só por palavras (redator offline): 17 sustentadas pela citação; 1 nas palavras'],
    [false, ptBr, 'Julgado por um modelo: 17 sustentadas pela citação; 1 nas palavras de uma pessoa'],
  ])('tells what was judged, and by whom (offline: %s)', (offline, texts, words) => {
    const draft = aDraft(5);
    draft.content = {
      ...draft.content,
      offline,
      support: { claims: 18, supported: 17, partly: 0, not_supported: 0, by_hand: 1 },
    };
    const card = { item: { ...anItem(), draft }, currentCard: null, withPicture: true };
    expect(json(reviewCard(card, texts))).toContain(words);
  });

  it('says once that the price of its model is not known, and that tokens are capped then', () => {
    for (const texts of [en, ptBr]) {
      const card = (unpriced: boolean) => {
        const draft = aDraft();
        draft.content = { ...draft.content, model: 'house-model', offline: false };
        return json(
          reviewCard(
            { item: { ...anItem({ unpriced }), draft }, currentCard: null, withPicture: true },
            texts,
          ),
        );
      };
      expect(card(true).split(texts.card.unpriced)).toHaveLength(2);
      expect(card(true)).toContain('house-model');
      expect(card(false)).not.toContain(texts.card.unpriced);
    }
  });

  it('of before final files came with the draft says that the next version has them, and has no Approve', () => {
    const message = draw({ draft: aDraft(5, { finals: [] }) });
    expect(json(message)).toContain('the next version has them');
    expect(actionsOf(message)).toEqual(['review_request_changes', 'review_edit', 'review_reject']);
  });

  it('binds the buttons to job, version and hash', () => {
    const value = JSON.stringify({ job: 'job-1', version: 1, hash: 'a'.repeat(64) });
    // The number of slides follows.
    expect(json(draw({}))).toContain(JSON.stringify(value).slice(1, -2));
  });

  it('shows the overview picture once it is uploaded, else the titles', () => {
    const overview = {
      key: 'k',
      name: 'overview.png',
      mime: 'image/png',
      size: 1,
      sha256: 'x',
      alt: 'All slides',
      role: 'overview' as const,
    };
    const withFile = { draft: aDraft(5, { artifacts: [overview] }), pictures: [{ key: 'k', file_id: 'F9' }] };
    expect(json(draw(withFile))).toContain('"slack_file":{"id":"F9"}');
    expect(json(draw({}))).toContain('1. Erro 1');
    // Of an earlier version one line is left; its slides stand in the thread.
    const earlier = draw({ ...withFile, draft: aDraft(5, { artifacts: [overview], status: 'superseded' }) });
    const thumbnail = earlier.blocks.find((block) =>
      JSON.stringify(block).includes('"slack_file":{"id":"F9"}'),
    );
    expect(thumbnail).toMatchObject({
      type: 'context',
      elements: [{ type: 'image' }, { type: 'plain_text' }],
    });
    expect(JSON.stringify(thumbnail)).toContain('1. Erro 1 · 2. ');
  });

  it('shows a changed slide before and after, above all slides', () => {
    const file = (key: string, role: 'overview' | 'comparison') => ({
      key,
      name: `${key}.png`,
      mime: 'image/png',
      size: 1,
      sha256: 'x',
      alt: key,
      role,
    });
    const artifacts = [file('all', 'overview'), file('change', 'comparison')];
    const pictures = [
      { key: 'all', file_id: 'F1' },
      { key: 'change', file_id: 'F2' },
    ];
    const card = json(draw({ draft: aDraft(5, { artifacts }), pictures }));
    expect(card).toContain('*Before and after*');
    expect(card.indexOf('"F2"')).toBeGreaterThan(0);
    expect(card.indexOf('"F2"')).toBeLessThan(card.indexOf('"F1"'));
    expect(draftFiles(aDraft(5, { artifacts }), null, en).hidden.map((f) => f.key)).toEqual([
      'change',
      'all',
    ]);
  });

  it('counts approvals while the quorum is not reached', () => {
    const message = draw({ approval: oneOfTwo, reviews: [aReview()] });
    expect(json(message)).toContain('1 of 2 approvals: <@U0LUCIA>');
    expect(json(message)).toContain('Waiting for <@U0THOMAS>');
    expect(actionsOf(message)).toEqual(buttons);
  });

  it('says who approved and when, and follows the final files', () => {
    const approved = { draft: aDraft(5, { status: 'approved' }), reviews: [aReview()] };
    const done = draw({ ...approved, job: aJob({ status: 'completed', versions: 1 }) });
    expect(json(done)).toContain('Approved by <@U0LUCIA> (<!date^1795349100^');
    expect(json(done)).toContain('The final files are below');
    expect(actionsOf(done)).toEqual([]);
  });

  it('loses its buttons at once when changes are requested, and links once there is a newer version', () => {
    const reviews = [aReview({ decision: 'request_changes', note: 'slide 4: menos texto' })];
    const underway = draw({ reviews, job: aJob({ status: 'queued', versions: 1 }) });
    expect(json(underway)).toContain('Changes requested by <@U0LUCIA>');
    expect(json(underway)).toContain('slide 4: menos texto');
    expect(json(underway)).toContain('Version 2 is being made');
    expect(actionsOf(underway)).toEqual([]);
    const superseded = draw(
      {
        reviews,
        draft: aDraft(5, { status: 'superseded' }),
        job: aJob({ status: 'awaiting_review', versions: 2 }),
      },
      'https://slack.example/archives/C1/p2',
    );
    expect(json(superseded)).toContain('<https://slack.example/archives/C1/p2|Superseded by version 2 ↓>');
    expect(actionsOf(superseded)).toEqual([]);
  });

  it('says who rejected it and why', () => {
    const message = draw({
      draft: aDraft(5, { status: 'rejected' }),
      reviews: [aReview({ decision: 'reject', note: 'fora do tom' })],
      job: aJob({ status: 'rejected', versions: 1 }),
    });
    expect(json(message)).toContain('Rejected by <@U0LUCIA>');
    expect(json(message)).toContain('fora do tom');
    expect(actionsOf(message)).toEqual([]);
  });

  it('has no buttons once the job is cancelled, and Retry once it failed where another try can help', () => {
    const buttonsOf = (change: Parameters<typeof aJob>[0]) =>
      actionsOf(draw({ job: aJob({ versions: 1, ended_at: '2026-11-22T12:00:00Z', ...change }) }));
    expect(buttonsOf({ status: 'cancelled' })).toEqual([]);
    const failed = (code: string) => buttonsOf({ status: 'failed', error: { code, message: 'x' } });
    expect(failed('model_unavailable')).toEqual(['retry_job']);
    expect(failed('graph_changed')).toEqual([]);
  });

  it('once it expired says so, with Resume while it is offered', () => {
    const expired = (resume_until: string | null, texts = en) => {
      const job = aJob({ status: 'expired', versions: 1, ended_at: '2026-11-22T12:00:00Z', resume_until });
      const item = anItem({ job });
      return reviewCard({ item: { ...item, draft: aDraft() }, currentCard: null, withPicture: true }, texts);
    };
    const open = expired('2026-12-22T12:00:00Z');
    expect(actionsOf(open)).toEqual(['resume_job']);
    expect(json(open)).toContain('Expired: no one decided in time.');
    expect(json(open)).toContain('<!date^1797940800^');
    expect(json(open)).not.toContain('please review');
    expect(actionsOf(expired(null))).toEqual([]);
    expect(json(expired(null, ptBr))).toContain('Os arquivos já não existem');
  });

  it('tells for each of two groups how far it is, and calls no one whose turn has not come', () => {
    const marketing = {
      name: 'Marketing',
      quorum: 2,
      approvals: [{ person_id: 'U0LUCIA', at: '2026-11-22T12:00:00Z' }],
      may_approve: ['U0THOMAS'],
      open: true,
    };
    const regulatory = {
      name: 'Regulatory',
      quorum: 1,
      approvals: [],
      may_approve: ['U0RENATA'],
      open: false,
    };
    const groups = [marketing, regulatory];
    const shown = json(draw({ approval: anApproval({ order: 'in_order', groups, asked: ['U0THOMAS'] }) }));
    expect(shown).toMatch(/\*Marketing: 1 of 2\* · <@U0LUCIA> \(<!date[^)]*\) · waiting for <@U0THOMAS>/);
    expect(shown).toContain('*Regulatory:* comes after Marketing');
    expect(shown).not.toContain('<@U0RENATA>');
    const approvals = [...marketing.approvals, { person_id: 'U0THOMAS', at: '2026-11-22T13:00:00Z' }];
    const next = [
      { ...marketing, approvals, may_approve: [], open: false },
      { ...regulatory, open: true },
    ];
    const later = json(
      draw({ approval: anApproval({ order: 'in_order', groups: next, asked: ['U0RENATA'] }) }),
    );
    expect(later).toMatch(/\*Marketing:\* approved by <@U0LUCIA> .*, <@U0THOMAS>/);
    expect(later).toContain('*Regulatory: 0 of 1* · waiting for <@U0RENATA>');
  });

  it('names those who were asked as it waited', () => {
    expect(json(draw({ escalated_to: ['U0RENATA'] }))).toContain('Asked as well, as it waited: <@U0RENATA>');
  });

  it('that is approved says whether its final files are there yet, and offers them where they could not be posted', () => {
    const approved = (finals: OutboxItem['finals']) =>
      draw({
        job: aJob({ status: 'completed', versions: 1, ended_at: '2026-11-22T12:00:00Z' }),
        draft: aDraft(5, { status: 'approved' }),
        reviews: [aReview()],
        finals,
      });
    expect(json(approved('posting'))).toContain('being posted');
    expect(json(approved('posted'))).toContain('The final files are below.');
    expect(actionsOf(approved('posted'))).toEqual([]);
    expect(actionsOf(approved('given_up'))).toEqual(['review_open_final_files']);
  });

  it('has no buttons while the work on the next version waits for money', () => {
    const message = draw({ job: aJob({ status: 'awaiting_budget', versions: 1 }) });
    expect(json(message)).toContain('stopped at a spending cap');
    expect(actionsOf(message)).toEqual([]);
  });
});

describe('outcomeMessage()', () => {
  it('hands over the whole post, in pieces that can be copied', () => {
    const body = 'palavra '.repeat(370).trim();
    const long = aDraft();
    long.content.post.body = body;
    const message = outcomeMessage(aJob({ status: 'completed' }), long, [], en);
    const copied = (message?.blocks ?? [])
      .flatMap((b) => (b.type === 'rich_text' ? b.elements : []))
      .flatMap((e) => (e.type === 'rich_text_preformatted' ? e.elements : []))
      .map((e) => ('text' in e ? e.text : ''))
      .join('');
    expect(copied).toContain(body);
    expect(copied).toContain('#ISO13485');
    expect(message?.text).toContain('<@U0MARINA>');
  });

  it('keeps beside the files who approved which version when, and the hash of the draft and of each file', () => {
    const draft = aDraft(5, { status: 'approved' });
    const job = aJob({ status: 'completed', versions: 1, final: draft.finals });
    const message = outcomeMessage(job, draft, [aReview()], en);
    const all = JSON.stringify(message?.blocks);
    expect(all).toContain('Record: version 1, approved by <@U0LUCIA> (<!date^1795349100^');
    expect(all).toContain(draft.hash);
    for (const { sha256, name } of draft.finals) expect(all).toContain(`${sha256}  ${name}`);
  });

  it('is nothing while the job has not ended', () => {
    expect(outcomeMessage(aJob({ status: 'queued' }), null, [], en)).toBeNull();
  });
});
