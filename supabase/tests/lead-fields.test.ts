import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
});

const add = async (lead: object) =>
  String(
    (await o.one('select outreach.add_lead($1) as id', [JSON.stringify({ team_id: TEAM, ...lead })])).id,
  );
const write = async (id: string, changes: object, source = 'person', batch: string | null = null) =>
  (
    await o.one('select outreach.write_lead($1, $2, $3, $4, $5, $6) as version', [
      id,
      JSON.stringify(changes),
      source,
      'ana',
      'test',
      batch,
    ])
  ).version;
const lead = (id: string) => o.one('select * from outreach.leads where id = $1', [id]);
const versions = async (id: string) =>
  (
    await o.query(
      'select version, data, changed_by, batch_id from outreach.lead_versions where lead_id = $1 order by 1',
      [id],
    )
  ).rows;
const batch = async () =>
  String(
    (
      await o.one(
        `insert into outreach.lead_batches (team_id, kind, status, title, person_id, channel_id)
         values ($1, 'enrichment', 'running', 'x', 'ana', 'C1') returning id`,
        [TEAM],
      )
    ).id,
  );

test('a lead that is added has a first version with all its fields, and each field says where it came from', async () => {
  const id = await add({
    profile_url: 'in/fields-1',
    name: 'Ana Lima',
    company: 'Acme',
    company_domain: 'www.acme.example',
  });
  expect(await lead(id)).toMatchObject({
    version: 1,
    website: 'www.acme.example',
    company_domain: 'acme.example',
  });
  const [first, ...more] = await versions(id);
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    version: 1,
    changed_by: 'setup',
    data: { name: 'Ana Lima', title: null, tags: [] },
  });
  expect(first?.data).toMatchObject({ fields: { name: { source: 'setup' }, company: { source: 'setup' } } });
});

test('write_lead() makes a version of what changed, which keeps the whole lead', async () => {
  const id = await add({ profile_url: 'in/fields-2', name: 'Bia', title: 'Buyer' });
  expect(await write(id, { title: 'Head of Buying', headcount: '250', email: 'Bia@Acme.Example' })).toBe(2);
  expect(await lead(id)).toMatchObject({
    title: 'Head of Buying',
    headcount: 250,
    email: 'bia@acme.example',
    name: 'Bia',
  });
  expect((await versions(id)).map((v) => (v.data as { title: string }).title)).toEqual([
    'Buyer',
    'Head of Buying',
  ]);
});

test.each([[null], [''], ['  \u200b '], ['\u3164']])(
  'write_lead() never overwrites with a blank: %j',
  async (blank) => {
    const id = await add({ profile_url: `in/fields-blank`, title: 'Buyer' });
    const before = await versions(id);
    expect(await write(id, { title: blank, company: blank, tags: [] })).toBeNull();
    expect(await versions(id)).toEqual(before);
  },
);

test('write_lead() of what is there already makes no version', async () => {
  const id = await add({ profile_url: 'in/fields-3', title: 'Buyer', company: 'Acme' });
  expect(await write(id, { title: ' Buyer ', company: 'Acme' })).toBeNull();
});

test('write_lead() adds tags, once in any case', async () => {
  const id = await add({ profile_url: 'in/fields-4' });
  await write(id, { tags: ['Hospital', 'hospital', ' VIP '] });
  await write(id, { tags: ['vip', 'new'] });
  expect((await lead(id)).tags).toEqual(['Hospital', 'VIP', 'new']);
});

test('write_lead() keeps the quote and the address that a value was read from, and the batch', async () => {
  const id = await add({ profile_url: 'in/fields-5' });
  const b = await batch();
  await write(
    id,
    { industry: { value: 'Dental', quote: 'We make implants', url: 'https://a.example' } },
    `enrichment:${b}`,
    b,
  );
  expect((await lead(id)).fields).toMatchObject({
    industry: { source: `enrichment:${b}`, by: 'ana', quote: 'We make implants', url: 'https://a.example' },
  });
  expect((await versions(id)).at(-1)).toMatchObject({ batch_id: b });
});

test('what is compared follows the fields: company, its page and its domain', async () => {
  const id = await add({ profile_url: 'in/fields-6', company: 'Acme' });
  await write(id, {
    company: 'Alba Implantes Ltda.',
    company_url: 'linkedin.com/company/alba/',
    website: 'https://alba.example/x',
  });
  expect(await lead(id)).toMatchObject({
    company_key: 'alba implantes',
    company_page_key: 'alba',
    company_domain: 'alba.example',
  });
});

test('a name of two columns makes the name, where there is none', async () => {
  const id = await add({ profile_url: 'in/fields-7' });
  await write(id, { first_name: 'José', last_name: 'Silva' });
  expect((await lead(id)).name).toBe('José Silva');
  await write(id, { first_name: 'Zé' });
  expect((await lead(id)).name).toBe('José Silva');
});

test.each([
  ['email', 'no address'],
  ['headcount', 'many'],
  ['time_zone', "x'; drop"],
  ['language', '12'],
])('write_lead() does not store what is no value of %s', async (field, value) => {
  const id = await add({ profile_url: 'in/fields-8' });
  expect(await write(id, { [field]: value })).toBeNull();
});

test('write_lead() refuses a field that leads do not have', async () => {
  const id = await add({ profile_url: 'in/fields-9' });
  await expect(write(id, { score: 3 })).rejects.toThrow(/Cannot write field "score"/);
});

test('a read profile fills what is empty and renews what LinkedIn filled, as a version of its own', async () => {
  const account = await o.account();
  const action = await o.ready(account.id, { url: 'in/fields-10', name: 'Known Name' });
  const read = async (more: object) =>
    o.query('select outreach.record_profile($1)', [
      JSON.stringify({
        provider_account_id: account.provider,
        lead_id: (await o.get(action)).lead.lead_id,
        provider_id: 'ACoAAfields10',
        connected: false,
        invitation: 'none',
        ...more,
      }),
    ]);
  await read({ name: 'Other Name', headline: 'Buyer' });
  await read({ name: 'Other Name', headline: 'Head of Buying', company: 'Acme' });
  const id = (await o.get(action)).lead.lead_id;
  expect(await lead(id)).toMatchObject({
    name: 'Known Name',
    title: 'Head of Buying',
    company: 'Acme',
    version: 3,
  });
  expect((await lead(id)).fields).toMatchObject({
    name: { source: 'person' },
    title: { source: 'linkedin' },
  });
  expect((await versions(id)).map((v) => v.changed_by)).toEqual(['ana', 'governor', 'governor']);
});

test('a read profile leaves what a person or a file says, and gives its title before its headline', async () => {
  const account = await o.account();
  const action = await o.ready(account.id, { url: 'in/fields-20', name: 'Ana' });
  const { lead_id } = (await o.get(action)).lead;
  await o.query(`select outreach.write_lead($1, '{"company": "Alba"}', 'import:b1', 'ana', 'import')`, [
    lead_id,
  ]);
  await o.governor.recordProfile({
    ...{
      provider_account_id: account.provider,
      lead_id,
      provider_id: 'ACoAAfields20',
      public_id: 'fields-20',
    },
    ...{ name: 'Other', headline: 'Buyer at Beta', title: 'Buyer', company: 'Beta' },
    ...{ connected: false, invitation: 'none' as const },
  });
  expect(await lead(lead_id)).toMatchObject({ name: 'Ana', company: 'Alba', title: 'Buyer' });
  expect((await versions(lead_id)).at(-1)).toMatchObject({ changed_by: 'governor' });
});

test('a lead that was known by an id alone gets the address of its page, and is one person with a lead of that address', async () => {
  const account = await o.account();
  const known = await add({ profile_url: 'in/fields-22', country: 'BR' });
  const read = async (id: string, public_id: string) => {
    await o.governor.recordProfile({
      ...{ provider_account_id: account.provider, lead_id: id, provider_id: `ACoAA${id}`, public_id },
      ...{
        name: null,
        headline: null,
        title: null,
        company: 'Alba',
        connected: false,
        invitation: 'none' as const,
      },
    });
  };
  const alone = await add({ profile_url: 'in/ACwAAfields21' });
  await read(alone, 'Fields-21');
  expect(await lead(alone)).toMatchObject({
    profile_url: 'https://www.linkedin.com/in/fields-21',
    company: 'Alba',
    same_as: null,
  });
  expect((await versions(alone)).at(-1)?.data).toMatchObject({
    profile_url: 'https://www.linkedin.com/in/fields-21',
  });
  const twin = await add({ profile_url: 'in/ACwAAfields22' });
  await read(twin, 'fields-22');
  expect(await lead(twin)).toMatchObject({
    profile_url: 'https://www.linkedin.com/in/ACwAAfields22',
    same_as: known,
  });
  expect(await lead(known)).toMatchObject({ company: 'Alba', country: 'BR' });
});

test('an erased lead takes no more fields', async () => {
  const id = await add({ profile_url: 'in/fields-11' });
  await o.query('update outreach.leads set erased_at = now() where id = $1', [id]);
  expect(await write(id, { title: 'Buyer' })).toBeNull();
});

test('a suppressed domain holds for the e-mail address that a lead has as a field', async () => {
  const id = await add({ profile_url: 'in/fields-12' });
  await write(id, { email: 'x@mail.fields-12.example' });
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'domain',
    value: 'fields-12.example',
    person_id: 'ana',
    reason: '',
  });
  expect((await o.one('select outreach.is_suppressed($1) as is', [id])).is).toBe(true);
});
