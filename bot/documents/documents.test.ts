import { beforeEach, describe, expect, it } from 'vitest';
import type { ContentForBot } from '../../ports/content.ts';
import { aDocument, aPassage, knowledgeDesk } from '../../testing/bot/knowledge.ts';
import { json, pressed, typed, unavailable } from '../../testing/bot/knowledge-actions.ts';
import { backToAction, historyAction } from '../rules/restore-version.ts';
import { en } from '../texts/texts.ts';
import { turnPage } from './list-command.ts';
import { documentAction } from './remove-document.ts';

const t = en.knowledge;

describe('/knowledge list', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => aDocument({ id: `doc-${i}`, title: `Documento ${i}` }));
  const list: ContentForBot['listDocuments'] = async (_team, { offset, limit }) => ({
    documents: twenty.slice(offset, offset + limit),
    total: twenty.length,
  });

  it('shows eight a page, and turns pages in the same message', async () => {
    const made = knowledgeDesk({ listDocuments: list });
    await typed(made.knowledge, 'list');
    const first = json(made.told[0]?.message);
    expect(first).toContain('20 documents');
    expect(first).toContain('8. Documento 7');
    expect(first).not.toContain('Documento 8');
    expect(first).not.toContain('Newer');
    await turnPage(made.knowledge)(pressed({ offset: 16, matching: null }));
    const last = json(made.redrawn[0]);
    expect(last).toContain('17. Documento 16');
    expect(last).toContain('17 to 20 of 20');
    expect(last).not.toContain('knowledge_older');
    expect(last).toContain(json(json({ offset: 8, matching: null })).slice(1, -1));
  });

  it('goes to the last page when the one that was asked for is gone', async () => {
    const made = knowledgeDesk({ listDocuments: list });
    await turnPage(made.knowledge)(pressed({ offset: 400, matching: null }));
    expect(json(made.redrawn[0])).toContain('17. Documento 16');
  });

  it('offers Remove to the one who added it and to admins alone', async () => {
    const documents = [aDocument(), aDocument({ id: 'doc-2', added_by: 'U0PEDRO' })];
    const content = { listDocuments: async () => ({ documents, total: 2 }) };
    const member = knowledgeDesk(content);
    await typed(member.knowledge, 'list');
    expect(json(member.told[0]).match(/knowledge_remove/g)).toHaveLength(1);
    const admin = knowledgeDesk(content, { role: 'admin' });
    await typed(admin.knowledge, 'list');
    expect(json(admin.told[0]).match(/knowledge_remove/g)).toHaveLength(2);
  });

  it('says how to add when there is nothing, and what was looked for when nothing fits', async () => {
    const made = knowledgeDesk({ listDocuments: async () => ({ documents: [], total: 0 }) });
    await typed(made.knowledge, 'list');
    await typed(made.knowledge, 'list quantum');
    expect(made.told[0]?.message.text).toContain('/knowledge add');
    expect(made.told[1]?.message.text).toContain('quantum');
  });

  it('answers a button of another release', async () => {
    const made = knowledgeDesk({});
    for (const value of ['7', 'not json', '{"offset":-1,"matching":null}']) {
      await turnPage(made.knowledge)(pressed(value));
      await documentAction(made.knowledge, 'remove')(pressed(value));
      await backToAction(made.knowledge)(pressed(value));
      await historyAction(made.knowledge)(pressed(value));
    }
    expect(made.told).toHaveLength(12);
  });
});

describe('removing a document', () => {
  const place = { offset: 0, matching: null };

  it('shows the list without it, and Undo; Undo shows it with it again', async () => {
    const standing = new Set(['doc-1']);
    const content: Partial<ContentForBot> = {
      listDocuments: async () => ({
        documents: [...standing].map((id) => aDocument({ id })),
        total: standing.size,
      }),
      removeDocument: async (_team, id) => {
        standing.delete(id);
        return { outcome: 'done', document: aDocument({ id }) };
      },
      restoreDocument: async (_team, id) => {
        standing.add(id);
        return { outcome: 'done', document: aDocument({ id }) };
      },
    };
    const made = knowledgeDesk(content);
    await documentAction(made.knowledge, 'remove')(pressed({ document: 'doc-1', place }));
    expect(json(made.redrawn[0])).toContain('Removed: \\"Passivação de titânio\\"');
    expect(json(made.redrawn[0])).toContain('knowledge_restore');
    expect(json(made.redrawn[0])).toContain('is empty');
    await documentAction(made.knowledge, 'restore')(pressed({ document: 'doc-1', place }));
    expect(json(made.redrawn[1])).toContain('Restored');
    expect(json(made.redrawn[1])).toContain('1. Passivação');
    expect(made.told).toEqual([]);
  });

  it.each([
    ['not_allowed', '<@U0PEDRO>'],
    ['not_found', 'no such document'],
    ['same_text_exists', 'is there already'],
  ] as const)('tells the person alone that it is %s', async (outcome, words) => {
    const change = async () => ({
      outcome,
      document: outcome === 'not_found' ? null : aDocument({ added_by: 'U0PEDRO' }),
    });
    const made = knowledgeDesk({ removeDocument: change, restoreDocument: change });
    await documentAction(made.knowledge, 'restore')(pressed({ document: 'doc-1', place }));
    expect(made.told[0]?.message.text).toContain(words);
    expect(made.redrawn).toEqual([]);
  });

  it('is recorded before Slack is told that the press was taken', async () => {
    const order: string[] = [];
    const made = knowledgeDesk({
      removeDocument: async () => {
        order.push('removed');
        return { outcome: 'done', document: aDocument() };
      },
    });
    const press = pressed({ document: 'doc-1', place: null }, {}, () => order.push('acknowledged'));
    await documentAction(made.knowledge, 'remove')(press);
    expect(order).toEqual(['removed', 'acknowledged']);
  });

  it('says that a press is not certain when the database is away', async () => {
    const made = knowledgeDesk({ removeDocument: unavailable });
    await documentAction(made.knowledge, 'remove')(pressed({ document: 'doc-1', place }));
    expect(made.told.map(({ message }) => message.text)).toEqual([t.outcome.notRecorded]);
  });

  it('tells it anew where the message cannot be replaced', async () => {
    const made = knowledgeDesk(
      { removeDocument: async () => ({ outcome: 'done', document: aDocument() }) },
      { change: { fetch: async () => new Response('used_url', { status: 404 }) } },
    );
    await documentAction(made.knowledge, 'remove')(pressed({ document: 'doc-1', place: null }));
    expect(made.told[0]?.message.text).toContain('Removed');
  });

  describe('/knowledge remove', () => {
    const removed: string[] = [];
    beforeEach(() => void removed.splice(0));
    const withDocuments = (titles: string[]) =>
      knowledgeDesk({
        listDocuments: async (_team, { offset, limit, matching }) => {
          const all = titles.map((title, i) => aDocument({ id: `doc-${i}`, title }));
          const fit = all.filter(
            (d) => matching === null || d.title.toLowerCase().includes(matching.toLowerCase()),
          );
          return { documents: fit.slice(offset, offset + limit), total: fit.length };
        },
        removeDocument: async (_team, id) => {
          removed.push(id);
          return { outcome: 'done', document: aDocument({ id }) };
        },
      });

    it('removes the one that the words fit, with Undo', async () => {
      const made = withDocuments(['Titânio', 'Aço']);
      await typed(made.knowledge, 'remove aço');
      expect(removed).toEqual(['doc-1']);
      expect(json(made.told[0])).toContain('knowledge_restore');
    });

    it('removes the one with exactly that title among several', async () => {
      const made = withDocuments(['Titânio grau 5', 'Titânio']);
      await typed(made.knowledge, 'remover Titânio');
      expect(removed).toEqual(['doc-1']);
    });

    it('asks which one when several fit, and names how many more there are', async () => {
      const made = withDocuments(Array.from({ length: 12 }, (_, i) => `Titânio ${i}`));
      await typed(made.knowledge, 'remove titânio');
      expect(removed).toEqual([]);
      expect(json(made.told[0])).toContain('12 documents match');
      expect(json(made.told[0])).toContain('4 more match');
      expect(json(made.told[0]).match(/knowledge_remove/g)).toHaveLength(8);
    });

    it.each(['2', '#2', 'nº 2'])('asks about number %s, as the list moves', async (number) => {
      const made = withDocuments(['Titânio', 'Aço']);
      await typed(made.knowledge, `remove ${number}`);
      expect(removed).toEqual([]);
      expect(json(made.told[0])).toContain('Is it this one?');
      expect(json(made.told[0])).toContain('Aço');
    });

    it('takes a number that the list does not have for a title', async () => {
      const made = withDocuments(['Titânio', 'ISO 13485 em uma página']);
      await typed(made.knowledge, 'remove 13485');
      expect(removed).toEqual(['doc-1']);
      await typed(made.knowledge, 'remove 99');
      expect(made.told[1]?.message.text).toContain('no document number 99: the list has 2');
      await typed(made.knowledge, 'remove nada disso');
      expect(made.told[2]?.message.text).toContain('nothing was removed');
    });
  });
});

describe('/knowledge search', () => {
  it('shows passages with the words in bold, the page, and what was found nowhere', async () => {
    const made = knowledgeDesk({
      searchKnowledge: async (_team, _query, language, limit) => {
        expect([language, limit]).toEqual([null, 5]);
        return {
          passages: [aPassage(), aPassage({ id: 'doc-2#0', url: 'javascript:alert(1)' })],
          terms: ['passivação', 'quântica'],
          matched: ['passivação'],
        };
      },
    });
    await typed(made.knowledge, 'search passivação quântica');
    const shown = json(made.told[0]?.message.blocks);
    expect(shown).toContain('{"type":"text","text":"passivação","style":{"bold":true}}');
    expect(shown).toContain('"url":"https://example.com/passivacao"');
    expect(shown).not.toContain('javascript');
    expect(shown).toContain('In none of these: quântica');
  });

  it('tells an empty knowledge base from words that are found nowhere and from words without meaning', async () => {
    const search = (terms: string[], total: number) => {
      const made = knowledgeDesk({
        searchKnowledge: async () => ({ passages: [], terms, matched: [] }),
        listDocuments: async () => ({ documents: [], total }),
      });
      return typed(made.knowledge, 'search x').then(() => made.told[0]?.message.text);
    };
    expect(await search(['x'], 0)).toBe(t.search.emptyBase);
    expect(await search(['x'], 3)).toBe(t.search.nothing('x'));
    expect(await search([], 3)).toBe(t.search.noMeaning);
  });

  it('refuses a whole text as a query', async () => {
    const made = knowledgeDesk({});
    await typed(made.knowledge, `search ${'a '.repeat(1000)}`);
    expect(made.told[0]?.message.text).toContain('1,999 characters');
  });
});
