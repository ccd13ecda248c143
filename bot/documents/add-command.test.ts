import { describe, expect, it } from 'vitest';
import { knowledgeDesk } from '../../testing/bot/knowledge.ts';
import { json, typed, unavailable } from '../../testing/bot/knowledge-actions.ts';
import { en } from '../texts/texts.ts';

const t = en.knowledge;

describe('knowledgeCommand()', () => {
  it.each([
    ['', 'keeps what drafts may be based on'],
    ['dance', '/knowledge search dance'],
    ['serach x', 'Did you mean /knowledge search?'],
    ['search', 'Say what to look for'],
    ['remove', 'Say which document'],
    ['add report.pdf', 'is a file'],
    ['add teste', 'too short'],
    ['add https://a:b@example.com/', 'name or password'],
    ['add ftp://example.com/a', 'https:// or http://'],
    ['add https://a.b/1 https://a.b/2 https://a.b/3 https://a.b/4 https://a.b/5 https://a.b/6', 'up to 5'],
  ])('answers "%s" at once, without asking the database', async (said, words) => {
    const { knowledge } = knowledgeDesk({});
    expect(json(await typed(knowledge, said))).toContain(words);
  });

  it.each(['list', 'search x', 'remove x', 'rules', 'brand', 'rules history', 'add'])(
    'refuses guests who ask for "%s"',
    async (said) => {
      const made = knowledgeDesk({}, { role: 'guest' });
      await typed(made.knowledge, said);
      expect(made.told.map(({ message }) => message.text)).toEqual([t.command.guest]);
    },
  );

  it.each(['list', 'search x', 'remove x', 'rules', 'brand', 'rules history'])(
    'says that the database did not answer "%s"',
    async (said) => {
      const made = knowledgeDesk({
        listDocuments: unavailable,
        searchKnowledge: unavailable,
        getHouseRules: unavailable,
        getBrandKit: unavailable,
        listSettingVersions: unavailable,
      });
      await typed(made.knowledge, said);
      expect(made.told.map(({ message }) => message.text)).toEqual([t.command.notAnswered]);
    },
  );

  it('starts nothing in a direct message, and gives a typed text back', async () => {
    const { knowledge } = knowledgeDesk({});
    const direct = { channel_id: 'D1', channel_name: 'directmessage' };
    expect(json(await typed(knowledge, 'add https://example.com', direct))).toContain('in a channel');
    expect(json(await typed(knowledge, 'add Nosso prazo é de seis semanas', direct))).toContain(
      'seis semanas',
    );
  });

  it('opens the form in a direct message with the channel as its first field', async () => {
    const opened: unknown[] = [];
    const slack = {
      'views.open': async ({ view }: { view?: unknown }) =>
        void opened.push((view as { blocks: { block_id?: string }[] }).blocks[0]?.block_id),
    };
    const { knowledge } = knowledgeDesk({}, { slack });
    await typed(knowledge, 'add', { channel_id: 'D1', channel_name: 'directmessage' });
    await typed(knowledge, 'add');
    expect(opened).toEqual(['channel', undefined]);
  });
});
