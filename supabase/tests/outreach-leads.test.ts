import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});
const canonical = async (url: string) =>
  (await o.one('select outreach.canonical_profile($1) as url', [url])).url;

test.each([
  ['https://www.linkedin.com/in/Maria-Lima-1', 'maria-lima-1'],
  ['http://br.linkedin.com/in/maria-lima-1/pt', 'maria-lima-1'],
  ['linkedin.com/in/maria-lima-1?trk=x&lipi=y#about', 'maria-lima-1'],
  [' <https://m.linkedin.com/mwlite/in/maria-lima-1/> ', 'maria-lima-1'],
  ['linkedin://in/maria-lima-1', 'maria-lima-1'],
  ['https://www.linkedin.com/pub/jane-doe/1/2/3', 'jane-doe-321'],
  ['https://www.linkedin.com/pub/jane-doe', 'jane-doe'],
  ['https://www.linkedin.com/in/jos%C3%A9-silva', 'josé-silva'],
  ['https://www.linkedin.com/in/jose\u0301-silva', 'josé-silva'],
  ['https://www.linkedin.com/in/ACoAAB1234567xyz', 'ACoAAB1234567xyz'],
])('canonical_profile() reads %s', async (url, slug) => {
  expect(await canonical(url)).toBe(`https://www.linkedin.com/in/${slug}`);
});

test.each([
  'https://www.linkedin.com/company/acme',
  'https://www.linkedin.com/school/usp',
  'https://www.linkedin.com/sales/lead/ACwAAA123,NAME_SEARCH',
  'https://www.linkedin.com/in/',
  'https://www.linkedin.com.evil.example/in/maria',
  'https://evil.example/linkedin.com/in/maria',
  'https://www.linkedin.com/in/%FF%FE',
  'https://www.linkedin.com/in/a b',
  'maria',
  '',
])('canonical_profile() refuses "%s"', async (url) => {
  expect(await canonical(url)).toBeNull();
});

test('add_lead() keeps one lead per person, for any form of the address, and overwrites nothing', async () => {
  const add = async (lead: object) =>
    (await o.one('select outreach.add_lead($1) as id', [JSON.stringify({ team_id: TEAM, ...lead })])).id;
  const first = await add({
    profile_url: 'linkedin.com/in/one-person',
    name: 'One',
    company: 'Acme',
    email: 'One@Acme.example',
  });
  expect(
    await add({ profile_url: 'https://de.linkedin.com/in/ONE-PERSON/en', name: 'Other', company: 'Other' }),
  ).toBe(first);
  expect(await o.one('select name, company, company_key from outreach.leads where id = $1', [first])).toEqual(
    {
      name: 'One',
      company: 'Acme',
      company_key: 'acme',
    },
  );
  await expect(add({ profile_url: 'linkedin.com/company/acme' })).rejects.toThrow(/no address of a person/);
});

test('company_key() and domain_key() compare what people write', async () => {
  const key = async (fn: string, value: string) => (await o.one(`select outreach.${fn}($1) as k`, [value])).k;
  for (const name of [
    'Alba Implantes Ltda.',
    'ALBA IMPLANTES',
    'alba  implantes s/a',
    'https://www.linkedin.com/company/alba-implantes/',
  ]) {
    expect(await key('company_key', name)).toBe('alba implantes');
  }
  for (const domain of ['Example.com', 'https://www.example.com/x?y', 'ana@example.com']) {
    expect(await key('domain_key', domain)).toBe('example.com');
  }
});

test('suppress() for a domain reaches subdomains and e-mail addresses, and no name that only ends alike', async () => {
  const account = await o.account();
  const lead = async (slug: string, more: object) => {
    await o.query('select outreach.add_lead($1)', [
      JSON.stringify({ team_id: TEAM, profile_url: `linkedin.com/in/${slug}`, ...more }),
    ]);
    return (await o.propose(account.id, { url: `linkedin.com/in/${slug}` })).action_id ?? '';
  };
  const stopped = [
    await lead('d-one', { company_domain: 'clinic.example' }),
    await lead('d-two', { company_domain: 'br.clinic.example' }),
    await lead('d-three', { email: 'x@clinic.example' }),
  ];
  const kept = await lead('d-four', { company_domain: 'otherclinic.example' });
  expect(
    await o.bot.suppress({
      team_id: TEAM,
      kind: 'domain',
      value: 'clinic.example',
      person_id: 'ana',
      reason: '',
    }),
  ).toMatchObject({ outcome: 'done', stopped: 3 });
  for (const id of stopped) expect((await o.get(id)).status).toBe('suppressed');
  expect((await o.get(kept)).status).toBe('pending_approval');
});
