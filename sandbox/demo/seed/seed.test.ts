import { describe, expect, it } from 'vitest';
import { connectDatabase } from '../../../platform/db.ts';
import { contentForAgent } from '../../../ports/content.ts';
import { useDatabase } from '../../../testing/database/database.ts';
import { suggestedArticles, suggestedBriefs, suggestedQuestions } from './briefs.ts';
import { readKnowledge } from './read-knowledge.ts';
import { seedContent } from './seed.ts';

const team = 'T0GREENLIGHT';
const people = [
  { id: 'U0MARINA', real_name: 'Marina Souza', role: 'member', tz: 'America/Sao_Paulo' },
  { id: 'U0LUCIA', real_name: 'Lúcia Ferraz', role: 'approver', tz: 'America/Sao_Paulo' },
  { id: 'U0GUEST', real_name: 'Gabi Nunes', role: 'guest', tz: 'America/Sao_Paulo' },
];

describe('seedContent()', () => {
  const database = useDatabase();
  const seed = () => seedContent(database.owner, { teamId: team, people });
  const count = async (table: string) =>
    Number((await database.owner.query(`select count(*) as n from ${table}`)).rows[0]?.n);
  const role = async (id: string) =>
    (await database.owner.query('select platform.get_person($1, $2) as p', [team, id])).rows[0]?.p as {
      role: string;
    };

  it('brings people with their roles, knowledge, brand kit and house rules', async () => {
    await seed();
    expect((await role('U0LUCIA')).role).toBe('approver');
    expect((await role('U0GUEST')).role).toBe('guest');
    expect(await count('content.documents')).toBe(readKnowledge().length);
    expect(await count('content.brand_kits')).toBe(1);
    expect(await count('content.house_rules')).toBe(1);
  });

  it('changes nothing when it runs again', async () => {
    const tables = ['content.documents', 'content.passages', 'content.brand_kits', 'content.house_rules'];
    await seed();
    const before = await Promise.all(tables.map(count));
    await seed();
    expect(await Promise.all(tables.map(count))).toEqual(before);
  });

  it('leaves a role and house rules that a person has changed', async () => {
    await seed();
    await database.owner.query('select platform.set_role($1, $2, $3)', [team, 'U0MARINA', 'admin']);
    const own = { voice: 'ours', rules: [] };
    await database.owner.query('select content.set_house_rules($1, $2, $3::jsonb)', [
      team,
      'U0RENATA',
      JSON.stringify(own),
    ]);
    await seed();
    expect((await role('U0MARINA')).role).toBe('admin');
    const rules = await database.owner.query('select content.get_house_rules($1) as rules', [team]);
    expect(rules.rows[0]?.rules).toMatchObject(own);
  });

  it('replaces the older text of a seeded document', async () => {
    await seed();
    await database.owner.query(
      "update content.documents set text = text || ' old', sha256 = 'x' where title = $1",
      [readKnowledge()[0]?.title],
    );
    await seed();
    const standing = await database.owner.query(
      'select text from content.documents where title = $1 and removed_at is null',
      [readKnowledge()[0]?.title],
    );
    expect(standing.rows).toEqual([{ text: readKnowledge()[0]?.text }]);
  });

  it.each([...suggestedBriefs, ...suggestedArticles, ...suggestedQuestions])(
    'holds passages for the suggested brief "$text"',
    async ({ text, language }) => {
      await seed();
      const token = await database.token('greenlight_agent');
      const { url, publishableKey, fetch } = database;
      const agent = contentForAgent(connectDatabase({ url, publishableKey, token, fetch })('content'));
      const found = await agent.searchKnowledge(team, text, language, 16);
      expect(found.passages[0]?.language).toBe(language);
      expect(found.passages.length).toBeGreaterThan(8);
    },
  );
});

describe('readKnowledge()', () => {
  it('holds at least sixteen documents of 300 to 700 words, half in each language', () => {
    const documents = readKnowledge();
    const words = documents.map((d) => d.text.split(/\s+/).length);
    expect(documents.length).toBeGreaterThanOrEqual(16);
    expect(Math.min(...words)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...words)).toBeLessThanOrEqual(700);
    expect(documents.filter((d) => d.language === 'pt').length).toBeGreaterThanOrEqual(8);
    expect(documents.filter((d) => d.language === 'en').length).toBeGreaterThanOrEqual(8);
  });

  it('never parts a heading from what it heads', () => {
    for (const { text } of readKnowledge()) expect(text).not.toMatch(/^#.*\n\n/m);
  });
});
