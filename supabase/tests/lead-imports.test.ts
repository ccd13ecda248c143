import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let n = 0;
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
});

interface Row {
  urls?: string[];
  email?: string;
  is_verified?: boolean;
  fields?: Record<string, unknown>;
}
const numbered = (rows: Row[]) =>
  JSON.stringify(rows.map((row, i) => ({ n: i + 1, urls: [], fields: {}, ...row })));
type Code = { n: number; keys: string[]; code: string };
const check = async (...rows: Row[]) =>
  (await o.one('select outreach.check_import($1, $2) as r', [TEAM, numbered(rows)])).r as Code[];

async function start(person = 'ana') {
  n += 1;
  const answer = await o.one('select outreach.start_import($1) as r', [
    JSON.stringify({
      team_id: TEAM,
      person_id: person,
      channel_id: 'C1',
      thread_ts: null,
      message_ts: `m ${n}`,
      title: 'leads.csv',
      file_hash: 'h',
      plan: {},
      total: 10,
    }),
  ]);
  return answer.r as { outcome: string; batch: { batch_id: string; fence: number } };
}
const rows = async (batch: string, fence: number, from: number, until: number, ...given: Row[]) =>
  (
    await o.one('select outreach.import_rows($1, $2, $3, $4, $5) as r', [
      batch,
      fence,
      from,
      until,
      numbered(given),
    ])
  ).r as {
    outcome: string;
    codes: [number, string][];
  };
/** A whole import in one slice; answers the codes and the batch. */
async function imported(...given: Row[]) {
  const { batch } = await start();
  const { codes } = await rows(batch.batch_id, 0, 0, given.length, ...given);
  await o.one('select outreach.end_import($1, 0, null, $2)', [batch.batch_id, '{}']);
  return { id: batch.batch_id, codes: codes.map(([, code]) => code) };
}
async function rolledBack(
  id: string,
  person = 'ana',
): Promise<{ outcome?: string; status?: string; counts?: Record<string, unknown> }> {
  const answer = (await o.one('select outreach.start_rollback($1, $2, $3) as r', [TEAM, id, person])).r as {
    outcome: string;
  };
  if (answer.outcome !== 'started') return { outcome: answer.outcome };
  for (;;) {
    const { r } = await o.one('select outreach.roll_back_leads($1, 0, 2) as r', [id]);
    if ((r as { outcome: string }).outcome !== 'done') break;
  }
  return await o.one('select status, counts from outreach.lead_batches where id = $1', [id]);
}
const leadAt = async (slug: string) =>
  o.one(
    `select l.* from outreach.leads l join outreach.lead_identities i on i.lead_id = l.id where i.value = $1`,
    [slug],
  );
const everything = async () =>
  JSON.stringify([
    (
      await o.query('select to_jsonb(l) - array[$1, $2] as l from outreach.leads l order by id', [
        'updated_at',
        'version',
      ])
    ).rows,
    (await o.query('select to_jsonb(i) as i from outreach.lead_identities i order by kind, value')).rows,
  ]);

test('check_import() says of each row what would happen, and stores nothing', async () => {
  const known = await imported(
    { urls: ['in/check-known'], fields: { title: 'Buyer' } },
    { urls: ['in/check-same'], fields: { title: 'Buyer' } },
  );
  expect(known.codes).toEqual(['new', 'new']);
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'person',
    value: 'in/check-stop',
    person_id: 'ana',
    reason: '',
  });
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'domain',
    value: 'check-stop.example',
    person_id: 'ana',
    reason: '',
  });
  const before = await everything();
  const found = await check(
    { urls: ['https://br.linkedin.com/in/Check-Known/pt?trk=x'], fields: { title: 'Head' } },
    { urls: ['in/check-same'], fields: { title: 'Buyer', company: ' ' } },
    { urls: ['https://www.linkedin.com/pub/check-new/1/2/3'] },
    { urls: ['in/check-stop'] },
    { urls: ['in/check-other'], email: 'x@mail.check-stop.example' },
    { urls: ['https://www.linkedin.com/company/acme'] },
    {},
    { urls: ['http://linkedin.com/in/check-new-321'] },
  );
  expect(found.map(({ code }) => code)).toEqual([
    'changed',
    'unchanged',
    'new',
    'suppressed',
    'suppressed',
    'no_address',
    'no_address',
    'new',
  ]);
  expect(found[7]?.keys).toEqual(found[2]?.keys);
  expect(await everything()).toBe(before);
});

test('import_rows() makes and changes leads as one batch, and the same file again changes nothing', async () => {
  const file: Row[] = [
    {
      urls: ['in/twice-a'],
      fields: { first_name: 'Ana', last_name: 'Paz', company: 'Acme', tags: ['fair'] },
    },
    {
      urls: ['in/twice-b'],
      email: 'b@twice.example',
      fields: { name: 'Bia', email: 'b@twice.example', headcount: '12' },
    },
  ];
  const first = await imported(...file);
  expect(first.codes).toEqual(['new', 'new']);
  expect(await leadAt('twice-a')).toMatchObject({
    name: 'Ana Paz',
    company_key: 'acme',
    tags: ['fair'],
    version: 1,
  });
  expect((await leadAt('twice-b')).fields).toMatchObject({
    headcount: { source: `import:${first.id}`, by: 'ana' },
  });
  expect((await imported(...file)).codes).toEqual(['unchanged', 'unchanged']);
  expect((await leadAt('twice-a')).version).toBe(1);
});

test('import_rows() scores leads as each would be scored alone', async () => {
  const { id } = await imported(
    {
      urls: ['https://www.linkedin.com/in/scored-one'],
      fields: { title: 'Gerente de  Compras', company: 'Hospital São João', country: 'BR' },
    },
    {
      urls: ['https://www.linkedin.com/in/scored-two'],
      fields: { title: 'Estagiária de Compras', headcount: '250', tags: ['fair'] },
    },
    {
      urls: ['https://www.linkedin.com/in/scored-three'],
      fields: { name: 'Rui', industry: 'Hospitais e clínicas', headcount: '60' },
    },
    { urls: ['https://www.linkedin.com/in/scored-four'], fields: {} },
  );
  const scores = async () => {
    const { rows } = await database.owner.query(
      `select l.profile_url, l.score, l.score_parts, l.score_version from outreach.leads l
       join outreach.lead_versions v on v.lead_id = l.id where v.batch_id = $1 order by 1`,
      [id],
    );
    return rows as { score: number }[];
  };
  const together = await scores();
  expect(together.map(({ score }) => score)).toEqual([0, 75, 25, -20]);
  await database.owner.query(
    'update outreach.leads set title = title where id in (select lead_id from outreach.lead_versions where batch_id = $1)',
    [id],
  );
  expect(await scores()).toEqual(together);
});

test('a row is never done twice: rows that another process did are known, and a late process is told', async () => {
  const { batch } = await start();
  const row: Row = { urls: ['in/slices-a'], fields: { title: 'A' } };
  expect((await rows(batch.batch_id, 0, 0, 1, row)).outcome).toBe('done');
  expect((await rows(batch.batch_id, 0, 0, 1, { urls: ['in/slices-b'] })).outcome).toBe('known');
  await o.query('update outreach.lead_batches set fence = 1 where id = $1', [batch.batch_id]);
  expect((await rows(batch.batch_id, 0, 1, 2, { urls: ['in/slices-b'] })).outcome).toBe('gone');
  expect(await leadAt('slices-b')).toEqual({});
});

test('claim_lead_batch() gives a batch to one process until its lease ends, and again until its end is shown', async () => {
  await o.query(
    `update outreach.lead_batches set is_shown = true, status = case status when 'running' then 'applied' else status end`,
  );
  const { batch } = await start();
  const claim = async () =>
    (await o.one('select outreach.claim_lead_batch() as r')).r as { batch_id: string; fence: number } | null;
  expect(await claim()).toMatchObject({ batch_id: batch.batch_id, fence: 1 });
  expect(await claim()).toBeNull();
  await o.advance(3);
  expect(await claim()).toMatchObject({ fence: 2 });
  await o.one('select outreach.end_import($1, 2, null, $2)', [batch.batch_id, '{}']);
  await o.advance(3);
  expect(await claim()).toMatchObject({ fence: 3 });
  await o.one('select outreach.lead_batch_shown($1, 3)', [batch.batch_id]);
  await o.advance(3);
  expect(await claim()).toBeNull();
});

test('one message starts one import; guests start none', async () => {
  const { batch } = await start();
  n -= 1;
  expect(await start()).toMatchObject({ outcome: 'known', batch: { batch_id: batch.batch_id } });
  expect(await start('gil')).toMatchObject({ outcome: 'not_allowed' });
});

test('a look at an import goes on in another process once its own is gone, and ends with its preview or its import', async () => {
  const at = (message_ts: string, person_id = 'ana') =>
    o.one('select outreach.look_at_import($1) as r', [
      JSON.stringify({
        ...{ team_id: TEAM, person_id, channel_id: 'C1', thread_ts: null, message_ts, title: 'x.csv' },
        ...{ plan: { file: 'F1', columns: [], tag: null }, total: 3 },
      }),
    ]);
  const claimed = async () => (await o.one('select outreach.claim_lead_batch() as r')).r;
  const keeps = async (id: string, fence: number) =>
    (await o.one('select outreach.keep_looking($1, $2) as r', [id, fence])).r;
  const gone = () =>
    o.query(
      "update outreach.lead_batches set leased_until = platform.now() - interval '1 second' where status = 'looking'",
    );
  await o.query("update outreach.lead_batches set is_shown = true, status = 'applied'");
  expect((await at('look 1', 'gui')).r).toBeNull();
  const { batch_id } = (await at('look 1')).r as { batch_id: string };
  // Its own process has it.
  expect(await claimed()).toBeNull();
  expect((await o.bot.botDue()).queues.lead_batches).toBeGreaterThan(0);
  await gone();
  expect((await o.bot.botDue()).queues.lead_batches).toBeLessThanOrEqual(0);
  expect(await claimed()).toMatchObject({
    batch_id,
    status: 'looking',
    fence: 1,
    message_ts: 'look 1',
    total: 3,
  });
  expect([await keeps(batch_id, 0), await keeps(batch_id, 1)]).toEqual([false, true]);
  expect(
    await o.bot.listLeadBatches({ team_id: TEAM, person_id: 'ana', file_hash: null, limit: 50 }),
  ).not.toContainEqual(expect.objectContaining({ batch_id }));
  // A late process ends nothing.
  await o.query('select outreach.end_look($1, 0)', [batch_id]);
  expect(await keeps(batch_id, 1)).toBe(true);
  await o.query('select outreach.end_look($1, 1)', [batch_id]);
  expect(await keeps(batch_id, 1)).toBe(false);

  // Its preview stood, and the process died before it could say so.
  const next = (await at(`m ${n + 1}`)).r as { batch_id: string };
  expect((await start()).outcome).toBe('started');
  expect(await keeps(next.batch_id, 0)).toBe(false);
  // Nor is a message looked at whose import has begun.
  expect((await at(`m ${n}`)).r).toBeNull();
  await o.query("update outreach.lead_batches set is_shown = true, status = 'applied'");
});

test('Sales Navigator: its id is a name of its own, and a row with both addresses makes them one', async () => {
  const sales = 'https://www.linkedin.com/sales/lead/ACwAAsales1,NAME_SEARCH,abc1';
  expect((await imported({ urls: [sales], fields: { title: 'Buyer' } })).codes).toEqual(['new']);
  const alone = await leadAt('ACwAAsales1');
  expect(alone.profile_url).toBe('https://www.linkedin.com/in/ACwAAsales1');
  expect((await imported({ urls: ['in/sales-slug', sales], fields: { company: 'Acme' } })).codes).toEqual([
    'changed',
  ]);
  expect(await leadAt('sales-slug')).toMatchObject({ id: alone.id, company: 'Acme' });
});

test('an id alone, in a column of its own, is the strongest name', async () => {
  await imported({ urls: ['in/ids-a', 'ACoAAids000001'] });
  expect(await leadAt('ids-a')).toMatchObject({ provider_id: 'ACoAAids000001' });
  expect((await check({ urls: ['in/ids-renamed', 'ACoAAids000001'], fields: { title: 'X' } }))[0]?.code).toBe(
    'changed',
  );
});

test('an e-mail address is a name only where the file says that it was verified', async () => {
  await imported({ urls: ['in/mail-a'], email: 'Info@Mail.Example', fields: { email: 'info@mail.example' } });
  expect((await check({ email: 'info@mail.example' }))[0]?.code).toBe('no_address');
  await imported({ urls: ['in/mail-b'], email: 'real@mail.example', is_verified: true });
  expect(
    (await check({ email: 'real@mail.example', is_verified: true, fields: { title: 'X' } }))[0]?.code,
  ).toBe('changed');
});

test('a person who must not be contacted is not imported, though the preview did not know it yet', async () => {
  const { batch } = await start();
  await o.bot.suppress({
    team_id: TEAM,
    kind: 'company',
    value: 'Stopped Ltda',
    person_id: 'ana',
    reason: '',
  });
  const { codes } = await rows(batch.batch_id, 0, 0, 1, {
    urls: ['in/late-stop'],
    fields: { company: 'STOPPED' },
  });
  expect(codes).toEqual([[1, 'suppressed']]);
  expect(await leadAt('late-stop')).toEqual({});
});

test('an erased lead is not filled again', async () => {
  await imported({ urls: ['in/erased-a'] });
  await o.query(`update outreach.leads set erased_at = now() where profile_url like '%/in/erased-a'`);
  expect((await imported({ urls: ['in/erased-a'], fields: { name: 'Ana' } })).codes).toEqual(['erased']);
});

test('a batch that is rolled back leaves everything exactly as it was', async () => {
  await imported(
    { urls: ['in/back-a'], fields: { title: 'Buyer', tags: ['old'] } },
    { urls: ['in/back-b', 'ACoAAback00001'] },
    { urls: ['in/back-c'] },
  );
  const before = await everything();
  const { id, codes } = await imported(
    { urls: ['in/back-a'], fields: { title: 'Head', company: 'Acme', tags: ['new'] } },
    // The id makes two leads one.
    { urls: ['in/back-c', 'ACoAAback00001'], email: 'c@back.example', is_verified: true },
    { urls: ['in/back-new-1'], fields: { name: 'One' } },
    { urls: ['in/back-new-2'], fields: { name: 'Two' } },
  );
  expect(codes).toEqual(['changed', 'unchanged', 'new', 'new']);
  expect((await leadAt('back-b')).same_as).toBe((await leadAt('back-c')).id);
  expect(await rolledBack(id)).toMatchObject({
    status: 'rolled_back',
    counts: { back_restored: 2, back_removed: 2 },
  });
  expect(await everything()).toBe(before);
  expect(await rolledBack(id)).toMatchObject({ outcome: 'known' });
});

test('what a merge gave a lead goes with the batch that it came from', async () => {
  const known = async (slug: string) =>
    o.one(
      `select outreach.lead_snapshot(l) as it, l.id from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
       where i.value = $1`,
      [slug],
    );
  const page = (slug: string) => `linkedin.com/in/${slug}`;
  await imported(
    { urls: [page('gave-1')], fields: { title: 'CEO' } },
    { urls: [page('gave-2')] },
    { urls: [page('gave-3')] },
  );
  const before = [await known('gave-3'), await known('gave-2')];
  // One file says that two leads are one person, and another makes a lead that a person merges.
  const said = await imported({ urls: [page('gave-1'), page('gave-3')] });
  const made = await imported({ urls: [page('gave-4')], fields: { country: 'BR' } });
  const { id: lead_id } = await known('gave-2');
  const { id: other_id } = await known('gave-4');
  await o.one('select outreach.judge_leads($1)', [
    JSON.stringify({ team_id: TEAM, person_id: 'ana', verdict: 'same', lead_id, other_id }),
  ]);
  expect(await known('gave-3')).toMatchObject({ it: { title: 'CEO' } });
  expect(await known('gave-2')).toMatchObject({ it: { country: 'BR' } });
  await rolledBack(said.id);
  expect((await rolledBack(made.id)).counts).toMatchObject({ back_removed: 1 });
  expect([await known('gave-3'), await known('gave-2')]).toEqual(before);
});

test('what changed since a batch is kept and told when it is rolled back', async () => {
  await imported({ urls: ['in/kept-a'], fields: { title: 'Buyer', company: 'Acme' } });
  const { id } = await imported(
    { urls: ['in/kept-a'], fields: { title: 'Head', company: 'Alba' } },
    { urls: ['in/kept-used'], fields: { title: 'Nurse' } },
  );
  const a = await leadAt('kept-a');
  await o.query(`select outreach.write_lead($1, '{"title": "Director"}', 'person', 'bia', 'x')`, [a.id]);
  const account = await o.account();
  await o.propose(account.id, { url: 'in/kept-used' });
  const back = await rolledBack(id, 'rui');
  expect(back).toMatchObject({ counts: { back_kept: 2 } });
  expect(back.counts?.kept).toContainEqual({ lead_id: a.id, fields: ['title'] });
  expect(await leadAt('kept-a')).toMatchObject({ title: 'Director', company: 'Acme' });
  // It was proposed to: the person stays, without what the file said of them.
  expect(await leadAt('kept-used')).toMatchObject({ title: null });
});

test('a batch is rolled back by who began it, those who approve outreach and admins', async () => {
  const { id } = await imported({ urls: ['in/who-a'] });
  expect(await rolledBack(id, 'gil')).toMatchObject({ outcome: 'not_allowed' });
  expect(await rolledBack(id, 'bia')).toMatchObject({ outcome: 'not_allowed' });
  expect(await rolledBack(id, 'leo')).toMatchObject({ status: 'rolled_back' });
  expect(await rolledBack('none')).toMatchObject({ outcome: 'not_found' });
});
