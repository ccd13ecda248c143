import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFaults, type IncomingReplyDraft, jobStatuses, replyIntents } from '../../ports/content.ts';
import { expectHarmless, hostile, maybe } from '../../testing/bot/hostile.ts';
import { aDraft, aJob, anItem } from '../../testing/bot/samples.ts';
import { someRuns } from '../../testing/some-of.ts';
import { briefMessage } from '../drafts/brief-message.ts';
import { en, ptBr } from '../texts/texts.ts';
import { outcomeMessage } from './outcome-message.ts';
import { reviewCard } from './review-card.ts';

const fault = fc.record({ code: fc.constantFrom(...answerFaults), found: hostile });
const content: fc.Arbitrary<IncomingReplyDraft> = fc.record({
  kind: fc.constant('incoming_webhook' as const),
  title: hostile,
  language: fc.constantFrom('pt' as const, 'en' as const),
  intent: fc.constantFrom(...replyIntents),
  summary: hostile,
  reply: fc.record({ text: hostile, at: fc.constant('2026-11-30T12:00:00Z'), person: maybe(hostile) }),
  answer: maybe(hostile),
  quotes: fc.array(
    fc.record({ passage_id: hostile, title: hostile, url: fc.constant(null), quote: hostile }),
    { maxLength: 9 },
  ),
  missing: maybe(hostile),
  blocking: fc.array(fault, { maxLength: 5 }),
  warnings: fc.array(fault, { maxLength: 5 }),
  model: hostile,
  offline: fc.boolean(),
  sources: fc.constant([]),
});
const aReplyJob = (person: { name: string | null; words: string }, change: object = {}) => ({
  ...aJob(),
  type: 'incoming_webhook' as const,
  brief: {
    topic: person.words || 'x',
    language: null,
    reference: '7',
    person: { name: person.name, title: person.words, company: person.words, profile_url: person.words },
    reply: { text: person.words || 'x', at: '2026-11-30T12:00:00Z' },
    before: [],
    account: person.words,
    purpose: null,
    most: 8000,
  },
  ...change,
});
const texts = fc.constantFrom(en, ptBr);

describe('what a person outside writes', () => {
  it('calls no one and leads nowhere in any message that shows it', () => {
    fc.assert(
      fc.property(
        content,
        texts,
        hostile,
        fc.constantFrom(...jobStatuses),
        fc.constantFrom('newer_reply', 'suppressed', 'constructor'),
        (said, t, words, status, code) => {
          const job = aReplyJob({ name: words, words }, { status, error: { code, message: words } });
          const draft = { ...aDraft(), content: said, finals: [] };
          expectHarmless(
            reviewCard({ item: { ...anItem({ job }), draft }, currentCard: null, withPicture: false }, t),
          );
          expectHarmless(briefMessage(job, words, t));
          const outcome = outcomeMessage(job, draft, [], t);
          if (outcome) expectHarmless(outcome);
        },
      ),
      { numRuns: someRuns(100, 35) },
    );
  });

  const said: IncomingReplyDraft = {
    kind: 'incoming_webhook',
    title: 'Marta Reis',
    language: 'pt',
    intent: 'question',
    summary: 'Pergunta o prazo.',
    reply: { text: 'Qual é o prazo?', at: '2026-11-30T12:00:00Z', person: 'Marta Reis' },
    answer: 'Olá Marta, vou verificar.',
    quotes: [],
    missing: 'O prazo.',
    blocking: [],
    warnings: [],
    model: 'm',
    offline: false,
    sources: [],
  };
  const shown = (change: Partial<IncomingReplyDraft>, job: object = {}) =>
    JSON.stringify(
      reviewCard(
        {
          item: {
            ...anItem({
              job: aReplyJob({ name: 'Marta', words: 'x' }, { status: 'awaiting_review', ...job }),
            }),
            draft: { ...aDraft(), content: { ...said, ...change }, finals: [] },
          },
          currentCard: null,
          withPicture: false,
        },
        en,
      ).blocks,
    );

  it('is approved only with an answer that the checks let pass', () => {
    expect(shown({})).toContain('review_approve');
    expect(shown({ answer: null, intent: 'not_interested' })).not.toContain('review_approve');
    expect(shown({ blocking: [{ code: 'number_not_found', found: '99' }] })).not.toContain('review_approve');
    expect(shown({ blocking: [{ code: 'number_not_found', found: '99' }] })).toContain(
      en.replies.faults.number_not_found('99'),
    );
  });

  it('says on an older card that a newer message came', () => {
    const closed = {
      status: 'cancelled',
      ended_at: '2026-11-30T12:00:00Z',
      error: { code: 'newer_reply', message: '' },
    };
    expect(shown({}, closed)).toContain(en.replies.closed.newer_reply);
    expect(shown({}, closed)).not.toContain('review_approve');
  });
});
