import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ScoreRule } from '../../ports/outreach.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let people = 0;
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
});
beforeEach(async () => {
  await inForce(basic, { a: 60, b: 30 });
});

const basic: ScoreRule[] = [
  { op: 'has', field: 'title', points: 30, values: ['CME', 'central de material', 'enferm*'] },
  { op: 'has', field: 'title', points: -40, values: ['intern'] },
  { op: 'is', field: 'country', points: 15, values: ['BR', 'Brasil'] },
  { op: 'is', field: 'tags', points: 5, values: ['Feira 2026'] },
  { op: 'between', field: 'headcount', points: 10, min: 200, max: null },
  { op: 'filled', field: 'email', points: 3 },
];

async function add(fields: Record<string, unknown>): Promise<string> {
  people += 1;
  const lead = { team_id: TEAM, profile_url: `https://www.linkedin.com/in/lead-${people}`, ...fields };
  return String((await o.one('select outreach.add_lead($1) as id', [JSON.stringify(lead)])).id);
}
const scored = (id: string) =>
  o.one('select score, score_parts, score_version from outreach.leads where id = $1', [id]);
const found = async (fields: Record<string, unknown>) =>
  ((await scored(await add(fields))).score_parts as { found: string }[]).map((part) => part.found);

async function inForce(rules: ScoreRule[], tiers = { a: 60, b: 30 }) {
  const { versions } = await o.bot.scoreRules(TEAM, 'rui', 1);
  const change = { team_id: TEAM, person_id: 'rui', rules, tiers, restored_from: null };
  return o.bot.saveScoreRules({ ...change, expected_version: versions[0]?.version ?? 0 });
}
async function rescored(): Promise<number> {
  let done = 0;
  for (let n = -1; n !== 0; done += n) n = await o.bot.rescoreLeads(100);
  return done;
}
const top = async (filter: Parameters<typeof o.bot.topLeads>[2], who = 'ana') =>
  o.bot.topLeads(TEAM, who, filter, { limit: 10, offset: 0 });

test('a score is the sum of its contributions, each with what was found, as it stands in the field', async () => {
  const id = await add({
    title: 'Coordenadora da Central de Material, Enfermagem',
    country: 'br',
    tags: ['hospitais', 'feira 2026'],
    headcount: 200,
    email: 'ana@hospital.example',
  });
  expect(await scored(id)).toMatchObject({
    score: 63,
    score_parts: [
      { rule: 1, field: 'title', points: 30, found: 'Central de Material' },
      { rule: 3, field: 'country', points: 15, found: 'BR' },
      { rule: 4, field: 'tags', points: 5, found: 'feira 2026' },
      { rule: 5, field: 'headcount', points: 10, found: '200' },
      { rule: 6, field: 'email', points: 3, found: '' },
    ],
  });
});

test('words count whole, without case and accents; a star stands for what follows', async () => {
  await inForce([
    { op: 'has', field: 'title', points: 1, values: ['cme', 'engenheir* clínic*', 'C++', 'a.b'] },
    { op: 'is', field: 'company', points: 1, values: ['Santa Casa'] },
  ]);
  expect(await found({ title: 'Acme buyer' })).toEqual([]);
  expect(await found({ title: 'Gerente (CME)' })).toEqual(['CME']);
  expect(await found({ title: 'ENGENHEIRO CLINICO pleno' })).toEqual(['ENGENHEIRO CLINICO']);
  expect(await found({ title: 'Engenheira  Clínica' })).toEqual(['Engenheira Clínica']);
  expect(await found({ title: 'C++ developer' })).toEqual(['C++']);
  expect(await found({ title: 'axb' })).toEqual([]);
  expect(await found({ company: 'SANTA CASA' })).toEqual(['SANTA CASA']);
  expect(await found({ company: 'Santa Casa de Misericórdia' })).toEqual([]);
});

test('a score follows each change of a field, and points are taken off as well', async () => {
  const id = await add({ title: 'Enfermeira', country: 'BR' });
  expect((await scored(id)).score).toBe(45);
  const write = (changes: object) =>
    o.query("select outreach.write_lead($1, $2, 'person', 'ana', 'test')", [id, JSON.stringify(changes)]);
  await write({ title: 'Enfermagem, intern' });
  expect((await scored(id)).score).toBe(5);
  await write({ headcount: 4000 });
  expect((await scored(id)).score).toBe(15);
});

test('a team begins with rules that know whom a maker of medical devices sells to', async () => {
  const { versions } = await o.bot.scoreRules(TEAM, 'ana', 50);
  const first = versions.at(-1);
  expect(first).toMatchObject({ version: 1, saved_by: 'default' });
  await inForce(first?.rules ?? [], first?.tiers);
  const tierOf = async (fields: Record<string, unknown>) => {
    const tag = `default-${people}`;
    await add({ ...fields, tags: [tag] });
    return (await top({ tag })).leads[0]?.tier;
  };
  const hospital = {
    company: 'Hospital São Lucas',
    industry: 'Hospitals and Health Care',
    country: 'BR',
    headcount: 900,
  };
  expect(await tierOf({ ...hospital, title: 'Coordenadora de Enfermagem da CME' })).toBe('a');
  expect(await tierOf({ ...hospital, title: 'Gerente de Compras' })).toBe('a');
  expect(await tierOf({ ...hospital, title: 'Engenheiro Clínico' })).toBe('a');
  expect(
    await tierOf({
      company: 'Cirúrgica Sul',
      industry: 'Comércio atacadista',
      country: 'BR',
      title: 'Comprador',
    }),
  ).toBe('a');
  expect(await tierOf({ ...hospital, title: 'Analista de RH' })).toBe('b');
  expect(await tierOf({ ...hospital, title: 'Estagiário de Engenharia Clínica' })).toBe('c');
  expect(await tierOf({ title: 'Desenvolvedor', company: 'Acme', country: 'PT' })).toBe('c');
});

test('a change of the rules scores all leads anew, slice by slice, and says how many are behind', async () => {
  const tag = 'all-anew';
  const ids = await Promise.all([1, 2, 3].map(() => add({ title: 'CME', tags: [tag] })));
  await rescored();
  const before = (await scored(ids[0] ?? '')).score_version as number;
  const [first, ...rest] = basic;
  await inForce([{ ...(first as ScoreRule), points: 50 }, ...rest]);
  expect((await top({ tag })).behind).toBeGreaterThanOrEqual(3);
  expect(await o.bot.rescoreLeads(2)).toBe(2);
  expect(await rescored()).toBeGreaterThan(0);
  expect(await top({ tag })).toMatchObject({
    behind: 0,
    leads: [{ score: 50 }, { score: 50 }, { score: 50 }],
  });
  expect((await scored(ids[0] ?? '')).score_version).toBe(before + 1);
  expect(
    await o.one('select count(*)::int as n from outreach.leads where version > 1 and id = any ($1)', [ids]),
  ).toEqual({ n: 0 });
});

test('the best come first, and a filter finds them by score, by tier and by words', async () => {
  const tag = 'ranked';
  const best = await add({
    name: 'Bea',
    title: 'Enfermeira CME',
    country: 'Brasil',
    headcount: 300,
    email: 'b@x.example',
    tags: [tag, 'Feira 2026'],
  });
  const next = await add({ name: 'Caio', title: 'Enfermeiro', tags: [tag] });
  const last = await add({ name: 'Dora', title: 'Sócia', tags: [tag] });
  const ids = async (filter: object) => (await top({ tag, ...filter })).leads.map((lead) => lead.lead_id);
  expect(await ids({})).toEqual([best, next, last]);
  expect(await ids({ min_score: 30 })).toEqual([best, next]);
  expect(await ids({ tier: 'a' })).toEqual([best]);
  expect(await ids({ tier: 'c' })).toEqual([last]);
  expect(await ids({ words: 'socia' })).toEqual([last]);
  const second = await o.bot.topLeads(TEAM, 'ana', { tag }, { limit: 1, offset: 1 });
  expect(second).toMatchObject({ total: 3, leads: [{ lead_id: next, place: 2, tier: 'b', standing: null }] });
});

test('a list of the best says who must not be contacted and who was', async () => {
  const tag = 'standing';
  const urls = ['stand-1', 'stand-2'].map((slug) => `https://www.linkedin.com/in/${slug}`);
  for (const profile_url of urls) await add({ profile_url, title: 'CME', tags: [tag] });
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'person',
    value: urls[0] ?? '',
    person_id: 'ana',
    reason: 'asked',
  });
  const { leads } = await top({ tag });
  expect(leads.map((lead) => lead.standing)).toEqual(['suppressed', null]);
});

test('a preview says what other rules would do to the first, by those that are new and by the points of the others', async () => {
  const tag = 'previewed';
  await inForce(basic);
  const [a, b] = [
    await add({
      name: 'A',
      title: 'CME',
      country: 'BR',
      headcount: 900,
      tags: [tag, 'Feira 2026'],
      email: 'a@x.example',
    }),
    await add({ name: 'B', title: 'Compras', country: 'BR', headcount: 900, tags: [tag] }),
  ];
  await rescored();
  const rules: ScoreRule[] = [
    { op: 'has', field: 'title', points: 90, values: ['compras'] },
    ...basic.filter((rule) => rule.field !== 'country').map((rule) => ({ ...rule, points: rule.points * 2 })),
  ];
  const preview = await o.bot.previewScoreRules(TEAM, 'rui', { rules, tiers: { a: 90, b: 30 }, shown: 50 });
  const of = (id: string) => preview.leads.find((lead) => lead.lead_id === id);
  expect(of(a)).toMatchObject({ before: 63, after: 96 });
  expect(of(b)).toMatchObject({ before: 25, after: 110 });
  expect(of(b)?.place_after).toBeLessThan(of(a)?.place_after ?? 0);
  await inForce(rules, { a: 90, b: 30 });
  await rescored();
  const leads = (await top({ tag })).leads.map((lead) => [lead.lead_id, lead.score]);
  expect(leads, 'as it was shown before').toEqual([
    [b, 110],
    [a, 96],
  ]);
});

test('rules have versions: saved once, over the newest alone, by admins; an earlier one comes back as a new one', async () => {
  const { versions } = await o.bot.scoreRules(TEAM, 'rui', 50);
  const now = versions[0]?.version ?? 0;
  const change = { team_id: TEAM, person_id: 'rui', rules: [], tiers: { a: 2, b: 1 }, restored_from: null };
  expect(await o.bot.saveScoreRules({ ...change, expected_version: now })).toMatchObject({
    outcome: 'saved',
    version: now + 1,
  });
  expect(await o.bot.saveScoreRules({ ...change, expected_version: now })).toEqual({
    outcome: 'stale',
    version: now + 1,
    saved_by: 'rui',
  });
  expect(await o.bot.saveScoreRules({ ...change, expected_version: now + 1 })).toMatchObject({
    outcome: 'unchanged',
  });
  const back = {
    ...change,
    rules: basic,
    tiers: { a: 60, b: 30 },
    expected_version: now + 1,
    restored_from: now,
  };
  expect(await o.bot.saveScoreRules(back)).toMatchObject({ outcome: 'saved', version: now + 2 });
  const { versions: after } = await o.bot.scoreRules(TEAM, 'ana', 1);
  expect(after).toMatchObject([{ version: now + 2, restored_from: now, rules: basic }]);
  for (const person_id of ['ana', 'leo', 'gil', 'unknown']) {
    await expect(
      o.bot.saveScoreRules({ ...back, person_id, expected_version: now + 2 }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(
      o.bot.previewScoreRules(TEAM, person_id, { rules: basic, tiers: { a: 2, b: 1 }, shown: 20 }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  }
  await expect(top({}, 'gil')).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(o.bot.scoreRules(TEAM, 'gil', 1)).rejects.toMatchObject({ code: 'not_allowed' });
  expect((await o.bot.scoreRules(TEAM, 'ana', 1)).may_change).toBe(false);
});

test.each([
  ['bad_field', { op: 'has', field: 'name', points: 5, values: ['x'] }],
  ['bad_points', { op: 'has', field: 'title', points: 0, values: ['x'] }],
  ['bad_points', { op: 'has', field: 'title', points: 101, values: ['x'] }],
  ['bad_values', { op: 'has', field: 'title', points: 5, values: [] }],
  ['bad_values', { op: 'has', field: 'title', points: 5, values: [' * '] }],
  ['bad_values', { op: 'between', field: 'headcount', points: 5, min: 9, max: 8 }],
  ['bad_op', { op: 'between', field: 'title', points: 5, min: 1, max: 8 }],
  ['bad_op', { op: 'matches', field: 'title', points: 5, values: ['.*'] }],
])('no rule is stored that is none: %s', async (code, rule) => {
  await expect(inForce([rule as ScoreRule])).rejects.toMatchObject({ code });
});

test('no more rules are stored than a form shows, and no tiers that do not follow each other', async () => {
  const many = Array.from(
    { length: 41 },
    (_, i): ScoreRule => ({ op: 'has', field: 'title', points: 1, values: [`w${i}`] }),
  );
  await expect(inForce(many)).rejects.toMatchObject({ code: 'too_many_rules' });
  await expect(inForce(basic, { a: 30, b: 30 })).rejects.toMatchObject({ code: 'bad_tiers' });
});
