import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { ContentForBot, ReviewOutcome, ShownClaim } from '../../ports/content.ts';
import { type TestDesk, testDesk } from '../../testing/bot/desk.ts';
import { aClaim, anEvidencePage, aQuote } from '../../testing/bot/evidence.ts';
import { expectHarmless, hostile } from '../../testing/bot/hostile.ts';
import { expectViewFits } from '../../testing/bot/knowledge.ts';
import { json, pressed } from '../../testing/bot/knowledge-actions.ts';
import { aDraft, aJob, anApproval, anArticle, anItem, aReview } from '../../testing/bot/samples.ts';
import { someRuns } from '../../testing/some-of.ts';
import { en, ptBr } from '../texts/texts.ts';
import { evidenceAction } from './evidence-action.ts';
import { evidenceNotice } from './evidence-notice.ts';
import { evidenceView } from './evidence-view.ts';
import { outcomeMessage } from './outcome-message.ts';
import { OVERRIDE } from './override-modal.ts';
import { RETRACTION, retractAction, submitRetraction } from './retract.ts';
import { approveAction } from './review-action.ts';
import { reviewCard } from './review-card.ts';
import { submitOverride } from './submit-override.ts';

const REASON = 'Medido de novo em nosso laboratório.';
const doubts = { unverified: 1, unsupported: 0, withdrawn: 0, retracted: 0 };
const shown = (change: Partial<ShownClaim> = {}): ShownClaim => ({
  ...aClaim(),
  withdrawn: [],
  retracted: null,
  ...change,
});
const numberFault = [{ code: 'number_not_found', params: { number: '7 %', of: 'slide' } }] as const;
const claims = [
  aClaim(),
  aClaim({ id: 'c2', place: 3, status: 'repaired', text: 'Segunda.' }),
  aClaim({
    id: 'c3',
    place: 4,
    status: 'unverified',
    evidence: [],
    faults: [...numberFault],
    text: 'São 7 %.',
  }),
];

function card(change: Parameters<typeof anItem>[0] = {}, texts = en, given = claims) {
  const draft = aDraft(5);
  const item = {
    ...anItem(change),
    draft: { ...draft, ...change.draft, content: { ...draft.content, claims: given } },
  };
  return reviewCard({ item, currentCard: null, withPicture: true }, texts);
}

describe('the card of a version with claims', () => {
  it('says what code found, apart from what a model judged, with a button beside it', () => {
    expect(json(card())).toContain('Checked by code: 3 claims: 1 verified, 1 repaired, 1 unverified.');
    expect(json(card({}, ptBr))).toContain(
      'Verificado por código: 3 afirmações: 1 verificada, 1 corrigida, 1 sem verificação.',
    );
    expect(json(card())).toContain('evidence_open');
    expect(json(card())).toContain(en.evidence.needsReason);
    expect(json(card({}, en, [aClaim()]))).not.toContain(en.evidence.needsReason);
    expect(json(card({}, en, []))).toContain(en.evidence.noClaims);
  });

  it('names what was withdrawn and retracted since', () => {
    const lost = [
      { claim_id: 'c1', withdrawn: ['Norma antiga'], retracted: null },
      {
        claim_id: 'c2',
        withdrawn: [],
        retracted: { person_id: 'U0LUCIA', reason: 'Contado duas vezes.', at: '2026-11-22T12:00:00Z' },
      },
    ];
    const drawn = json(card({ lost }, en, [aClaim(), aClaim({ id: 'c2', place: 3, text: 'Segunda.' })]));
    expect(drawn).toContain(
      'Slide 1: “A norma exige rastreabilidade em cada etapa.”: its source “Norma antiga”',
    );
    expect(drawn).toContain('Slide 3: “Segunda.”: an approver retracted it: “Contado duas vezes.”');
    expect(drawn).toContain(en.evidence.needsReason);
  });

  it('shows the reason of each approval under who approved, and in the record beside the final files', () => {
    const reviews = ['U0LUCIA', 'U0THOMAS'].map((reviewer_id, n) =>
      aReview({ reviewer_id, override_reason: `${REASON} ${n + 1}`, overridden: doubts }),
    );
    const pending = json(card({ reviews: reviews.slice(0, 1) }));
    expect(pending).toContain(`${REASON} 1`);
    const approved = json(card({ reviews, draft: { ...aDraft(), status: 'approved' } }));
    expect(approved).toContain('in spite of: 1 unverified. Reason:');
    for (const n of [1, 2]) expect(approved).toContain(`${REASON} ${n}`);
    const record = outcomeMessage(aJob({ status: 'completed' }), aDraft(), reviews, en);
    for (const n of [1, 2]) expect(json(record)).toContain(`${REASON} ${n}`);
  });

  it('stays within what Slack takes, whatever claims and titles say', () => {
    fc.assert(
      fc.property(
        fc.array(hostile, { minLength: 8, maxLength: 12 }),
        fc.constantFrom(en, ptBr),
        (texts, words) => {
          const many = texts.map((text, n) => aClaim({ id: `c${n}`, text }));
          const lost = texts.map((text, n) => ({
            claim_id: `c${n}`,
            withdrawn: [text, text],
            retracted: { person_id: 'U0LUCIA', reason: text, at: '2026-11-22T12:00:00Z' },
          }));
          expectHarmless(card({ lost }, words, many));
          expectHarmless(
            evidenceNotice(
              {
                number: 1,
                kind: 'withdrawn',
                person_id: 'U0LUCIA',
                title: texts[0] ?? null,
                reason: null,
                claims: texts,
                created_at: '2026-11-22T12:00:00Z',
              },
              anItem(),
              words,
            ),
          );
        },
      ),
      { numRuns: someRuns(40, 15) },
    );
  });
});

const ref = { job: 'job-1', version: 1, page: 0, doubtful: false };

describe('evidenceView()', () => {
  it('sets each claim beside its quote and source, with the sentences around it', () => {
    const view = evidenceView(anEvidencePage(), ref, en);
    expectViewFits(view);
    const fields = view.blocks.flatMap((block) => ('fields' in block && block.fields ? [block.fields] : []));
    expect(fields).toMatchObject([
      [
        { type: 'mrkdwn', text: '*Claim*' },
        {
          text: expect.stringMatching(/^\*Quote\*: <https:\/\/example\.com\/iso\|ISO 13485 .*\(read: <!date/),
        },
        { type: 'plain_text', text: 'A norma exige rastreabilidade em cada etapa.' },
        { type: 'plain_text', text: '“a rastreabilidade é exigida em cada etapa”' },
      ],
    ]);
    expect(json(view)).toContain('A norma trata de implantes.');
    expect(json(view)).toContain('Ela vale desde 2016.');
    expect(json(view)).toContain('Slide 1 · ✓ verified · judgement: supported by the quote');
  });

  it('offers pages, and those that need a look alone', () => {
    const page = anEvidencePage({ total: 18, doubtful: 2, claims: [shown({ status: 'unverified' })] });
    const first = json(evidenceView(page, ref, en));
    expect(first).toContain('Version 1 · 18 of 18 claims · Page 1 of 4');
    expect(first).toContain('Only what needs a look (2)');
    expect(first).not.toContain('evidence_previous');
    const last = json(evidenceView(page, { ...ref, page: 3 }, en));
    expect(last).toContain('evidence_previous');
    expect(last).not.toContain('evidence_next');
    const some = json(evidenceView(page, { ...ref, doubtful: true }, en));
    expect(some).toContain('2 of 18 claims');
    expect(some).toContain(en.evidence.view.all);
    expect(some).not.toContain('evidence_next');
  });

  it('says what was found of an unverified claim, names an article’s part by its heading, and who retracted what', () => {
    const page = anEvidencePage({
      parts: [{ id: 's2', heading: 'Como verificar' }],
      claims: [
        shown({
          place: 's2',
          status: 'unverified',
          evidence: [],
          faults: [...numberFault],
          given: ['600', '<!here>'],
        }),
        shown({
          id: 'c2',
          withdrawn: ['Norma antiga'],
          retracted: { person_id: 'U0LUCIA', reason: REASON, at: '2026-11-22T12:00:00Z' },
        }),
      ],
    });
    const drawn = json(evidenceView(page, ref, en));
    expect(drawn).toContain('Como verificar · ✗ unverified');
    expect(drawn).toContain('7 %');
    expect(drawn).toContain(en.evidence.view.noQuote);
    expect(drawn).toContain('counts what stands there: 600, &lt;!here&gt;');
    expect(drawn).toContain('Retracted by <@U0LUCIA>');
    expect(drawn).not.toContain('evidence_retract');
  });

  it('offers to retract a claim with a quote to those who may approve alone', () => {
    expect(json(evidenceView(anEvidencePage(), ref, en))).toContain('evidence_retract');
    expect(json(evidenceView(anEvidencePage({ may_retract: false }), ref, en))).not.toContain(
      'evidence_retract',
    );
  });

  it('fits into a window, whatever claims, quotes and sources say', () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(en, ptBr), (text, words) => {
        const long = `${text} `.repeat(60).slice(0, 3000);
        const quote = aQuote({
          quote: long,
          title: long,
          before: long,
          after: long,
          url: `https://x.example/${text.slice(0, 90)}`,
        });
        const claim = shown({
          text: long,
          evidence: [quote, quote, quote, quote],
          status: 'unverified',
          faults: Array.from(
            { length: 6 },
            () => ({ code: 'quote_not_found', params: { source: long, quote: long } }) as const,
          ),
          withdrawn: [long, long, long],
        });
        const many = Array.from({ length: 5 }, (_, n) => ({ ...claim, id: `c${n}`, place: text }));
        const view = evidenceView(
          anEvidencePage({ title: long, claims: many, total: 40, doubtful: 20, current_version: 2 }),
          { ...ref, page: 1 },
          words,
        );
        expect(view.blocks.length).toBeLessThanOrEqual(100);
        expectViewFits(view);
        expect(view.blocks.filter((b) => b.type === 'divider')).toHaveLength(5);
      }),
      { numRuns: someRuns(30, 12) },
    );
  });
});

function desk(content: Partial<ContentForBot>): TestDesk & { views: { how: string; view: ModalView }[] } {
  const views: { how: string; view: ModalView }[] = [];
  const take = (how: string) => async (args: Record<string, unknown>) =>
    void views.push({ how, view: args.view as ModalView });
  const made = testDesk(content, {
    'views.open': take('open'),
    'views.update': take('update'),
    'views.push': take('push'),
  });
  return { ...made, views };
}

async function submit(
  handler: (args: SlackViewMiddlewareArgs<ViewSubmitAction>) => Promise<void>,
  view: ModalView,
  reason: string,
): Promise<unknown[]> {
  const acks: unknown[] = [];
  // SAFETY: the handlers read only these parts of a submission.
  await handler({
    ack: async (answer: unknown) => void acks.push(answer),
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0LUCIA' } },
    view: { ...view, team_id: 'T0GREENLIGHT', state: { values: { reason: { reason: { value: reason } } } } },
  } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>);
  return acks;
}

describe('Evidence', () => {
  it('opens a window, and turns its pages in it', async () => {
    const asked: unknown[] = [];
    const t = desk({
      readEvidence: async (_team, _person, page) => {
        asked.push(page);
        return anEvidencePage({ total: 18 });
      },
    });
    await evidenceAction(t.desk)(pressed(ref));
    await evidenceAction(t.desk)(pressed({ ...ref, page: 2 }, { view: { id: 'V7', type: 'modal' } }));
    expect(t.views.map((v) => v.how)).toEqual(['open', 'update']);
    expect(asked).toMatchObject([{ offset: 0, limit: 5, doubtful: false }, { offset: 10 }]);
  });

  it.each([
    ['a guest', async () => ({ outcome: 'not_allowed' as const }), en.evidence.view.guest],
    ['a draft that is gone', async () => ({ outcome: 'not_found' as const }), en.evidence.view.notFound],
    [
      'a silent database',
      async () => {
        throw new ExpectedError('database_unavailable', 'away');
      },
      en.evidence.view.notRead,
    ],
  ] as const)('says why it shows nothing to %s', async (_, readEvidence, line) => {
    const t = desk({ readEvidence });
    await evidenceAction(t.desk)(pressed(ref));
    expect(t.told.map((x) => x.message.text)).toEqual([line]);
    expect(t.views).toEqual([]);
  });

  it('tells an old button', async () => {
    const t = desk({});
    await evidenceAction(t.desk)(pressed({ job: 'job-1' }));
    expect(t.told.map((x) => x.message.text)).toEqual([en.oldButton]);
  });
});

const outcome = (change: Partial<ReviewOutcome>): ReviewOutcome => ({
  outcome: 'decided',
  reason: null,
  approvers: ['U0LUCIA'],
  approval: anApproval(),
  user_groups: [],
  job_status: 'completed',
  current_version: 1,
  current_card_ts: null,
  channel_id: 'C0MARKETING',
  standing: null,
  approvals: 0,
  quorum: 1,
  ...change,
});
const unverified = outcome({ outcome: 'not_allowed', reason: 'unverified', doubts });
const approveRef = { job: 'job-1', version: 1, hash: 'a'.repeat(64) };

/** The form that Approve opens where evidence is missing. */
async function overrideForm(t: ReturnType<typeof desk>): Promise<ModalView> {
  await approveAction(t.desk)(pressed(approveRef));
  const [opened] = t.views;
  if (!opened) throw new Error('Approve opened no form');
  return opened.view;
}

describe('Approve where evidence is missing', () => {
  const page = anEvidencePage({
    total: 3,
    doubtful: 12,
    claims: [
      shown({ place: 4, text: 'São 7 %.', status: 'unverified', evidence: [], faults: [...numberFault] }),
    ],
  });

  it('opens a form that names what is unverified and why, and records nothing', async () => {
    const t = desk({ recordReview: async () => unverified, readEvidence: async () => page });
    const view = await overrideForm(t);
    expectViewFits(view);
    expect(view.callback_id).toBe(OVERRIDE);
    expect(json(view)).toContain('Slide 4: “São 7 %.”');
    expect(json(view)).toContain('1 unverified');
    expect(json(view)).toContain('and 11 more');
    expect(t.told).toEqual([]);
    expect(t.woken).toEqual([]);
  });

  it('asks for the reason also when the claims cannot be read in time', async () => {
    const t = desk({ recordReview: async () => unverified, readEvidence: () => new Promise(() => {}) });
    expect(json(await overrideForm(t))).toContain('1 unverified');
  });

  it('approves with the reason, and with none that is too short or too long', async () => {
    const clicks: unknown[] = [];
    const t = desk({
      recordReview: async (click) => {
        clicks.push(click);
        return click.override_reason ? outcome({}) : unverified;
      },
      readEvidence: async () => page,
    });
    const view = await overrideForm(t);
    const send = (reason: string) => submit(submitOverride(t.desk), view, reason);
    expect(await send('   curto   ')).toMatchObject([
      { response_action: 'errors', errors: { reason: expect.any(String) } },
    ]);
    expect(await send('x'.repeat(501))).toMatchObject([{ response_action: 'errors' }]);
    expect(clicks).toHaveLength(1);
    expect(await send(`  ${REASON} `)).toEqual([undefined]);
    expect(clicks[1]).toMatchObject({ decision: 'approve', override_reason: REASON, hash: approveRef.hash });
    expect(t.woken).toEqual(['outbox', 'jobs']);
  });

  it('draws the Home tab anew when Approve was pressed there', async () => {
    const refreshed: string[] = [];
    const t = desk({
      recordReview: async (click) => (click.override_reason ? outcome({}) : unverified),
      readEvidence: async () => page,
    });
    t.desk.refreshHome = async (_team, user) => void refreshed.push(user);
    await approveAction(t.desk)(
      pressed(approveRef, { view: { id: 'V1', type: 'home' }, channel: undefined }),
    );
    const view = t.views[0]?.view as ModalView;
    expect(await submit(submitOverride(t.desk), view, REASON)).toEqual([undefined]);
    await t.settled();
    // Once for the press, once for the decision.
    expect(refreshed).toEqual(['U0MARINA', 'U0LUCIA']);
  });

  it('gives the words back when another version came meanwhile, and keeps the form when nothing was recorded', async () => {
    const answers: (() => Promise<ReviewOutcome>)[] = [
      async () => unverified,
      async () => outcome({ outcome: 'superseded', current_version: 2 }),
      async () => {
        throw new ExpectedError('database_unavailable', 'away');
      },
    ];
    const t = desk({
      recordReview: () => (answers.shift() ?? (async () => unverified))(),
      readEvidence: async () => page,
    });
    const view = await overrideForm(t);
    expect(await submit(submitOverride(t.desk), view, REASON)).toEqual([undefined]);
    expect(json(t.told[0]?.message)).toContain(REASON);
    expect(t.told[0]?.to).toMatchObject({ channel_id: 'C0MARKETING' });
    expect(await submit(submitOverride(t.desk), view, REASON)).toMatchObject([
      { errors: { reason: en.changes.errors.notRecorded } },
    ]);
  });
});

describe('Retract this claim', () => {
  const retraction = { ...ref, hash: 'a'.repeat(64), claim: 'c1' };
  const inWindow = { view: { id: 'V7', type: 'modal' } };

  it('asks why over the window, retracts, and shows it in the window below', async () => {
    const clicks: unknown[] = [];
    const t = desk({
      retractClaim: async (click) => {
        clicks.push(click);
        return { outcome: 'retracted', approvers: [] };
      },
      readEvidence: async () => anEvidencePage(),
    });
    await retractAction(t.desk)(pressed(retraction, inWindow));
    const [pushed] = t.views;
    expect(pushed).toMatchObject({ how: 'push', view: { callback_id: RETRACTION } });
    expectViewFits(pushed?.view ?? {});
    const view = pushed?.view as ModalView;
    expect(await submit(submitRetraction(t.desk), view, 'curto')).toMatchObject([
      { response_action: 'errors' },
    ]);
    expect(await submit(submitRetraction(t.desk), view, REASON)).toEqual([undefined]);
    expect(clicks).toMatchObject([{ claim_id: 'c1', job_id: 'job-1', version: 1, reason: REASON }]);
    expect(t.views.at(-1)?.how).toBe('update');
    expect(t.woken).toEqual(['outbox']);
  });

  it.each([
    ['already', en.evidence.retraction.already],
    ['not_allowed', en.evidence.retraction.notAllowed],
    ['not_found', en.evidence.retraction.notFound],
    ['no_quotes', en.evidence.retraction.noQuotes],
  ] as const)('says under the field why nothing was changed: %s', async (why, line) => {
    const t = desk({ retractClaim: async () => ({ outcome: why, approvers: [] }) });
    await retractAction(t.desk)(pressed(retraction, inWindow));
    const view = t.views[0]?.view as ModalView;
    expect(await submit(submitRetraction(t.desk), view, REASON)).toMatchObject([
      { errors: { reason: line } },
    ]);
  });
});

it('an article’s card names the parts of what it lost', () => {
  const article = anArticle({ claims: [aClaim({ place: 's2' })] });
  const item = {
    ...anItem(),
    draft: article,
    lost: [{ claim_id: 'c1', withdrawn: ['Norma'], retracted: null }],
  };
  expect(json(reviewCard({ item, currentCard: null, withPicture: true }, ptBr))).toContain(
    'Como verificar: “A norma',
  );
});
