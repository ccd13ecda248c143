import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { carryOver } from '../bot/handover/carry-handovers.ts';
import { fromContent } from '../bot/handover/from-content.ts';
import { fromOutreach } from '../bot/handover/from-outreach.ts';
import type { HandoverDesk } from '../bot/handover/handover-desk.ts';
import { textsOf } from '../bot/texts/texts.ts';
import { systemClock, systemRandom } from '../platform/clock.ts';
import { connectDatabase } from '../platform/db.ts';
import { createHint } from '../platform/hint.ts';
import { type Log, silentLog } from '../platform/log.ts';
import { contentForBot } from '../ports/content.ts';
import { outreachForBot } from '../ports/outreach.ts';
import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { companyAddress, companyProfile, companySlug } from '../sandbox/web/companies/company-profile.ts';
import { startWeb } from '../sandbox/web/start.ts';
import { startWriter } from '../sandbox/writer/start.ts';
import type { CrashOptions } from '../testing/agents/crash-runner.ts';
import { APPROVER, enqueue, installTeam, REQUESTER, TEAM } from '../testing/agents/jobs.ts';
import { seeded } from '../testing/seeded.ts';

const SCRIPT = join(import.meta.dirname, '../testing/agents/crash-runner.ts');
/** Leads of one company: colleagues are read once. */
const PER_COMPANY = 2.5;
/** Carousels that are asked for in the middle of the batch: one for so many leads. */
const LEADS_PER_OTHER = 100;
const LONGEST_S = 1200;
/** Told of a run: one cause may be seen at each lead. */
const MOST_FAULTS = 30;

interface EnrichmentProof {
  leads: number;
  companies: number;
  kills: number;
  /**
   * Of the runners, from the start to the draft, with each process's start and without the waits between a kill and the next
   * runner and the time in which the one slot had another job.
   */
  seconds: number;
  leads_a_minute: number;
  /** Jobs that were asked for meanwhile, and how long each waited for the one slot, in seconds, in order of length. */
  others: number;
  others_waited: number[];
  /** Records without an outcome; records, calls and leads that were worked on, paid or changed twice. */
  lost: number;
  twice: number;
  /** Leads with a value, and values in all. */
  changed: number;
  values: number;
  /** Why leads have none. */
  unread: Record<string, number>;
  /** Calls of the model that were paid, and those under way at a kill, whose answer was not heard. */
  paid: number;
  /** Of the companies whose site could be read. */
  paid_a_company: number;
  unheard: number;
  faults: string[];
}

/**
 * An enrichment from the command to changed leads and back, while its runner is killed by SIGKILL again and again, each time in the
 * middle of records. A fault is: a record that is lost or has two outcomes, a call that was paid twice, a value that its
 * company's page does not say, a lead that does not hold what was approved, or one that is not as before after the rollback.
 */
export async function proveEnrichment(
  database: EmbeddedSupabase,
  options: { seed: number; leads: number; kills: number; log(line: string): void },
): Promise<EnrichmentProof> {
  const { query } = database.owner;
  const random = seeded(options.seed).next;
  const companies = Math.ceil(options.leads / PER_COMPANY);
  const faults: string[] = [];
  const [web, writer] = [await startWeb(), await startWriter()];
  const gateway = createServer((req, res) => {
    if (!database.handle(req, res)) res.writeHead(404).end();
  });
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  // SAFETY: a listening TCP server has an address with a port.
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const crash: CrashOptions = {
    url,
    publishableKey: database.publishableKey,
    token: await database.token('greenlight_agent'),
    modelUrl: writer.url,
    model: writer.model,
    crashAt: 'never',
    web: { domain: web.domain, port: web.port },
  };
  let runner: ChildProcess | null = null;
  try {
    const desk = await deskOf(database, (event) => faults.push(event));
    const names = Array.from(
      { length: companies },
      (_, at) => `${at % 3 ? 'Implantes' : 'Distribuidora'} Serra ${at + 1}`,
    );
    await plantLeads(database, names, options.leads);
    const before = await leadsOf(database);
    const started = await desk.outreach.startEnrichment({
      key: 'proof',
      team_id: TEAM,
      person_id: REQUESTER,
      channel_id: 'C0SALES',
      filter: {},
      title: 'Prova',
      language: 'pt',
    });
    if (started.outcome !== 'started') throw new Error(`The enrichment is ${started.outcome}`);
    const { chosen } = started.counts;
    await carry(desk, 'outreach');
    const job = await jobOf(database);
    await query('update content.jobs set thread_ts = $2 where id = $1', [job, '1.000100']);

    const settledNow = async () =>
      count(
        database,
        'select count(*) as n from content.batch_records where job_id = $1 and ended_at is not null',
        job,
      );
    let kills = 0;
    let ms = 0;
    const wanted = Math.ceil(options.leads / LEADS_PER_OTHER);
    const others = otherJobs(database, desk, wanted);
    for (;;) {
      const began = performance.now();
      runner = spawn(process.execPath, [SCRIPT, JSON.stringify(crash)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const exited = once(runner, 'exit');
      // The kills are spread over the batch: each comes some records after the one before.
      const until = Math.round(((kills + 0.2 + random() * 0.8) * options.leads) / (options.kills + 1));
      const done = async () =>
        (await statusOf(database, job)) !== 'queued' && (await statusOf(database, job)) !== 'running';
      while (
        !(await done()) &&
        (kills >= options.kills || (await settledNow()) < until || others.isOneOpen())
      ) {
        await others.follow((await settledNow()) / options.leads);
        if (runner.exitCode !== null) throw new Error(`The runner ended by itself with ${runner.exitCode}`);
        if ((performance.now() - began) / 1000 > LONGEST_S)
          throw new Error(`The batch stands still at ${await settledNow()} records`);
        await sleep(50);
      }
      if (await done()) {
        ms += performance.now() - began;
        runner.kill('SIGTERM');
        await exited;
        break;
      }
      await sleep(Math.round(random() * 200));
      runner.kill('SIGKILL');
      await exited;
      ms += performance.now() - began;
      kills += 1;
      options.log(`kill ${kills} at ${await settledNow()} of ${options.leads} records`);
      // What the dead process had sent still arrives, and may extend its lease.
      await sleep(100);
      await query('select content.expire_leases()');
      await query('select content.reap_jobs()');
    }
    runner = null;
    const status = await statusOf(database, job);
    if (status !== 'awaiting_review') faults.push(`the job is ${status}`);
    if (kills < options.kills) faults.push(`${kills} of ${options.kills} kills came`);

    const { rows: records } = await query(
      'select lead_id, status, outcome from content.batch_records where job_id = $1',
      [job],
    );
    if (records.length !== chosen) faults.push(`${records.length} records of ${chosen} leads`);
    const lost = chosen - records.filter((record) => record.status === 'done').length;
    for (const record of records) {
      if (record.status !== 'done') faults.push(`${record.lead_id} is ${record.status}`);
    }
    const twice = await count(
      database,
      `select count(*) as n from (select from content.usage_ledger where job_id = $1 and state = 'settled' and not unheard group by call_key having count(*) > 1) t`,
      job,
    );
    if (twice > 0) faults.push(`${twice} calls were paid twice`);
    const waits = others.waits();
    if (waits.length < wanted) faults.push(`${waits.length} of ${wanted} other jobs came to their turn`);
    const paid = await count(
      database,
      "select count(*) as n from content.usage_ledger where job_id = $1 and state = 'settled' and not unheard",
      job,
    );
    const unheard = await count(
      database,
      'select count(*) as n from content.usage_ledger where job_id = $1 and unheard',
      job,
    );
    const companyOf = await companiesOf(database);
    const asked = records.filter(({ outcome }) => (outcome as { model: string | null } | null)?.model);
    const companiesRead = new Set(asked.map(({ lead_id }) => companyOf.get(lead_id))).size;
    faults.push(...untrueValues(companyOf, records, names));

    const { rows: drafts } = await query(
      'select version, hash, content from content.drafts where job_id = $1',
      [job],
    );
    if (drafts.length !== 1) faults.push(`${drafts.length} drafts`);
    const [draft] = drafts as {
      version: number;
      hash: string;
      content: {
        counts: { changed: number; values: Record<string, number> };
        unread: { code: string; count: number }[];
      };
    }[];
    if (!draft) throw new Error(`There is no draft: ${faults.join('; ')}`);
    const click = {
      job_id: job,
      version: draft.version,
      hash: draft.hash,
      decision: 'approve' as const,
      note: null,
    };
    const reviewed = await desk.content.recordReview({ ...click, reviewer_id: APPROVER });
    if (reviewed.outcome !== 'decided') faults.push(`the approval was ${reviewed.outcome}`);
    await carry(desk, 'content');
    faults.push(...(await unlikeApproved(database, job)));
    const changedTwice = await count(
      database,
      `select count(*) as n from (
         select from outreach.lead_versions where batch_id = $1 group by lead_id having count(*) > 1) t`,
      started.batch.batch_id,
    );
    if (changedTwice > 0) faults.push(`${changedTwice} leads were changed twice`);
    faults.push(...(await rollBack(database, started.batch.batch_id, before)));
    const { counts, unread } = draft.content;
    return {
      leads: options.leads,
      companies,
      kills,
      seconds: Math.round((ms - others.ran()) / 1000),
      leads_a_minute: Math.round((chosen * 60_000) / (ms - others.ran())),
      others: waits.length,
      others_waited: waits,
      lost,
      twice: twice + changedTwice + records.length - new Set(records.map((r) => r.lead_id)).size,
      changed: counts.changed,
      values: Object.values(counts.values).reduce((sum, n) => sum + n, 0),
      unread: Object.fromEntries(unread.map(({ code, count: n }) => [code, n])),
      paid,
      paid_a_company: Math.round((paid / companiesRead) * 100) / 100,
      unheard,
      faults: faults.slice(0, MOST_FAULTS),
    };
  } finally {
    runner?.kill('SIGKILL');
    gateway.closeAllConnections();
    gateway.close();
    await Promise.all([web.stop(), writer.stop()]);
  }
}

/** Carousels that are asked for, one after the other, as the batch goes forward. */
function otherJobs(database: EmbeddedSupabase, desk: HandoverDesk, wanted: number) {
  const all: { id: string; asked: number; began: number | null; ended: number | null }[] = [];
  const open = () => all.find((one) => one.ended === null);
  return {
    isOneOpen: () => open() !== undefined,
    /** `share`: of the records that are settled. */
    async follow(share: number): Promise<void> {
      const one = open();
      if (!one) {
        if (all.length < wanted && share > (all.length + 0.5) / wanted)
          all.push({
            id: await enqueue(database, desk.content),
            asked: performance.now(),
            began: null,
            ended: null,
          });
        return;
      }
      const status = await statusOf(database, one.id);
      if (status !== 'queued') one.began ??= performance.now();
      if (status !== 'queued' && status !== 'running') one.ended = performance.now();
    },
    ran: () => all.reduce((sum, { began, ended }) => sum + ((ended ?? 0) - (began ?? 0)), 0),
    waits: () =>
      all
        .flatMap(({ asked, began }) => (began === null ? [] : [Math.round((began - asked) / 100) / 10]))
        .sort((a, b) => a - b),
  };
}

async function companiesOf(database: EmbeddedSupabase): Promise<Map<unknown, string>> {
  const { rows } = await database.owner.query('select id, company from outreach.leads');
  return new Map(rows.map(({ id, company }) => [id, String(company)]));
}

async function deskOf(database: EmbeddedSupabase, warn: Log['warn']): Promise<HandoverDesk> {
  await installTeam(database);
  const rpc = connectDatabase({
    url: database.url,
    publishableKey: database.publishableKey,
    token: await database.token('greenlight_bot'),
    fetch: database.fetch,
  });
  return {
    content: contentForBot(rpc('content')),
    outreach: outreachForBot(rpc('outreach')),
    hints: { jobs: createHint(), outbox: createHint() },
    clock: systemClock,
    random: systemRandom,
    // What one side could not do would be tried again; here nothing stands in its way.
    log: { ...silentLog, warn },
    tell: async () => true,
    textsFor: async () => textsOf('en'),
  };
}

async function plantLeads(
  database: EmbeddedSupabase,
  names: readonly string[],
  leads: number,
): Promise<void> {
  for (let at = 0; at < leads; at += 1) {
    const company = names[at % names.length] ?? '';
    await database.owner.query('select outreach.add_lead($1)', [
      JSON.stringify({
        team_id: TEAM,
        profile_url: `https://www.linkedin.com/in/pessoa-${at + 1}`,
        name: `Pessoa ${at + 1}`,
        company,
        website: companyAddress(company),
      }),
    ]);
  }
}

async function carry(desk: HandoverDesk, from: 'content' | 'outreach'): Promise<void> {
  for (const item of await desk[from].claimHandovers('proof', 10))
    await carryOver(desk, desk[from], from === 'content' ? fromContent : fromOutreach, item);
}

/** Every value stands in what the site of its company says, and is what the company is. */
function untrueValues(
  companyOf: ReadonlyMap<unknown, string>,
  records: Record<string, unknown>[],
  names: readonly string[],
): string[] {
  const faults: string[] = [];
  for (const { lead_id, outcome } of records) {
    const { values } = outcome as { values: Record<string, { value: unknown; quote: string; url: string }> };
    const company = companyOf.get(lead_id) ?? '';
    const profile = companyProfile(companySlug(company));
    if (!names.includes(company)) faults.push(`${lead_id} is of no company`);
    for (const [field, { value, url }] of Object.entries(values)) {
      if (!url.startsWith(companyAddress(company))) faults.push(`${lead_id}: ${field} is from ${url}`);
      if (field === 'headcount' && value !== profile.employees)
        faults.push(`${lead_id} has ${value} of ${profile.employees} people`);
      if (field === 'country' && value !== 'BR') faults.push(`${lead_id} is in ${value}`);
    }
  }
  return faults;
}

/** Each lead holds the values that were approved, with their quotes. */
async function unlikeApproved(database: EmbeddedSupabase, job: string): Promise<string[]> {
  const { rows } = await database.owner.query(
    `select r.lead_id, v.key as field from content.batch_records r cross join lateral jsonb_each(r.outcome -> 'values') v
     join outreach.leads l on l.id = r.lead_id
     where r.job_id = $1 and (to_jsonb(l) ->> v.key is distinct from v.value ->> 'value' or l.fields -> v.key ->> 'quote' is distinct from v.value ->> 'quote')`,
    [job],
  );
  return rows.map(({ lead_id, field }) => `${lead_id} does not hold its ${field}`);
}

async function rollBack(
  database: EmbeddedSupabase,
  batch: string,
  before: Map<unknown, string>,
): Promise<string[]> {
  await database.owner.query('select outreach.start_rollback($1, $2, $3)', [TEAM, batch, REQUESTER]);
  for (let slice = 0; slice < 20; slice += 1) {
    const { rows } = await database.owner.query('select outreach.claim_lead_batch() as it');
    const claimed = rows[0]?.it as { batch_id: string; fence: number } | null;
    if (!claimed) break;
    for (;;) {
      const put = await database.owner.query(
        "select outreach.roll_back_leads($1, $2, 200) ->> 'outcome' as outcome",
        [claimed.batch_id, claimed.fence],
      );
      if (put.rows[0]?.outcome !== 'done') break;
    }
  }
  const after = await leadsOf(database);
  return [...before].filter(([id, lead]) => after.get(id) !== lead).map(([id]) => `${id} is not as before`);
}

async function leadsOf(database: EmbeddedSupabase): Promise<Map<unknown, string>> {
  const { rows } = await database.owner.query(
    'select l.id, outreach.lead_snapshot(l) as it from outreach.leads l',
  );
  return new Map(rows.map(({ id, it }) => [id, JSON.stringify(it)]));
}

async function jobOf(database: EmbeddedSupabase): Promise<string> {
  const { rows } = await database.owner.query("select id from content.jobs where type = 'lead_enrichment'");
  const id = rows[0]?.id;
  if (rows.length !== 1 || typeof id !== 'string') throw new Error(`The hand-over made ${rows.length} jobs`);
  return id;
}

async function statusOf(database: EmbeddedSupabase, job: string): Promise<string> {
  const { rows } = await database.owner.query('select status, error from content.jobs where id = $1', [job]);
  return rows[0]?.status === 'failed' ? `failed: ${JSON.stringify(rows[0].error)}` : String(rows[0]?.status);
}

async function count(database: EmbeddedSupabase, sql: string, job: string): Promise<number> {
  return Number((await database.owner.query(sql, [job])).rows[0]?.n);
}
