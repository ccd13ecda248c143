import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { MONDAY, type Outreach, openOutreach, TEAM } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
  await o.setClock(MONDAY);
});
beforeEach(() =>
  o.query(
    "update outreach.lead_batches set status = 'cancelled' where kind = 'enrichment' and status = 'proposed'",
  ),
);

let names = 0;
/** A lead with a tag of its own, by which a filter finds it. */
async function lead(tag: string, more: object = {}): Promise<string> {
  names += 1;
  const { id } = await o.one('select outreach.add_lead($1) as id', [
    JSON.stringify({
      team_id: TEAM,
      profile_url: `in/enriched-${names}`,
      name: `Ana ${names}`,
      company: 'Alfa',
      ...more,
    }),
  ]);
  await write(String(id), { tags: [tag] });
  return String(id);
}
const write = (id: string, changes: object, source = 'person') =>
  o.query('select outreach.write_lead($1, $2, $3, $4, $5)', [
    id,
    JSON.stringify(changes),
    source,
    'ana',
    'test',
  ]);
const row = (id: string) => o.one('select * from outreach.leads where id = $1', [id]);
let keys = 0;
const start = (tag: string, change: object = {}) => {
  keys += 1;
  return o.bot.startEnrichment({
    key: `key ${keys}`,
    team_id: TEAM,
    person_id: 'ana',
    channel_id: 'C1',
    filter: { tag },
    title: tag,
    language: 'pt',
    ...change,
  });
};
async function started(tag: string) {
  const answer = await start(tag);
  if (answer.outcome !== 'started') throw new Error(`It is ${answer.outcome}`);
  const { rows } = await o.query(
    "select payload from outreach.handovers where payload -> 'brief' ->> 'reference' = $1",
    [answer.batch.batch_id],
  );
  return {
    ...answer,
    batchId: answer.batch.batch_id,
    payload: rows[0]?.payload as { brief: object; records: { lead_id: string; input: object }[] },
  };
}
const found = (value: unknown) => ({ value, quote: `são ${value}`, url: 'https://alfa.example/' });
const apply = (batchId: string, changes: { lead_id: string; fields: Record<string, unknown> }[]) =>
  o.bot.applyLeadChanges({
    batch_id: batchId,
    job_id: 'job',
    version: 1,
    approvals: [{ person_id: 'leo', at: MONDAY }],
    thread_ts: '1.000100',
    changes,
  });

describe('start_enrichment()', () => {
  test('hands over what agents may know of each lead, colleagues side by side, and says why others are left out', async () => {
    const ids = [
      await lead('a', { website: 'beta.example' }),
      await lead('a', { website: 'https://alfa.example/pt' }),
      await lead('a', { website: 'www.beta.example' }),
      await lead('a', { email: 'ana@gama.example' }),
    ];
    const [beta1, alfa, beta2, mail] = ids;
    await lead('a', { email: 'ana@gmail.com' });
    await lead('a', {});
    const complete = await lead('a', { website: 'x.example' });
    await write(complete, { industry: 'Hospital', headcount: 9, country: 'BR' });
    await write(String(alfa), { industry: 'Hospital' });
    const { counts, payload } = await started('a');
    expect(counts).toMatchObject({
      matching: 7,
      chosen: 4,
      complete: 1,
      no_site: 2,
      under_way: 0,
      suppressed: 0,
      over_limit: 0,
    });
    expect(payload).toMatchObject({
      type: 'lead_enrichment',
      team_id: TEAM,
      requester_id: 'ana',
      channel_id: 'C1',
      thread_ts: null,
      brief: { topic: 'a', language: 'pt' },
    });
    const order = payload.records.map((r) => r.lead_id);
    expect([...order].sort()).toEqual([...ids].sort());
    expect(Math.abs(order.indexOf(String(beta1)) - order.indexOf(String(beta2)))).toBe(1);
    const of = (id: string | undefined) => payload.records.find((r) => r.lead_id === id)?.input;
    expect(of(alfa)).toEqual({
      name: 'Ana 2',
      company: 'Alfa',
      site: 'https://alfa.example/pt',
      wanted: ['headcount', 'country'],
    });
    expect(of(mail)).toMatchObject({
      site: 'https://gama.example/',
      wanted: ['website', 'industry', 'headcount', 'country'],
    });
    expect(JSON.stringify(payload)).not.toContain('ana@');
  });

  test('the same command begins one, and leads wait for one enrichment at a time', async () => {
    await lead('b', { website: 'alfa.example' });
    const first = await start('b', { key: 'same' });
    expect(first.outcome).toBe('started');
    expect(await start('b', { key: 'same' })).toMatchObject({ outcome: 'known' });
    expect(await start('b', { key: 'another' })).toMatchObject({
      outcome: 'nothing',
      counts: { matching: 1, under_way: 1 },
    });
  });

  test('takes 1,000 leads at most', async () => {
    await o.query(
      `insert into outreach.leads (team_id, profile_url, website, company_domain, tags)
       select $1, 'https://www.linkedin.com/in/many-' || n, 'many.example', 'many.example', '{many}' from generate_series(1, 1003) n`,
      [TEAM],
    );
    const { counts, payload } = await started('many');
    expect(counts).toMatchObject({ matching: 1003, chosen: 1000, over_limit: 3 });
    expect(payload.records).toHaveLength(1000);
    await o.query("delete from outreach.leads where tags = '{many}'");
  });

  test('reads no one who must not be contacted, and starts nothing for guests', async () => {
    const id = await lead('c', { website: 'alfa.example' });
    expect(await start('c', { person_id: 'gil' })).toEqual({
      outcome: 'not_allowed',
      batch: null,
      counts: {},
    });
    const { profile_url } = await row(id);
    await o.query('select outreach.suppress($1)', [
      JSON.stringify({
        team_id: TEAM,
        kind: 'person',
        value: profile_url,
        person_id: 'leo',
        reason: 'asked',
      }),
    ]);
    expect(await start('c')).toMatchObject({ outcome: 'nothing', counts: { suppressed: 1 } });
    expect(await start('no such tag')).toMatchObject({ outcome: 'nothing', counts: { matching: 0 } });
  });
});

describe('apply_lead_changes()', () => {
  test('writes what was approved with its quote as one version of each lead, once', async () => {
    const id = await lead('d', { website: 'alfa.example' });
    const { batchId } = await started('d');
    const before = Number((await row(id)).version);
    const changes = [{ lead_id: id, fields: { headcount: found(120), country: found('BR') } }];
    expect(await apply(batchId, changes)).toMatchObject({
      outcome: 'applied',
      counts: { changed: 1, values: 2, kept_fields: 0, gone: 0 },
    });
    expect(await row(id)).toMatchObject({
      version: before + 1,
      headcount: 120,
      country: 'BR',
      fields: {
        headcount: {
          source: `enrichment:${batchId}`,
          by: 'leo',
          quote: 'são 120',
          url: 'https://alfa.example/',
        },
      },
    });
    expect(await apply(batchId, [{ lead_id: id, fields: { headcount: found(7) } }])).toMatchObject({
      outcome: 'known',
    });
    expect(await row(id)).toMatchObject({ version: before + 1, headcount: 120 });
    expect(
      await o.one('select status, is_shown, thread_ts from outreach.lead_batches where id = $1', [batchId]),
    ).toEqual({
      status: 'applied',
      is_shown: false,
      thread_ts: '1.000100',
    });
  });

  test('writes some leads a call, goes on after a kill, and counts all of them in the end', async () => {
    await o.query(
      `insert into outreach.leads (team_id, profile_url, website, company_domain, tags)
       select $1, 'https://www.linkedin.com/in/slice-' || n, 'slice.example', 'slice.example', '{slice}' from generate_series(1, 150) n`,
      [TEAM],
    );
    const { batchId, payload } = await started('slice');
    const changes = payload.records.map(({ lead_id }) => ({ lead_id, fields: { country: found('BR') } }));
    expect(await apply(batchId, changes)).toMatchObject({ outcome: 'under_way', counts: { changed: 100 } });
    expect(await apply(batchId, changes)).toMatchObject({
      outcome: 'applied',
      counts: { changed: 150, values: 150, kept_fields: 0, gone: 0 },
    });
    expect(await apply(batchId, changes)).toMatchObject({ outcome: 'known', counts: { changed: 150 } });
    const { n } = await o.one('select count(*)::int as n from outreach.lead_versions where batch_id = $1', [
      batchId,
    ]);
    expect(n).toBe(150);
    await o.query("delete from outreach.leads where tags = '{slice}'");
  });

  test('leaves what a person filled meanwhile, renews what an enrichment filled, and touches no other lead', async () => {
    const [id, stranger] = [
      await lead('e', { website: 'alfa.example' }),
      await lead('other', { website: 'x.example' }),
    ];
    const first = await started('e');
    await apply(first.batchId, [{ lead_id: id, fields: { headcount: found(10) } }]);
    const second = await started('e');
    await write(id, { industry: 'Hospital' });
    const answer = await apply(second.batchId, [
      { lead_id: id, fields: { headcount: found(20), industry: found('Clínica') } },
      { lead_id: stranger, fields: { headcount: found(1) } },
    ]);
    expect(answer).toMatchObject({ counts: { changed: 1, values: 1, kept_fields: 1 } });
    expect(await row(id)).toMatchObject({ headcount: 20, industry: 'Hospital' });
    expect(await row(stranger)).toMatchObject({ headcount: null });
  });

  test('an erased lead gets nothing', async () => {
    const id = await lead('f', { website: 'alfa.example' });
    const { batchId } = await started('f');
    await o.query('update outreach.leads set erased_at = now() where id = $1', [id]);
    expect(await apply(batchId, [{ lead_id: id, fields: { headcount: found(3) } }])).toMatchObject({
      counts: { changed: 0, gone: 1 },
    });
    expect(await row(id)).toMatchObject({ headcount: null });
  });

  test.each(['rejected', 'cancelled'] as const)(
    'is refused for an enrichment that was %s, and its leads are free again',
    async (outcome) => {
      const id = await lead(outcome, { website: 'alfa.example' });
      const { batchId } = await started(outcome);
      await o.bot.endEnrichment(batchId, outcome);
      await expect(apply(batchId, [{ lead_id: id, fields: { headcount: found(3) } }])).rejects.toMatchObject({
        code: 'batch_ended',
      });
      expect((await start(outcome, { key: `again ${outcome}` })).outcome).toBe('started');
    },
  );

  test('one that failed and was brought to its end by Retry is applied', async () => {
    const id = await lead('g', { website: 'alfa.example' });
    const { batchId } = await started('g');
    await o.bot.endEnrichment(batchId, 'failed');
    await o.bot.endEnrichment(batchId, 'expired');
    expect(await apply(batchId, [{ lead_id: id, fields: { headcount: found(3) } }])).toMatchObject({
      outcome: 'applied',
    });
  });

  test('of an unknown batch it is refused', async () => {
    await expect(apply('no such batch', [])).rejects.toMatchObject({ code: 'unknown_batch' });
    await expect(o.bot.endEnrichment('no such batch', 'failed')).rejects.toMatchObject({
      code: 'unknown_batch',
    });
  });

  test('is rolled back exactly', async () => {
    const id = await lead('h', { website: 'alfa.example' });
    const before = await o.one(
      'select outreach.lead_values(l) as it, fields from outreach.leads l where id = $1',
      [id],
    );
    const { batchId } = await started('h');
    await apply(batchId, [{ lead_id: id, fields: { headcount: found(120), industry: found('Hospital') } }]);
    await o.query('select outreach.start_rollback($1, $2, $3)', [TEAM, batchId, 'ana']);
    await o.query('update outreach.lead_batches set is_shown = true where id <> $1', [batchId]);
    const { it } = await o.one('select outreach.claim_lead_batch() as it');
    await o.query('select outreach.roll_back_leads($1, $2, 100)', [batchId, (it as { fence: number }).fence]);
    expect(
      await o.one('select outreach.lead_values(l) as it, fields from outreach.leads l where id = $1', [id]),
    ).toEqual(before);
  });
});
