import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanLine, PlanProposal } from '../../ports/content.ts';
import { expectHarmless, hostile } from '../../testing/bot/hostile.ts';
import { aPlan, aPlanItem, aPlanLine, droppedLine, startedLine } from '../../testing/bot/plans.ts';
import { en, ptBr, type Texts } from '../texts/texts.ts';
import { type PlanExtras, planMessage } from './plan-message.ts';

const nothing: PlanExtras = { picture: null, links: new Map<string, string>(), cost: '' };
function shown(
  lines: PlanLine[],
  more: {
    plan?: Partial<PlanProposal>;
    question?: object;
    job?: object;
    extras?: Partial<PlanExtras>;
  } = {},
  texts: Texts = en,
) {
  const item = aPlanItem(lines, more.plan, more.question, more.job);
  const message = planMessage({ item, plan: aPlan(lines, more.plan), ...nothing, ...more.extras }, texts);
  expectHarmless(message);
  const buttons = message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((e) => ({ id: e.action_id, value: 'value' in e ? e.value : '' }))
      : [],
  );
  return { json: JSON.stringify(message.blocks), buttons, blocks: message.blocks };
}

describe('planMessage()', () => {
  it('shows each brief by day with what carries it, and buttons that carry how it looked', () => {
    const { json, buttons } = shown([aPlanLine(2, { revision: 3 }), aPlanLine(1)]);
    expect(json.indexOf('Tema 1')).toBeLessThan(json.indexOf('Tema 2'));
    expect(json).toContain('Tue 1 Dec · Carousel');
    expect(json).toContain('Guia de limpeza');
    const line = (number: number, revision: number) => JSON.stringify({ job: 'job-1', number, revision });
    expect(buttons).toEqual([
      ...['plan_start', 'plan_change', 'plan_drop'].map((id) => ({ id, value: line(1, 1) })),
      ...['plan_start', 'plan_change', 'plan_drop'].map((id) => ({ id, value: line(2, 3) })),
      { id: 'plan_start_all', value: '{"job":"job-1","lines":[[1,1],[2,3]]}' },
      { id: 'plan_close', value: JSON.stringify({ job: 'job-1', number: 1, hash: 'b'.repeat(64) }) },
    ]);
  });

  it('says how the drafts stand that were started, with a link to each thread, and offers what was dropped again', () => {
    const extras = { links: new Map([['job-1', 'https://slack.example/p17']]) };
    const { json, buttons } = shown([startedLine(1), droppedLine(2), aPlanLine(3)], { extras });
    expect(json).toContain('Started by <@U0LUCIA>');
    expect(json).toContain('waiting for review · <https://slack.example/p17|Open the thread>');
    expect(json).toContain('Dropped by <@U0LUCIA>');
    expect(buttons.map(({ id }) => id)).toEqual([
      'plan_restore',
      'plan_start',
      'plan_change',
      'plan_drop',
      'plan_start_all',
      'plan_close',
    ]);
    expect(buttons.at(-2)?.value).toBe('{"job":"job-1","lines":[[3,1]]}');
  });

  it('asks before all are started, with what and what that may cost', () => {
    const lines = [aPlanLine(1), aPlanLine(2), aPlanLine(3, { type: 'blog' })];
    const { json } = shown(lines, { extras: { cost: en.plans.cost('0.40 USD') } });
    expect(json).toContain('2 carousels and 1 article, each in a thread of its own');
    expect(json).toContain('Together they take about 0.40 USD');
    expect(json).toContain('Start all (3)');
  });

  it('says that there are fewer than asked for and why, and that documents of the other language are used', () => {
    const plan = {
      wanted: 8,
      missing: 'Add a document on *packaging*.',
      language: 'en' as const,
      asked: 'pt' as const,
    };
    const { json } = shown([aPlanLine(1)], { plan }, ptBr);
    expect(json).toContain('dos 8 briefings que você pediu');
    expect(json).toContain('Add a document on *packaging*.');
    expect(json).toContain('Só documentos em inglês');
    expect(shown([aPlanLine(1)], { plan: { wanted: 8 } }).json).toContain(en.plans.noMore);
  });

  it.each([
    [
      'closed',
      { status: 'answered', answered_by: 'U0LUCIA', answered_at: '2026-11-30T12:00:00Z' },
      { status: 'completed' },
      'Closed by <@U0LUCIA>',
    ],
    ['cancelled', {}, { status: 'cancelled' }, 'The plan was cancelled'],
    ['being closed', { status: 'answered' }, { status: 'queued' }, 'Closed by'],
  ])('has no buttons once it is %s', (_, question, job, text) => {
    const { json, buttons } = shown([aPlanLine(1), startedLine(2)], { question, job });
    expect(buttons).toEqual([]);
    expect(json).not.toContain('change, drop or start');
    expect(json).toContain(text);
    expect(json).toContain('Tema 1');
  });

  it('offers Resume once it has expired', () => {
    const job = { status: 'expired' as const, resume_until: '2026-12-30T12:00:00Z' };
    expect(shown([aPlanLine(1)], { job }).buttons).toEqual([{ id: 'resume_job', value: 'job-1' }]);
  });

  it('says that every brief is decided', () => {
    const question = { status: 'answered', answered_by: 'U0LUCIA', answered_at: '2026-11-30T12:00:00Z' };
    expect(
      shown([startedLine(1), droppedLine(2)], { question, job: { status: 'completed' } }).json,
    ).toContain('Every brief is started or dropped.');
  });

  it('describes the calendar in words, and goes without it', () => {
    const alt = 'Calendar of the plan: 2 carousels, Tue 1 Dec to Thu 3 Dec';
    const lines = [aPlanLine(1), aPlanLine(3), droppedLine(4)];
    expect(shown(lines, { extras: { picture: 'F1' } }).json).toContain(alt);
    expect(shown(lines).blocks.some((block) => block.type === 'image')).toBe(false);
  });

  const line = fc.record({
    number: fc.integer({ min: 1, max: 20 }),
    type: fc.constantFrom('carousel' as const, 'blog' as const, 'research' as const),
    topic: hostile.map((text) => text.slice(0, 300) || 'x'),
    angle: hostile.map((text) => text.slice(0, 300)),
    title: hostile,
    status: fc.constantFrom('proposed' as const, 'started' as const, 'dropped' as const),
    job: fc.constantFrom('awaiting_review', 'of_later'),
  });
  it.each([
    ['en', en],
    ['pt-BR', ptBr],
  ])('with 20 briefs of hostile words is a message that Slack takes, in %s', (_, texts) => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 20, maxLength: 20 }),
        hostile,
        fc.boolean(),
        (drawn, said, isOpen) => {
          const lines = drawn.map(({ title, job, ...one }, at): PlanLine => {
            const base =
              one.status === 'started'
                ? startedLine(1)
                : one.status === 'dropped'
                  ? droppedLine(1)
                  : aPlanLine(1);
            const sources = [{ document_id: 'd', title, passage_ids: [] }];
            return {
              ...base,
              ...one,
              number: at + 1,
              sources,
              job: base.job && { ...base.job, status: job },
            };
          });
          shown(
            lines,
            {
              plan: { missing: said, model: said, wanted: 20 },
              question: isOpen ? {} : { status: 'answered', answered_by: null },
              job: { brief: { topic: said || 'x', count: 20, first_day: null, language: null } },
              extras: { picture: 'F1', links: new Map([['job-1', 'https://slack.example/p17']]) },
            },
            texts,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
