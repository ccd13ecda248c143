import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Possible, settleUnderstanding } from './settle-understanding.ts';
import { type Understanding, understandingAnswer } from './understanding.ts';

const possible: Possible = {
  waits_for: 'review',
  fixed: ['title', 'introduction'],
  fixedNote: 'These stay.',
  mustChange: false,
  note: 'their words',
};
const change = (more: Partial<Understanding['changes'][number]> = {}) => ({
  action: 'change' as const,
  part: 's2',
  after: null,
  instruction: 'shorter',
  ...more,
});
const read = (more: Partial<Understanding>): Understanding => ({
  intent: 'change',
  understood: 'I shorten s2.',
  changes: [change()],
  answer: null,
  ...more,
});

describe('settleUnderstanding()', () => {
  it('changes what was asked for, and says so', () => {
    expect(settleUnderstanding(read({}), possible)).toEqual({
      next: 'change',
      changes: [change()],
      replies: [{ kind: 'understood', text: 'I shorten s2.' }],
    });
  });

  it('answers a question that came with a change as well', () => {
    const settled = settleUnderstanding(read({ answer: 'From the protocol.' }), possible);
    expect(settled.next).toBe('change');
    expect(settled.replies.map((r) => r.kind)).toEqual(['understood', 'answer']);
  });

  it.each([
    ['remove', { action: 'remove', part: 'introduction' }],
    ['move', { action: 'move', part: 'title', after: 's2' }],
    ['remove all', { action: 'remove', part: 'all' }],
  ] as const)('does not %s what has its place, and says what can be done', (_name, what) => {
    expect(settleUnderstanding(read({ changes: [change(what)] }), possible)).toEqual({
      next: 'wait',
      changes: [],
      replies: [{ kind: 'unclear', text: 'These stay.' }],
    });
    const mixed = settleUnderstanding(read({ changes: [change(), change(what)] }), possible);
    expect(mixed.changes).toEqual([change()]);
    expect(mixed.replies[0]?.text).toBe('I shorten s2. These stay.');
  });

  it.each([
    ['without changes', []],
    ['without an instruction', [change({ instruction: ' ' })]],
    ['that moves nowhere', [change({ action: 'move', after: null })]],
    ['that moves a part behind itself', [change({ action: 'move', after: 's2' })]],
  ])('takes a change %s for unclear', (_name, changes) => {
    expect(settleUnderstanding(read({ changes }), possible)).toMatchObject({ next: 'wait', changes: [] });
  });

  it('of a button is a change, whatever the model reads: of the whole when it reads none', () => {
    const pressed = { ...possible, mustChange: true };
    expect(settleUnderstanding(read({}), pressed).changes).toEqual([change()]);
    for (const intent of ['question', 'approval', 'other', 'unclear', 'go_on'] as const) {
      const settled = settleUnderstanding(read({ intent, understood: '', changes: [] }), pressed);
      expect(settled).toMatchObject({
        next: 'change',
        changes: [{ action: 'change', part: 'all', instruction: 'their words' }],
        replies: [{ kind: 'understood', text: 'their words' }],
      });
    }
  });

  it('goes on with a strategy that people agree to, and approves no draft in words', () => {
    const agrees = read({ intent: 'go_on', changes: [], understood: 'I start writing.' });
    expect(settleUnderstanding(agrees, { ...possible, waits_for: 'strategy' })).toEqual({
      next: 'go_on',
      changes: [],
      replies: [{ kind: 'understood', text: 'I start writing.' }],
    });
    expect(settleUnderstanding(agrees, possible)).toMatchObject({
      next: 'wait',
      replies: [{ kind: 'use_buttons' }],
    });
    const approves = read({ intent: 'approval', changes: [] });
    for (const waits_for of ['review', 'strategy'] as const) {
      expect(settleUnderstanding(approves, { ...possible, waits_for }).next).toBe('wait');
    }
  });

  it('takes a question without an answer for unclear', () => {
    expect(settleUnderstanding(read({ intent: 'question', answer: ' ' }), possible).replies).toEqual([
      { kind: 'unclear', text: 'I shorten s2.' },
    ]);
  });

  it('never changes anything unless a change was read or a button asked for one', () => {
    const intents = understandingAnswer.shape.intent.options;
    const answers: fc.Arbitrary<Understanding> = fc.record({
      intent: fc.constantFrom(...intents),
      understood: fc.string(),
      changes: fc.array(
        fc.record({
          action: fc.constantFrom('change', 'add', 'remove', 'move'),
          part: fc.constantFrom('all', 's1', 's2', 'title'),
          after: fc.constantFrom(null, 's1', 'title'),
          instruction: fc.string(),
        }),
      ),
      answer: fc.option(fc.string()),
    });
    fc.assert(
      fc.property(answers, fc.constantFrom('review', 'strategy'), (answer, waits_for) => {
        const settled = settleUnderstanding(answer, { ...possible, waits_for });
        expect(settled.next === 'change').toBe(answer.intent === 'change' && settled.changes.length > 0);
        expect(settled.changes.length > 0).toBe(settled.next === 'change');
        if (settled.next === 'go_on') expect([answer.intent, waits_for]).toEqual(['go_on', 'strategy']);
      }),
    );
  });
});
