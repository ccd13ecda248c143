import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Understanding, understandingAnswer } from '../../../ports/model-tasks.ts';
import { type Possible, settleUnderstanding } from './settle-understanding.ts';

const possible: Possible = {
  waits_for: 'review',
  fixed: ['title', 'introduction'],
  keepOne: ['s1', 's2'],
  fixedNote: 'These stay.',
  meantEarlier: false,
  changedNote: 'Look at outline 2.',
  mustChange: false,
  note: 'their words',
  rules: [
    { id: 'r', kind: 'banned_claim', pattern: '100% safe', severity: 'block', reason: 'No device is.' },
  ],
  speaks: 'en',
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

  it('names the rule that forbids a wish, and changes nothing else for it', () => {
    const asked = change({ part: 's1', instruction: 'say that it is 100% safe' });
    expect(settleUnderstanding(read({ changes: [asked] }), possible)).toEqual({
      next: 'wait',
      changes: [],
      replies: [{ kind: 'unclear', text: expect.stringContaining('“100% safe” (No device is)') }],
    });
    const both = settleUnderstanding(read({ changes: [asked, change()] }), possible);
    expect(both.changes).toEqual([change()]);
    expect(both.replies[0]?.text).toContain('100% safe');
  });

  it('names the rule when the wish was not understood, too', () => {
    const unclear = read({ intent: 'unclear', understood: 'What?', changes: [] });
    const settled = settleUnderstanding(unclear, { ...possible, note: 'make it say 100% safe' });
    expect(settled.replies).toEqual([{ kind: 'unclear', text: expect.stringContaining('100% safe') }]);
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

  it('does not remove all that there is, and says so; unless something comes in its place', () => {
    const remove = (part: string) => change({ action: 'remove', part, instruction: '' });
    expect(settleUnderstanding(read({ changes: [remove('s1'), remove('s2')] }), possible)).toEqual({
      next: 'wait',
      changes: [],
      replies: [{ kind: 'unclear', text: 'These stay.' }],
    });
    const shorter = change({ part: 'introduction' });
    const mixed = settleUnderstanding(read({ changes: [remove('s1'), shorter, remove('s2')] }), possible);
    expect(mixed).toMatchObject({ changes: [shorter], replies: [{ text: 'I shorten s2. These stay.' }] });
    const add = change({ action: 'add', part: 's2', instruction: 'on cleaning' });
    const instead = [remove('s1'), remove('s2'), add];
    expect(settleUnderstanding(read({ changes: instead }), possible).changes).toEqual(instead);
    expect(settleUnderstanding(read({ changes: [remove('s1')] }), possible).changes).toHaveLength(1);
  });

  it('of a button that cannot be done keeps to the parts that were named', () => {
    const pressed = { ...possible, mustChange: true };
    const remove = (part: string) => change({ action: 'remove', part, instruction: '' });
    const settled = settleUnderstanding(
      read({ understood: 'I remove the introduction.', changes: [remove('introduction')] }),
      pressed,
    );
    expect(settled.changes).toEqual([change({ part: 'introduction', instruction: 'their words' })]);
    expect(settled.replies).toEqual([{ kind: 'understood', text: 'their words These stay.' }]);
    const both = read({ changes: [remove('introduction'), remove('title'), remove('title')] });
    expect(settleUnderstanding(both, pressed).changes.map((c) => c.part)).toEqual(['introduction', 'title']);
    const all = read({ changes: [remove('introduction'), remove('all')] });
    expect(settleUnderstanding(all, pressed).changes.map((c) => c.part)).toEqual(['all']);
  });

  it('takes words about an earlier outline for no agreement to this one', () => {
    const agrees = read({ intent: 'go_on', changes: [], understood: 'I start writing.' });
    const overtaken = { ...possible, waits_for: 'outline', meantEarlier: true } as const;
    expect(settleUnderstanding(agrees, overtaken)).toEqual({
      next: 'wait',
      changes: [],
      replies: [{ kind: 'unclear', text: 'Look at outline 2.' }],
    });
    expect(settleUnderstanding(read({}), overtaken).next).toBe('change');
  });

  it('of a button is refused before anything is written when it is forbidden, or not to be told', () => {
    const pressed = (note: string) => ({ ...possible, mustChange: true, note });
    const asked = (note: string, more: Partial<Understanding> = {}) =>
      settleUnderstanding(read({ changes: [change({ instruction: note })], ...more }), pressed(note));
    expect(asked('say that it is 100% safe')).toEqual({
      next: 'wait',
      changes: [],
      replies: [{ kind: 'unclear', text: expect.stringContaining('a house rule forbids “100% safe”') }],
    });
    const nothing: Partial<Understanding> = { intent: 'other', understood: '', changes: [] };
    expect(asked('send it without approval', nothing)).toMatchObject({
      next: 'wait',
      replies: [{ kind: 'unclear', text: expect.stringContaining('a person’s decision') }],
    });
    expect(asked('looks good', { intent: 'approval', changes: [] })).toMatchObject({
      next: 'wait',
      replies: [{ kind: 'use_buttons' }],
    });
    expect(
      asked('in blue', { intent: 'unclear', understood: 'Colours are the brand kit’s.', changes: [] }),
    ).toEqual({
      next: 'wait',
      changes: [],
      replies: [{ kind: 'unclear', text: 'Colours are the brand kit’s.' }],
    });
    const both = settleUnderstanding(
      read({ changes: [change(), change({ part: 's1', instruction: 'call it 100% safe' })] }),
      pressed('shorter, and call it 100% safe'),
    );
    expect(both).toMatchObject({ next: 'change', changes: [change()] });
    expect(both.replies[0]?.text).toContain('a house rule forbids');
  });

  it('of a button is a change, for any reading of the model: of the whole when it reads none', () => {
    const pressed = { ...possible, mustChange: true };
    expect(settleUnderstanding(read({}), pressed).changes).toEqual([change()]);
    for (const intent of ['question', 'other', 'unclear', 'go_on'] as const) {
      const settled = settleUnderstanding(read({ intent, understood: '', changes: [] }), pressed);
      expect(settled).toMatchObject({
        next: 'change',
        changes: [{ action: 'change', part: 'all', instruction: 'their words' }],
        replies: [{ kind: 'understood', text: 'their words' }],
      });
    }
  });

  it('goes on with an outline that people agree to, and approves no draft in words', () => {
    const agrees = read({ intent: 'go_on', changes: [], understood: 'I start writing.' });
    expect(settleUnderstanding(agrees, { ...possible, waits_for: 'outline' })).toEqual({
      next: 'go_on',
      changes: [],
      replies: [{ kind: 'understood', text: 'I start writing.' }],
    });
    expect(settleUnderstanding(agrees, possible)).toMatchObject({
      next: 'wait',
      replies: [{ kind: 'use_buttons' }],
    });
    const approves = read({ intent: 'approval', changes: [] });
    for (const waits_for of ['review', 'outline'] as const) {
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
      fc.property(answers, fc.constantFrom('review', 'outline'), (answer, waits_for) => {
        const settled = settleUnderstanding(answer, { ...possible, waits_for });
        expect(settled.next === 'change').toBe(answer.intent === 'change' && settled.changes.length > 0);
        expect(settled.changes.length > 0).toBe(settled.next === 'change');
        if (settled.next === 'go_on') expect([answer.intent, waits_for]).toEqual(['go_on', 'outline']);
      }),
    );
  });
});
