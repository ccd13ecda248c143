import { beforeAll, beforeEach, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});
beforeEach(() => endAllJobs(database));
const call = (key: string, usd: number) => ({
  call_key: key,
  node: 'write',
  model: 'm',
  input_tokens: 100,
  max_output_tokens: 100,
  usd,
});
const paid = (usd: number) => ({
  input_tokens: 90,
  output_tokens: 50,
  usd,
  model: 'm',
  reply: { text: 'stored' },
});

test('reserve_usage() answers a call that was paid before with its reply', async () => {
  const held = await claim(parts, await startJob(parts));
  const first = await parts.agent.reserveUsage(held, call('a', 0.01));
  expect(first.outcome).toBe('reserved');
  await parts.agent.settleUsage(held, first.usage_id ?? 0, paid(0.004));
  expect(await parts.agent.reserveUsage(held, call('a', 0.01))).toMatchObject({
    outcome: 'settled',
    reply: { text: 'stored' },
  });
  const { rows } = await database.owner.query(
    'select usd::float from content.content_history where job_id = $1',
    [held.id],
  );
  expect(rows[0]?.usd).toBe(0.004);
  await parts.agent.failJob(held, { code: 'x', message: 'x' }, null);
});

test.each(['job', 'person_day', 'month'])(
  'reserve_usage() refuses what would pass the cap of a %s, also for calls at once',
  async (scope) => {
    const held = await claim(parts, await startJob(parts, 'bia'));
    const { rows } = await database.owner.query(
      'select content.spent($1, j)::float as usd from content.jobs j where id = $2',
      [scope, held.id],
    );
    await database.owner.query('insert into content.budget_caps (team_id, scope, usd) values ($1, $2, $3)', [
      TEAM,
      scope,
      Number(rows[0]?.usd) + 0.025,
    ]);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => parts.agent.reserveUsage(held, call(`${scope}${n}`, 0.01))),
    );
    expect(answers.map((a) => a.outcome).sort()).toEqual(['refused', 'refused', 'reserved', 'reserved']);
    expect(answers.find((a) => a.outcome === 'refused')?.cap).toMatchObject({ scope });
    const reserved = answers.find((a) => a.outcome === 'reserved');
    await parts.agent.voidUsage(held, reserved?.usage_id ?? 0);
    expect((await parts.agent.reserveUsage(held, call(`${scope}5`, 0.01))).outcome).toBe('reserved');
    await database.owner.query('delete from content.budget_caps');
    await parts.agent.failJob(held, { code: 'x', message: 'x' }, null);
  },
);

test('settle_usage() books a call once', async () => {
  const held = await claim(parts, await startJob(parts));
  const { usage_id } = await parts.agent.reserveUsage(held, call('b', 0.01));
  await parts.agent.settleUsage(held, usage_id ?? 0, paid(0.01));
  await expect(parts.agent.settleUsage(held, usage_id ?? 0, paid(0.01))).rejects.toMatchObject({
    code: 'not_reserved',
  });
  await parts.agent.failJob(held, { code: 'x', message: 'x' }, null);
});

test('search_knowledge() finds inflected and unaccented words, keeps text verbatim and names what it did not find', async () => {
  const text =
    '# Fornecedores\n\nErro 1: qualificar fornecedores só pelo preço.\n\nA passivação segue a ASTM A967.';
  const add = () =>
    database.owner.query('select content.add_document($1) as id', [
      JSON.stringify({
        team_id: TEAM,
        person_id: 'rui',
        title: 'Implantes',
        language: 'pt',
        url: null,
        text,
      }),
    ]);
  expect((await add()).rows[0]?.id).toBeTypeOf('string');
  expect((await add()).rows[0]?.id).toBeNull();
  const found = await parts.agent.searchKnowledge(
    TEAM,
    '3 erros na qualificacao do fornecedor e cenoura',
    'pt',
    5,
  );
  expect(found.passages).toHaveLength(1);
  expect(text).toContain(found.passages[0]?.text);
  expect(found.terms).toContain('cenoura');
  expect(found.matched).toEqual(expect.arrayContaining(['erros', 'fornecedor']));
  expect(found.matched).not.toContain('cenoura');
  expect((await parts.agent.searchKnowledge('T2', 'fornecedor', 'pt', 5)).passages).toEqual([]);
});

test('search_knowledge() takes any text as words, never as a query language', async () => {
  for (const query of [
    `'); drop table content.jobs; --`,
    '& | ! ( <->',
    '\\',
    '',
    'x'.repeat(40_000),
    `l'eau d'or`,
  ]) {
    expect((await parts.agent.searchKnowledge(TEAM, query, 'pt', 5)).passages).toBeInstanceOf(Array);
  }
});

test('add_document() cuts a text into passages that are its own slices', async () => {
  const text = Array.from(
    { length: 30 },
    (_, n) => `Parágrafo ${n} com ação e ${'palavras '.repeat(n)}`,
  ).join('\n\n');
  const { rows } = await database.owner.query('select content.add_document($1) as id', [
    JSON.stringify({ team_id: TEAM, person_id: 'rui', title: 'Longo', language: 'pt', url: null, text }),
  ]);
  const cut = await database.owner.query(
    'select start_at, end_at, text from content.passages where document_id = $1 order by ordinal',
    [rows[0]?.id],
  );
  expect(cut.rows.length).toBeGreaterThan(5);
  for (const p of cut.rows) expect(text.slice(Number(p.start_at), Number(p.end_at))).toBe(p.text);
});
