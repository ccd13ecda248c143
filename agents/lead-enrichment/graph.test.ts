import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { batchInMemory, leadOf, madeSite, notReachable } from '../../testing/enrichment/batch-in-memory.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { JobFailure } from '../runner/job-failure.ts';

const many = (count: number, of = 5) => Array.from({ length: count }, (_, at) => leadOf(`alfa-${at % of}`));

describe('enrichmentGraph()', () => {
  it('reads each company once for all its people, and proposes what its pages say with their words', async () => {
    const { start, sites, asked, awaited, files } = batchInMemory([
      ...many(60),
      leadOf('beta', { site: null }),
    ]);
    const { draft, files: review, finals, version } = await start();
    // A claim remembers companies for a slice: 25 records of 5 companies.
    expect(sites.length).toBeLessThanOrEqual(15);
    expect(asked).toHaveLength(sites.length);
    expect(draft).toMatchObject({
      title: 'Leads de Campinas',
      reference: 'b1',
      offline: true,
      counts: {
        records: 61,
        changed: 60,
        nothing: 0,
        left_out: 0,
        values: { industry: 60, headcount: 60, country: 60 },
      },
      unread: [{ code: 'no_site', count: 1 }],
    });
    expect(draft?.samples.map(({ company }) => company)).toEqual([
      'alfa-0',
      'alfa-1',
      'alfa-2',
      'alfa-3',
      'alfa-4',
    ]);
    const said = madeSite('http://alfa-0.example/').pages[0]?.text ?? '';
    for (const found of Object.values(draft?.samples[0]?.values ?? {})) {
      if (found.quote !== 'Alfa 0') expect(said).toContain(found.quote);
      expect(found.url).toBe('http://alfa-0.example/');
    }
    expect(await awaited()).toEqual({ version, hash: draftHash(draft, review, finals), read_upto: null });
    const csv = files.get('j/v1/final/alteracoes.csv') ?? '';
    expect(csv.trim().split('\r\n')).toHaveLength(
      1 + Object.values(draft?.counts.values ?? {}).reduce((a, b) => a + b, 0),
    );
    expect(files.get('j/v1/RASCUNHO-alteracoes.csv')).toBe(csv);
  });

  it('proposes open fields alone, and the site where its pages name the company', async () => {
    const { start } = batchInMemory([
      leadOf('alfa-0', { wanted: ['headcount', 'website'], company: 'Alfa 0 Ltda.' }),
    ]);
    const { draft } = await start();
    expect(Object.keys(draft?.samples[0]?.values ?? {}).sort()).toEqual(['headcount', 'website']);
    expect(draft?.samples[0]?.values.website).toEqual({
      value: 'http://alfa-0.example/',
      quote: 'Alfa 0',
      url: 'http://alfa-0.example/',
    });
  });

  it('tells why records have no value, most first, and goes on with the others', async () => {
    const leads = [...many(6, 3), leadOf('gone-1'), leadOf('gone-2'), leadOf('vague')];
    const { start } = batchInMemory(leads, {
      site(address) {
        if (address.includes('gone')) throw notReachable();
        if (address.includes('vague'))
          return {
            url: address,
            pages: [{ id: 'home', url: address, title: 'x', text: 'Cuidamos de você.' }],
          };
        return madeSite(address);
      },
    });
    const { draft } = await start();
    expect(draft?.unread).toEqual([{ code: 'not_reachable', count: 2 }]);
    expect(draft?.counts).toMatchObject({ records: 9, changed: 6, nothing: 1 });
  });

  it('ends with a failure when no record has a value, and says why', async () => {
    const run = batchInMemory([leadOf('gone-1')], {
      site() {
        throw notReachable();
      },
    }).start();
    await expect(run).rejects.toMatchObject({
      code: 'nothing_found',
      params: { records: 1, why: [{ code: 'not_reachable', count: 1 }] },
    });
  });

  it('goes on after a kill: what was settled is not read again, and what was under way is taken alone', async () => {
    let calls = 0;
    const batch = batchInMemory(many(30, 30), {
      site(address) {
        calls += 1;
        if (calls === 12) throw new Error('killed');
        return madeSite(address);
      },
    });
    // A process that dies puts nothing back.
    const [first] = batch.records;
    if (first) Object.assign(first, { attempts: 1 });
    await expect(batch.start()).rejects.toThrow('killed');
    const { draft } = await batch.again();
    expect(draft?.counts).toMatchObject({ records: 30, changed: 30 });
    const twice = batch.sites.filter((site, at) => batch.sites.indexOf(site) !== at);
    expect(twice.length).toBeLessThanOrEqual(1);
    expect(batch.sites.at(-1)).toBe(first?.input.site);
  });

  it('ends a record by itself for which the model has no usable answer, and asks no other for it', async () => {
    const batch = batchInMemory(many(4, 4), {
      answer(task, asked) {
        if (asked === 2)
          throw new JobFailure('model_invalid_answer', 'no usable answer', { retryable: true });
        return {
          facts: [
            {
              passage_id: 'home',
              quote: task.passages[0]?.text.split('\n')[0] ?? '',
              field: 'industry',
              value: 'hospital',
            },
          ],
        };
      },
    });
    const run = batch.start();
    await run.catch(() => {});
    expect(batch.records.filter((r) => r.status === 'failed')).toHaveLength(1);
    expect(batch.records.find((r) => r.status === 'failed')?.outcome?.code).toBe('model_invalid_answer');
    expect(batch.records.filter((r) => r.status === 'done')).toHaveLength(3);
  });

  it.each([
    new JobFailure('model_unavailable', 'down', { retryable: true }),
    new JobFailure('budget_cap', 'cap', {}),
    new ExpectedError('lost_lease', 'gone'),
    new ExpectedError('database_unavailable', 'gone'),
    new TypeError('a fault of the code'),
  ])('leaves to the next attempt what is no fault of a record: $message', async (error) => {
    const batch = batchInMemory(many(3, 3), {
      answer() {
        throw error;
      },
    });
    await expect(batch.start()).rejects.toBe(error);
    expect(batch.records.every((r) => r.status === 'waiting' && r.attempts === 0)).toBe(true);
  });

  it('gives its slot back after a slice while another job waits, and not at the end', async () => {
    const batch = batchInMemory(many(60), { othersWait: (asked) => asked === 1 });
    await batch.start();
    expect(batch.gaveWay()).toBe(1);
    const alone = batchInMemory(many(20), { othersWait: () => true });
    await alone.start();
    expect(alone.gaveWay()).toBe(0);
  });

  it('is finished at a cap with what there is, without another page or call', async () => {
    const batch = batchInMemory(many(10), { finishes: true });
    const [first] = batch.records;
    const values = { headcount: { value: 5, quote: 'Somos 5 funcionários.', url: 'http://alfa-0.example/' } };
    if (first) Object.assign(first, { status: 'done', outcome: { values, code: null, model: 'm' } });
    const { draft } = await batch.start();
    expect(batch.sites).toEqual([]);
    expect(draft?.counts).toMatchObject({ records: 10, changed: 1, left_out: 9 });
    expect(draft?.unread).toEqual([]);
  });

  it('takes fields out and puts them back as people ask, each as another version', async () => {
    const batch = batchInMemory(many(5));
    await batch.start();
    const second = await batch.requestChanges('Por favor, sem país e site.');
    expect(second).toMatchObject({ version: 2, without: ['website', 'country'] });
    expect(second.draft?.counts.values).toEqual({ industry: 5, headcount: 5 });
    expect(batch.files.get('j/v2/final/alteracoes.csv')).not.toContain(';country;');
    const third = await batch.say('inclua país');
    expect(third).toMatchObject({ version: 3, without: ['website'] });
    expect(third.draft?.counts.values).toEqual({ industry: 5, headcount: 5, country: 5 });
    expect(batch.replies).toEqual([]);
  });

  it('refuses another wish in one sentence, and says it once a version to words that may be talk', async () => {
    const batch = batchInMemory(many(5));
    const { draft } = await batch.start();
    const after = await batch.requestChanges('troque Alfa por Beta');
    expect(after).toMatchObject({ version: 1, draft });
    expect(batch.replies).toHaveLength(1);
    expect(batch.replies[0]).toContain('sem país');
    await batch.say('consegue achar também os telefones?');
    expect(batch.replies).toHaveLength(2);
    await batch.say('obrigada, vou olhar amanhã');
    expect(batch.replies).toHaveLength(2);
    await batch.say('o país da Alfa está errado');
    expect(batch.replies).toHaveLength(3);
    // Nothing would be left.
    await batch.say('sem site, setor, funcionários, país');
    expect(batch.replies).toHaveLength(4);
    expect(await batch.values()).toMatchObject({ version: 1, draft });
  });
});
