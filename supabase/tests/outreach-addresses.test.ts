import { domainToASCII } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
});

const canonical = async (given: string) =>
  (await o.one('select outreach.canonical_profile($1) as url', [given])).url;

const MARIA = 'https://www.linkedin.com/in/maria-silva';
test.each([
  'https://www.linkedin.com/comm/in/maria-silva?midToken=AQEx&midSig=0x&trk=eml-email_accept_invite',
  'https://www.linkedin.com/comm/mwlite/in/maria-silva?x=1',
  'https://www.linkedin.com/in/maria-silva,',
  'https://www.linkedin.com/in/maria-silva).',
  'https://www.linkedin.com/in/Maria-Silva/;',
  '"https://www.linkedin.com/in/maria-silva"',
  '“linkedin.com/in/maria-silva”.',
  '<https://www.linkedin.com/in/maria-silva>',
  '<https://www.linkedin.com/in/maria-silva|linkedin.com/in/maria…>',
  '&lt;https://www.linkedin.com/in/maria-silva&gt;',
  '> https://www.linkedin.com/in/maria-silva/',
  'Perfil: https://www.linkedin.com/in/maria-silva, obrigada',
  'Maria Silva <https://www.linkedin.com/in/maria-silva/>',
  '[Maria](https://www.linkedin.com/in/maria-silva)',
  'http://br.linkedin.com/in/maria-silva/pt',
  'https://pt.linkedin.com/in/maria-silva?originalSubdomain=pt',
  'https://www.linkedin.com/in/maria-silva/en-us/?trk=x#y',
  'https://www.linkedin.com/in/maria-silva/details/experience/',
  'https://www.linkedin.com/in/maria-silva/overlay/contact-info/',
  'HTTPS://WWW.LINKEDIN.COM/IN/MARIA-SILVA',
  'https://m.linkedin.com/in/maria-silva',
  'https://touch.www.linkedin.com/in/maria-silva',
  'https://www.linkedin.com/mwlite/profile/in/maria-silva',
  'https://www.linkedin.com:443//in//maria-silva//',
  'https://www.linkedin.com./in/maria-silva',
  'www.linkedin.com/in/maria-silva',
  'linkedin.com/in/maria-silva',
  'in/maria-silva',
  '/in/maria-silva/',
  'linkedin://in/maria-silva',
  'linkedin://profile/maria-silva',
  'https://www.linkedin.com/in/maria%2Dsilva',
  'https://www.linkedin.com/in/maria-\u200bsilva\ufeff',
  'https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.linkedin.com%2Fcomm%2Fin%2Fmaria-silva%3FmidToken%3DA&data=05',
  'https://www.google.com/url?q=https://www.linkedin.com/in/maria-silva&sa=D',
  'https://www.linkedin.com/authwall?trk=x&sessionRedirect=https%3A%2F%2Fbr.linkedin.com%2Fin%2Fmaria-silva',
  'https://www.linkedin.com/uas/login?session_redirect=%2Fin%2Fmaria-silva%2F',
  'https://www.linkedin.com/comm/in/maria-=\nsilva?midToken=3DAQ',
])('canonical_profile() finds the person in %j', async (given) => {
  expect(await canonical(given)).toBe(MARIA);
});

test.each([
  ['https://www.linkedin.com/in/jos%C3%A9-m%c3%bcller', 'https://www.linkedin.com/in/josé-müller'],
  ['https://www.linkedin.com/in/José-Müller', 'https://www.linkedin.com/in/josé-müller'],
  ['https://www.linkedin.com/in/jose\u0301-müller', 'https://www.linkedin.com/in/josé-müller'],
  ['https://www.linkedin.com/in/jos%25C3%25A9-m%25C3%25BCller/', 'https://www.linkedin.com/in/josé-müller'],
  ['https://www.linkedin.com/pub/maria-silva/12/345/6b7', 'https://www.linkedin.com/in/maria-silva-6b734512'],
  ['https://br.linkedin.com/comm/pub/maria-silva?x', MARIA],
  ['https://www.linkedin.com/in/ACoAAB1cD_ef-9', 'https://www.linkedin.com/in/ACoAAB1cD_ef-9'],
  [
    'https://www.linkedin.com/profile/view?trk=x&id=ACoAAB1cD_ef-9',
    'https://www.linkedin.com/in/ACoAAB1cD_ef-9',
  ],
  ['urn:li:fsd_profile:ACoAAB1cD_ef-9', 'https://www.linkedin.com/in/ACoAAB1cD_ef-9'],
])('canonical_profile() of %j is %j', async (given, right) => {
  expect(await canonical(given)).toBe(right);
});

test.each([
  '',
  'Maria Silva',
  'https://www.linkedin.com/',
  'https://www.linkedin.com/in/',
  'https://www.linkedin.com/in/me',
  'https://www.linkedin.com/company/acme',
  'https://www.linkedin.com/school/usp',
  'https://www.linkedin.com/pub/dir/Maria/Silva',
  'https://www.linkedin.com/posts/maria-silva_titanium-activity-1',
  'https://www.linkedin.com/sales/lead/ACwAAB1cDef,NAME_SEARCH,x1',
  'https://www.linkedin.com/talent/profile/AEMAAB1',
  'https://lnkd.in/dAbC123',
  'https://www.linkedin.com.evil.example/in/maria-silva',
  'https://evil-linkedin.com/in/maria-silva',
  'https://www.linkedin.com@evil.example/in/maria-silva',
  'https://www.linkedin.com/profile/view?id=12345',
])('canonical_profile() finds no person in %j', async (given) => {
  expect(await canonical(given)).toBeNull();
});

test('one person under the forms of mails and exports is one lead', async () => {
  const account = await o.account();
  const first = await o.propose(account.id, {
    url: 'https://www.linkedin.com/comm/in/jo%C3%A3o-paz?midToken=x',
  });
  const again = await o.propose(account.id, { url: 'http://br.linkedin.com/in/João-Paz/pt,' });
  expect(first.outcome).toBe('proposed');
  expect(again).toMatchObject({
    outcome: 'refused',
    reason: 'duplicate',
    params: { action_id: first.action_id },
  });
});

const domain = async (given: string) => (await o.one('select outreach.domain_key($1) as key', [given])).key;

test.each([
  ['Acme.com', 'acme.com'],
  ['acme.com.', 'acme.com'],
  ['www.acme.com', 'acme.com'],
  ['https://WWW.Acme.com:8443/about?x#y', 'acme.com'],
  ['ana@acme.com', 'acme.com'],
  ['mailto:ana@acme.com', 'acme.com'],
  ['<ana@mail.acme.com>', 'mail.acme.com'],
  ['*.acme.com', 'acme.com'],
  ['my_company.com', 'my_company.com'],
  ['müller.de', 'xn--mller-kva.de'],
  ['MÜLLER.DE', 'xn--mller-kva.de'],
  ['mu\u0308ller.de', 'xn--mller-kva.de'],
  ['xn--mller-kva.de', 'xn--mller-kva.de'],
  ['ac\u00adme.com', 'acme.com'],
  ['ａｃｍｅ。com', 'acme.com'],
  ['www.com', 'www.com'],
  ['%.%', null],
  ['a%c.com', null],
  ['acme..com', null],
  ['.com', null],
  ['acme com', null],
  ['-acme.com', null],
  ['192.168.0.1', null],
  ['', null],
])('domain_key() of %j is %j', async (given, right) => {
  expect(await domain(given)).toBe(right);
});

test('domain_key() writes punycode as the platform does', async () => {
  for (const name of [
    'bücher',
    'açúcar',
    'são-josé',
    'ñandú',
    'пример',
    '例え',
    'faß',
    'ελλάδα',
    'ação-e-reação',
    'a中b文c',
  ]) {
    expect(await domain(`${name}.com`)).toBe(domainToASCII(`${name}.com`));
  }
});

const lead = (p: Record<string, string>) =>
  o
    .one('select outreach.add_lead($1) as id', [JSON.stringify({ team_id: TEAM, ...p })])
    .then((r) => String(r.id));
const suppressed = async (id: string) => (await o.one('select outreach.is_suppressed($1) as is', [id])).is;
const suppress = (value: string) =>
  o.bot.suppress({ team_id: TEAM, kind: 'domain', value, person_id: 'ana', reason: 'test' });

test.each([
  '%.%',
  '%',
  '_.com',
  '%@%',
  '.',
  '*',
  'com',
  'COM.',
  'com.br',
  'https://www.com.br/',
  'co.uk',
  'eng.br',
  'sp.gov.br',
  'github.io',
])('suppress() refuses the domain %j, which would be all people or strangers', async (value) => {
  const id = await lead({
    profile_url: 'https://www.linkedin.com/in/stranger',
    company_domain: 'stranger.com.br',
    email: 's@x.co.uk',
  });
  expect(await suppress(value)).toMatchObject({ outcome: 'refused' });
  expect(await suppressed(id)).toBe(false);
});

test('a suppressed domain holds for itself and what is below it, label by label, in one form', async () => {
  const at = (n: number, company_domain: string) => lead({ profile_url: `in/domain-${n}`, company_domain });
  const mail = (n: number, email: string) => lead({ profile_url: `in/mail-${n}`, email });
  const hit = await Promise.all([
    at(1, 'my_company.com'),
    at(2, 'br.MY_company.com'),
    at(3, 'müller.de'),
    at(4, 'xn--mller-kva.de'),
    mail(5, 'Ana@Sub.Müller.DE'),
    mail(6, 'bia@my_company.com'),
  ]);
  const spared = await Promise.all([
    at(7, 'myxcompany.com'),
    at(8, 'notmy_company.com'),
    at(9, 'my_company.com.br'),
    at(10, 'muller.de'),
    mail(11, 'ana@my-company.com'),
    mail(12, 'my_company.com@other.com'),
  ]);
  await suppress('https://www.My_Company.com/contact');
  await suppress('ana@MÜLLER.de');
  expect(await Promise.all(hit.map(suppressed))).toEqual(hit.map(() => true));
  expect(await Promise.all(spared.map(suppressed))).toEqual(spared.map(() => false));
  await suppress('xn--mller-kva.de.');
  const { n } = await o.one(`select count(*) as n from outreach.suppressions where kind = 'domain'`);
  expect(Number(n)).toBe(2);
});
