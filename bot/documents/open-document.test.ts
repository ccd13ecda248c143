import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentForBot } from '../../ports/content.ts';
import { aDocument, aPassage, expectViewFits, knowledgeDesk } from '../../testing/bot/knowledge.ts';
import { json, pressed, typed, unavailable } from '../../testing/bot/knowledge-actions.ts';
import { en } from '../texts/texts.ts';
import { openDocumentAction } from './open-document.ts';
import { pagesOf, pageText, stretchOf } from './reading-page.ts';

const t = en.knowledge;

const cut = (text: string, { start, length }: { start: number; length: number }) =>
  [...text].slice(start, start + length).join('');

function reader(text: string, change: Partial<ContentForBot> = {}) {
  const opened: ModalView[] = [];
  const updated: { view_id: string; view: ModalView }[] = [];
  const made = knowledgeDesk(
    {
      readDocument: async (_team, id, _person, stretch) => ({
        outcome: 'read',
        document: aDocument({ id, characters: [...text].length }),
        text: cut(text, stretch),
      }),
      ...change,
    },
    {
      slack: {
        'views.open': async (args) => void opened.push((args as { view: ModalView }).view),
        'views.update': async (args) => void updated.push(args as { view_id: string; view: ModalView }),
      },
    },
  );
  return { ...made, opened, updated, press: openDocumentAction(made.knowledge) };
}

describe('opening a document', () => {
  it('shows its stored text in letters, in a window that Slack takes', async () => {
    const made = reader('*Passivation* <!channel> of titanium.\n\nSecond paragraph.');
    await made.press(pressed({ document: 'doc-1', page: 0 }));
    const [view] = made.opened;
    expectViewFits(view ?? {});
    expect(view?.blocks).toContainEqual({
      type: 'section',
      text: {
        type: 'plain_text',
        text: '*Passivation* <!channel> of titanium.\n\nSecond paragraph.',
        emoji: false,
      },
      expand: true,
    });
    expect(json(view)).toContain('Page 1 of 1');
    expect(json(view)).not.toContain('knowledge_page_after');
  });

  it('turns the pages of a long one in the same window', async () => {
    const made = reader('Ensaios de fadiga 🦴 seguem a norma.\n'.repeat(900));
    await made.press(pressed({ document: 'doc-1', page: 0 }));
    expectViewFits(made.opened[0] ?? {});
    expect(json(made.opened[0])).toContain('knowledge_page_after');
    await made.press(pressed({ document: 'doc-1', page: 1 }, { view: { id: 'V7', type: 'modal' } }));
    expect(made.updated[0]?.view_id).toBe('V7');
    expectViewFits(made.updated[0]?.view ?? {});
    expect(json(made.updated[0])).toContain('knowledge_page_before');
    expect(made.opened).toHaveLength(1);
  });

  it.each([
    ['a guest', async () => ({ outcome: 'not_allowed' as const, document: null, text: '' }), t.command.guest],
    [
      'a removed one',
      async () => ({ outcome: 'not_found' as const, document: null, text: '' }),
      t.remove.notFound,
    ],
    ['a database that is away', unavailable, t.reading.notRead],
  ])('tells %s apart', async (_who, readDocument, line) => {
    const made = reader('text', { readDocument });
    await made.press(pressed({ document: 'doc-1', page: 0 }));
    expect(made.told[0]?.message.text).toBe(line);
    expect(made.opened).toEqual([]);
  });

  it('answers a button of another release', async () => {
    const made = reader('text');
    await made.press(pressed('doc-1'));
    expect(made.told).toHaveLength(1);
  });

  it('is offered beside each listed document and under each hit, there at the page of the passage', async () => {
    const made = knowledgeDesk({
      listDocuments: async () => ({ documents: [aDocument({ added_by: 'U0PEDRO' })], total: 1 }),
      searchKnowledge: async () => ({
        passages: [aPassage({ start_at: 17_000, end_at: 17_400 })],
        terms: ['passivação'],
        matched: ['passivação'],
      }),
    });
    await typed(made.knowledge, 'list');
    await typed(made.knowledge, 'search passivação');
    const [list, hits] = made.told.map((m) => JSON.parse(json(m.message.blocks)));
    type Pressable = { action_id?: string; value: string };
    const opens = (blocks: { accessory?: Pressable; elements?: Pressable[] }[]) =>
      blocks
        .flatMap((b) => [...(b.accessory ? [b.accessory] : []), ...(b.elements ?? [])])
        .filter((e) => e.action_id === 'knowledge_open')
        .map((e) => JSON.parse(e.value));
    expect(opens(list)).toEqual([{ document: 'doc-1', page: 0 }]);
    expect(opens(hits)).toEqual([{ document: 'doc-1', page: 2 }]);
  });
});

describe('pageText()', () => {
  it('gives the whole text over its pages, each character once', () => {
    const piece = fc.constantFrom('word ', 'a', 'ção', '🦴', '\n', '\n\n', 'x'.repeat(500));
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 40 }),
        (p, n) => {
          const text = p.join('').repeat(n);
          const characters = [...text].length;
          const pages = Array.from({ length: pagesOf(characters) }, (_, page) =>
            pageText(page, cut(text, stretchOf(page)), characters),
          );
          expect(pages.join('')).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('ends a page behind a paragraph rather than inside a word', () => {
    const text = `${'a'.repeat(7900)}\n\n${'word '.repeat(500)}`;
    expect(pageText(0, cut(text, stretchOf(0)), text.length)).toBe(`${'a'.repeat(7900)}\n\n`);
  });
});
