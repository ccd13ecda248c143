import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NoteItem, noteFaults } from '../../ports/content.ts';
import { expectHarmless, hostile } from '../../testing/bot/hostile.ts';
import { aNoteItem, aNotesItem } from '../../testing/bot/notes.ts';
import { anApproval } from '../../testing/bot/samples.ts';
import { en, ptBr, type Texts } from '../texts/texts.ts';
import { notesMessage } from './notes-message.ts';

function shown(items: NoteItem[], more: Parameters<typeof aNotesItem>[1] = {}, texts: Texts = en) {
  const message = notesMessage(aNotesItem(items, more), texts);
  expectHarmless(message);
  const buttons = message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map((e) => ({ id: e.action_id, value: 'value' in e ? e.value : '' }))
      : [],
  );
  return { json: JSON.stringify(message.blocks), buttons, blocks: message.blocks, text: message.text };
}
const ids = (items: NoteItem[], more: Parameters<typeof aNotesItem>[1] = {}) =>
  shown(items, more).buttons.map(({ id }) => id);
const ref = (number: number, revision = 1) =>
  JSON.stringify({ job: 'job-1', number, revision, hash: 'c'.repeat(64) });

describe('notesMessage()', () => {
  it('shows each person with their words whole, what these rest on, and buttons that carry how they looked', () => {
    const { json, buttons, text } = shown([aNoteItem(1), aNoteItem(2, { revision: 4 })]);
    expect(text).toBe('Words for 2 people wait for you: Compradores do Sul');
    expect(json).toContain('1. Ana 1');
    expect(json).toContain('Olá Ana 1, gostaria de me conectar.');
    expect(json).toContain('2. Invitation (35 of 200 characters)');
    expect(json).toContain('1. Profile visit: no words');
    expect(json).toContain('“Gerente de Qualidade” (title, import)');
    expect(buttons).toEqual([
      ...['note_approve', 'note_edit', 'note_skip'].map((id) => ({ id, value: ref(1) })),
      ...['note_approve', 'note_edit', 'note_skip'].map((id) => ({ id, value: ref(2, 4) })),
      {
        id: 'note_approve_shown',
        value: JSON.stringify({
          job: 'job-1',
          notes: [
            [1, 1, 'c'.repeat(64)],
            [2, 4, 'c'.repeat(64)],
          ],
        }),
      },
    ]);
  });

  it('offers no approval of a message without words, and says why it has none', () => {
    const lacking = aNoteItem(1, {
      texts: [
        { step: 1, text: null },
        { step: 2, text: null },
        { step: 3, text: null },
      ],
      lacks: [3],
      without: [
        { step: 2, code: 'asserted', found: 'palestra' },
        { step: 3, code: 'placeholder', found: '{{firstName}}' },
      ],
    });
    const { json, buttons } = shown([lacking]);
    expect(buttons.map(({ id }) => id)).toEqual(['note_edit', 'note_skip']);
    expect(json).toContain('2. Invitation: without a note');
    expect(json).toContain('3. Message: no words yet');
    expect(json).toContain('the agent said “palestra” of the person, which no fact holds');
    expect(json).toContain('the agent left “{{firstName}}” to be filled in');
    expect(json).toContain('One of them has a message without words');
  });

  it('shows what is decided in its place, by whom, and what outreach did not take', () => {
    const decided = { decided_by: 'U0LUCIA', decided_at: '2026-11-30T12:00:00Z' };
    const approval = anApproval({
      complete: true,
      groups: [
        {
          name: null,
          quorum: 1,
          approvals: [{ person_id: 'U0LUCIA', at: '2026-11-30T12:00:00Z' }],
          may_approve: [],
          open: false,
        },
      ],
    });
    const items = [
      aNoteItem(1, { status: 'approved', approval, ...decided, text_by: ['U0THOMAS'] }),
      aNoteItem(2, { status: 'skipped', ...decided }),
      aNoteItem(3, { status: 'approved', approval, ...decided, refused: 'suppressed' }),
      aNoteItem(4),
    ];
    const { json } = shown(items);
    expect(json).toContain('1 to decide · 2 approved · 1 skipped');
    expect(json).toContain('Edited by <@U0THOMAS>');
    expect(json).toContain('Approved by <@U0LUCIA>');
    expect(json).toContain('Skipped by <@U0LUCIA>');
    expect(json).not.toContain('Olá Ana 2');
    expect(json).toContain('the person must not be written to. Nothing is sent.');
    // One person is approved by their own button.
    expect(ids(items)).toEqual(['note_approve', 'note_edit', 'note_skip']);
  });

  it('counts the approvals of a rule that asks for two', () => {
    const approval = anApproval({
      approvals: 1,
      quorum: 2,
      groups: [
        {
          name: null,
          quorum: 2,
          approvals: [{ person_id: 'U0LUCIA', at: '2026-11-30T12:00:00Z' }],
          may_approve: ['U0THOMAS'],
          open: true,
        },
      ],
    });
    expect(shown([aNoteItem(1, { approval })]).json).toContain('1 of 2 approvals: <@U0LUCIA>');
    expect(shown([aNoteItem(1, { approval: anApproval({ reachable: false, asked: [] }) })]).json).toContain(
      en.notes.noOneIsAsked,
    );
  });

  it('leads to the pages before and behind', () => {
    const page = { page: 2, pages: 3, starts: { before: 1, after: 11 } };
    const { buttons, json } = shown([aNoteItem(6)], { page });
    expect(json).toContain('Page 2 of 3');
    expect(buttons.slice(-2)).toEqual([
      { id: 'note_page', value: '{"job":"job-1","number":1}' },
      { id: 'note_page:next', value: '{"job":"job-1","number":11}' },
    ]);
  });

  it.each([
    ['completed', 'answered', en.notes.allDecided],
    ['cancelled', 'open', '1 person were not decided'],
    ['failed', 'open', 'Retry is above'],
  ] as const)('of a job that is %s decides nothing', (status, answered, line) => {
    const { json, buttons } = shown([aNoteItem(1)], {
      job: { status },
      question: {
        status: answered,
        ...(answered === 'answered'
          ? { answer: 'go_on', answered_by: 'U0LUCIA', answered_at: '2026-11-30T12:00:00Z' }
          : {}),
      },
    });
    expect(json).toContain(line === '1 person were not decided' ? '1 person' : line);
    expect(buttons).toEqual([]);
  });

  it('has room for five people whose words are long, in both languages', () => {
    const long = (number: number) =>
      aNoteItem(number, {
        texts: [
          { step: 1, text: null },
          { step: 2, text: 'á'.repeat(200) },
          { step: 3, text: '&<🙂'.repeat(250) },
        ],
        without: noteFaults.slice(0, 2).map((code) => ({ step: 3, code, found: '&'.repeat(100) })),
        name: 'n'.repeat(300),
        about: [{ field: 'title', value: 't'.repeat(300) }],
        used: Array.from({ length: 9 }, () => ({
          field: 'title',
          value: 'v',
          source: 's',
          words: '&'.repeat(90),
        })),
      });
    for (const texts of [en, ptBr]) {
      const { blocks } = shown(
        [1, 2, 3, 4, 5].map(long),
        { page: { pages: 9, starts: { before: 1, after: 9 } } },
        texts,
      );
      expect(blocks.length).toBeLessThanOrEqual(50);
    }
  });

  it('reads no markup in what people, leads and models wrote', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, text) => {
        const item = aNoteItem(1, {
          name,
          about: [{ field: 'title', value: text }],
          used: [{ field: text, value: text, source: text, words: text }],
          texts: [
            { step: 1, text: null },
            { step: 2, text: text.slice(0, 300) || 'x' },
            { step: 3, text: name.slice(0, 3000) || 'x' },
          ],
          without: [{ step: 3, code: 'asserted', found: text }],
        });
        shown([item], { job: { brief: { topic: text || 'x' } } }, ptBr);
      }),
      { numRuns: 60 },
    );
  });
});
