import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
});

const add = async (slug: string, more: object = {}) =>
  String(
    (
      await o.one('select outreach.add_lead($1) as id', [
        JSON.stringify({ team_id: TEAM, profile_url: `in/${slug}`, ...more }),
      ])
    ).id,
  );
const judge = async (verdict: object) =>
  (
    await o.one('select outreach.judge_leads($1) as r', [
      JSON.stringify({ team_id: TEAM, person_id: 'ana', ...verdict }),
    ])
  ).r as { outcome: string };
interface Shown {
  lead_id: string;
  version: number;
  names: { kind: string; value: string }[];
  merged: { merge_id: number; lead_id: string }[];
  suggestions: { lead_id: string; by: string }[];
  versions: { version: number; changed: string[] }[];
  actions: { type: string }[];
}
const find = async (words: string, person = 'ana') =>
  (await o.one('select outreach.find_lead($1, $2, $3) as r', [TEAM, person, words])).r as {
    outcome: string;
    lead: Shown | null;
    choices: { name: string }[];
  };
const sameAs = async (id: string) =>
  (await o.one('select same_as from outreach.leads where id = $1', [id])).same_as;

test('the same name at the same company, or one e-mail address, is suggested and merges nothing', async () => {
  const one = await add('sug-1', { name: 'José Silva', company: 'Alba Ltda' });
  const two = await add('sug-2', { name: 'JOSE  SILVA', company: 'ALBA' });
  const three = await add('sug-3', { name: 'José Silva', company: 'Other' });
  await o.query(`select outreach.write_lead($1, '{"email": "j@alba.example"}', 'person', 'ana', 'x')`, [one]);
  await o.query(`select outreach.write_lead($1, '{"email": "j@alba.example"}', 'person', 'ana', 'x')`, [
    three,
  ]);
  const { lead } = await find('in/sug-1');
  expect(lead?.suggestions.map(({ lead_id, by }) => [lead_id, by])).toEqual([
    [two, 'company'],
    [three, 'email'],
  ]);
  expect(await sameAs(two)).toBeNull();
});

test('Merge makes two leads one person, Split takes it back, and then no name merges them again', async () => {
  const one = await add('merge-1', { name: 'Ana Paz', company: 'Acme' });
  const two = await add('merge-2', { name: 'Ana Paz', company: 'Acme' });
  const below = await add('merge-3');
  await judge({ verdict: 'same', lead_id: two, other_id: below });
  expect(await judge({ verdict: 'same', lead_id: one, other_id: two })).toEqual({ outcome: 'done' });
  expect(await judge({ verdict: 'same', lead_id: one, other_id: two })).toEqual({ outcome: 'known' });
  const { lead } = await find('in/merge-2');
  expect(lead).toMatchObject({ lead_id: one, suggestions: [] });
  expect(lead?.names.map(({ value }) => value)).toEqual(['merge-1', 'merge-2', 'merge-3']);
  const merge = lead?.merged.find(({ lead_id }) => lead_id === two);
  expect(await judge({ verdict: 'split', merge_id: merge?.merge_id })).toEqual({ outcome: 'done' });
  expect(await judge({ verdict: 'split', merge_id: merge?.merge_id })).toEqual({ outcome: 'known' });
  expect([await sameAs(one), await sameAs(two), await sameAs(below)]).toEqual([null, null, two]);
  for (const id of [one, two])
    await o.query(`select outreach.identify($1, 'provider_id', 'ACoAAmerge1')`, [id]);
  expect(await sameAs(two)).toBeNull();
  expect((await find('in/merge-1')).lead?.suggestions).toEqual([]);
});

test('a name that both have merges them and says which', async () => {
  const one = await add('exact-1', { provider_id: 'ACoAAexact1' });
  const two = await add('exact-2');
  await o.query(`select outreach.identify($1, 'provider_id', 'ACoAAexact1')`, [two]);
  expect(await sameAs(two)).toBe(one);
  expect((await find('in/exact-2')).lead?.merged).toMatchObject([{ lead_id: two, by: 'provider_id' }]);
});

test('"Not the same" ends a suggestion; a guest says nothing', async () => {
  const one = await add('apart-1', { name: 'Rita Luz', company: 'Luz' });
  const two = await add('apart-2', { name: 'Rita Luz', company: 'Luz' });
  expect(await judge({ verdict: 'apart', lead_id: one, other_id: two, person_id: 'gil' })).toEqual({
    outcome: 'not_allowed',
  });
  expect(await judge({ verdict: 'apart', lead_id: two, other_id: one })).toEqual({ outcome: 'done' });
  expect((await find('in/apart-1')).lead?.suggestions).toEqual([]);
  expect(await judge({ verdict: 'apart', lead_id: one, other_id: 'none' })).toEqual({ outcome: 'not_found' });
});

test('find_lead() reads a name without its accents, an address in any form, an e-mail address and an id', async () => {
  const id = await add('find-ines', { name: 'Inês Araújo', email: 'ines@find.example' });
  for (const words of [
    'ines araujo',
    'INÊS',
    'http://pt.linkedin.com/in/Find-Ines/?x',
    'Ines@find.example',
    id,
  ]) {
    expect((await find(words)).lead?.lead_id).toBe(id);
  }
  await add('find-ines-2', { name: 'Maria Inês' });
  const several = await find('inês');
  expect(several).toMatchObject({ outcome: 'several', lead: null });
  expect(several.choices.map(({ name }) => name)).toEqual(['Inês Araújo', 'Maria Inês']);
  expect((await find('no such person')).outcome).toBe('none');
  expect((await find('in/no-such-person')).outcome).toBe('none');
  expect((await find('inês', 'gil')).outcome).toBe('not_allowed');
});

test('find_lead() shows what each version changed and the actions under every name', async () => {
  const account = await o.account();
  const id = await add('story-1', { name: 'Bia', title: 'Buyer' });
  await o.query(
    `select outreach.write_lead($1, '{"title": "Head", "tags": ["vip"]}', 'person', 'ana', 'x')`,
    [id],
  );
  const two = await add('story-2');
  await o.propose(account.id, { url: 'in/story-2' });
  await judge({ verdict: 'same', lead_id: id, other_id: two });
  const { lead } = await find('in/story-1');
  expect(lead?.versions.map(({ version, changed }) => [version, changed])).toEqual([
    [2, ['tags', 'title']],
    [1, ['name', 'title']],
  ]);
  expect(lead?.actions).toMatchObject([{ type: 'view_profile' }]);
});

const fieldsOf = (id: string) =>
  o.one('select outreach.lead_values(l) as values, l.fields, l.score from outreach.leads l where id = $1', [
    id,
  ]) as Promise<{
    values: Record<string, unknown>;
    fields: Record<string, { source: string; merge?: number }>;
    score: number;
  }>;
const same = async (lead_id: string, other_id: string) => {
  expect(await judge({ verdict: 'same', lead_id, other_id })).toEqual({ outcome: 'done' });
  const merge = await o.one('select max(id) as id from outreach.lead_merges where split_at is null', []);
  return Number(merge.id);
};
const split = async (merge_id: number) =>
  expect(await judge({ verdict: 'split', merge_id })).toEqual({ outcome: 'done' });
const write = (id: string, changes: object, source = 'person') =>
  o.query(`select outreach.write_lead($1, $2, $3, 'ana', 'x')`, [id, JSON.stringify(changes), source]);

test('a lead has what it lacks of the lead that is merged into it, with its source and score, until Split', async () => {
  const one = await add('fill-1', { name: 'Léa Dias', company: 'Alba Ltda' });
  const two = await add('fill-2', { name: 'Lea Dias', company: 'ALBA', email: 'lea@alba.example' });
  await write(two, {
    title: { value: 'Enfermeira do CME', quote: 'Léa, enfermeira do CME', url: 'https://alba.example/' },
    tags: ['fair'],
  });
  const before = [await fieldsOf(one), await fieldsOf(two)];
  const merge = await same(one, two);
  const filled = await fieldsOf(one);
  expect(filled.values).toMatchObject({
    name: 'Léa Dias',
    company: 'Alba Ltda',
    title: 'Enfermeira do CME',
    email: 'lea@alba.example',
    tags: ['fair'],
  });
  expect(filled.fields).toMatchObject({
    name: { source: 'setup' },
    title: { source: 'person', by: 'ana', quote: 'Léa, enfermeira do CME', merge },
    email: { source: 'setup', merge },
  });
  expect(filled.score).toBe(before[1]?.score);
  expect((await find('in/fill-1')).lead?.versions[0]).toMatchObject({ changed: ['email', 'tags', 'title'] });
  await split(merge);
  expect([await fieldsOf(one), await fieldsOf(two)]).toEqual(before);
});

test('a name that both have fills what the first lacks, too', async () => {
  const one = await add('fill-3', { provider_id: 'ACoAAfill3' });
  const two = await add('fill-4', { title: 'Buyer' });
  await o.query(`select outreach.identify($1, 'provider_id', 'ACoAAfill3')`, [two]);
  expect((await fieldsOf(one)).values.title).toBe('Buyer');
});

test('what a person writes after a merge stays with the lead after Split', async () => {
  const one = await add('fill-5', { name: 'Ivo' });
  const two = await add('fill-6', { name: 'Ivo', title: 'Buyer', country: 'BR' });
  const merge = await same(one, two);
  await write(one, { title: 'Head of Buying' });
  await split(merge);
  expect((await fieldsOf(one)).values).toMatchObject({ title: 'Head of Buying', country: null });
  expect((await fieldsOf(two)).values).toMatchObject({ title: 'Buyer', country: 'BR' });
});

test('what is learned of a merged lead shows in the one that stands for it, where that knows nothing of its own', async () => {
  const one = await add('fill-7', { name: 'Eva', company: 'Luz' });
  const two = await add('fill-8', { name: 'Eva' });
  await same(one, two);
  await write(two, { company: 'Luz', title: 'Buyer' }, 'linkedin');
  await write(two, { title: 'Head of Buying' }, 'linkedin');
  expect((await fieldsOf(one)).fields).toMatchObject({
    title: { source: 'linkedin' },
    company: { source: 'setup' },
  });
  expect((await fieldsOf(one)).values.title).toBe('Head of Buying');
});

test('a lead of another company gives nothing of its post, and one of another name no part of the name', async () => {
  const one = await add('fill-9', { name: 'Ana Maria Paz', company: 'Alba' });
  const two = await add('fill-10', {
    name: 'A. Paz',
    first_name: 'A.',
    title: 'CEO',
    company: 'Beta',
    website: 'beta.example',
    country: 'BR',
  });
  await same(one, two);
  expect((await fieldsOf(one)).values).toMatchObject({
    first_name: null,
    title: null,
    company: 'Alba',
    website: null,
    country: 'BR',
  });
});

test('of three leads in a row, a split takes along what came from below it and leaves the split ones apart', async () => {
  const [a, b, c] = [
    await add('row-1', { title: 'Buyer' }),
    await add('row-2', { country: 'BR' }),
    await add('row-3'),
  ];
  const before = [await fieldsOf(a), await fieldsOf(b), await fieldsOf(c)];
  const first = await same(b, a);
  const second = await same(c, b);
  expect((await fieldsOf(c)).values).toMatchObject({ title: 'Buyer', country: 'BR' });
  await split(first);
  expect((await fieldsOf(c)).values).toMatchObject({ title: null, country: 'BR' });
  expect([await sameAs(a), await sameAs(b)]).toEqual([null, c]);
  await split(second);
  expect([await sameAs(a), await sameAs(b), await sameAs(c)]).toEqual([null, null, null]);
  expect([await fieldsOf(a), await fieldsOf(b), await fieldsOf(c)]).toEqual(before);
});
