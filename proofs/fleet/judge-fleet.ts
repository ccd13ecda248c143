import type { SeenLinkedIn } from '../../testing/product/outreach.ts';
import { faultsOf, LUCIA, openThread } from '../../testing/product/thread.ts';
import type { Work } from './day-of-work.ts';
import type { Fleet } from './open-fleet.ts';
import { MARK, type Office } from './open-office.ts';

/** What a part may log as an error while Postgres is away, and for so long afterwards, ms. */
const AFTERWARDS_MS = 20_000;

interface StoredJob {
  id: string;
  type: string;
  status: string;
  mark: string | null;
  channel_id: string;
  thread_ts: string | null;
  final: { name: string }[];
}

/** Nothing accepted is lost, no command is done twice, each job stands or waits, each thread shows each thing once. */
export async function judgeContent(fleet: Fleet, office: Office): Promise<string[]> {
  const faults: string[] = [];
  const { owner } = fleet.supabase;
  const jobs = (
    await owner.query(
      `select id, type, status, substring(brief::text from '${MARK}') as mark, channel_id, thread_ts, final from content.jobs`,
    )
  ).rows as unknown as StoredJob[];
  for (const { mark, said } of office.typed) {
    const made = jobs.filter((job) => job.mark === mark).length;
    if (made > 1) faults.push(`"${mark}" was typed once and made ${made} jobs`);
    if (said === 'accepted' && made === 0) faults.push(`"${mark}" was accepted and is lost`);
    if (said === 'not started' && made > 0) faults.push(`"${mark}" was refused and made a job`);
  }
  for (const { id, type, status } of jobs)
    if (['queued', 'running', 'failed', 'awaiting_budget'].includes(status))
      faults.push(`the ${type} ${id} is ${status} at the end`);
  for (const { id, channel_id, thread_ts, final, status } of jobs) {
    if (thread_ts === null) continue;
    const thread = openThread(office.slack, channel_id, thread_ts);
    const messages = await thread.messages(LUCIA);
    faults.push(...(await faultsOf(thread)).map((fault) => `job ${id}: ${fault}`));
    const shown = messages.flatMap((m) => m.files).map(({ name }) => name);
    for (const { name } of final)
      if (!shown.includes(name))
        faults.push(`job ${id} is ${status} and its file ${name} is not in the thread`);
  }
  const heads: string[] = [];
  for (const name of ['marketing', 'sales']) {
    const channel = await office.slack.channel(name);
    for (const message of await office.slack.messages(LUCIA, channel))
      if (!message.ephemeral && message.metadata) heads.push(JSON.stringify(message.metadata));
  }
  faults.push(
    ...heads
      .filter((mark, at) => heads.indexOf(mark) !== at)
      .map((mark) => `posted twice in a channel: ${mark}`),
  );
  const waiting = await owner.query(
    `select kind, count(*)::int as n from content.outbox where shown < wanted and not given_up group by kind
     union all select 'outreach ' || kind, count(*)::int from outreach.outbox where shown < wanted and not given_up group by kind`,
  );
  for (const { kind, n } of waiting.rows) faults.push(`${n} messages of kind ${kind} were never shown`);
  return faults;
}

/** Nothing reached LinkedIn twice or against a rule; each end was told to its program, always by one id and the same bytes. */
export async function judgeOutside(fleet: Fleet, office: Office, work: Work) {
  const faults: string[] = [];
  const { owner } = fleet.supabase;
  const { calls, breaches } = await office.slack.call<SeenLinkedIn>('GET', 'linkedin');
  faults.push(...breaches.map((b) => `LinkedIn: ${b.rule}: ${b.message}`));
  const effects = calls.filter((c) => c.is_write && c.effect).map((c) => `${c.kind} ${c.lead}`);
  faults.push(...effects.filter((e, at) => effects.indexOf(e) !== at).map((e) => `LinkedIn: ${e} twice`));
  const { rows: actions } = await owner.query(
    'select status, count(*)::int as n from outreach.linkedin_automation group by status',
  );
  const ended = Object.fromEntries(actions.map(({ status, n }) => [String(status), Number(n)]));
  if (ended.dispatching) faults.push(`${ended.dispatching} actions are left between claim and result`);
  const made = (await owner.query('select count(*)::int as n from outreach.linkedin_automation')).rows[0]?.n;
  if (Number(made) !== work.proposed.length)
    faults.push(`${String(made)} actions are stored of ${work.proposed.length} proposals`);

  const told = await owner.query(`select id, job_id, status from content.webhooks`);
  for (const { mark, job } of [...work.program.started].map(([mark, job]) => ({ mark, job }))) {
    const ends = told.rows.filter((row) => row.job_id === job.id);
    if (ends.length !== 1 || ends[0]?.status !== 'delivered')
      faults.push(`the webhook of ${mark} is ${JSON.stringify(ends.map((end) => end.status))}`);
    const heard = new Set(job.heard.map(({ id, body }) => `${id} ${body}`));
    if (heard.size !== 1) faults.push(`the program of ${mark} heard ${heard.size} different ends`);
  }
  return { faults, ended, effects: effects.length };
}

/** Error lines by event and code; a fault are those that came while the database was there. */
export function judgeLogs(fleet: Fleet): { faults: string[]; lines: Record<string, number> } {
  const away = fleet.disruptions.filter(({ what }) => /Postgres/.test(what));
  const lines: Record<string, number> = {};
  const faults: string[] = [];
  for (const { part, process } of fleet.all)
    for (const line of process.log()) {
      const { event, code, level, time } = line as typeof line & {
        code?: string;
        level: number;
        time: number;
      };
      if (level < 40) continue;
      const name = `${part} ${event}${code ? ` ${code}` : ''}`;
      lines[name] = (lines[name] ?? 0) + 1;
      const isExplained = away.some(
        ({ began, ended }) => time >= began - 1000 && time <= ended + AFTERWARDS_MS,
      );
      if (level >= 50 && !isExplained) faults.push(`${name}: ${JSON.stringify(line).slice(0, 400)}`);
    }
  return { faults, lines };
}
