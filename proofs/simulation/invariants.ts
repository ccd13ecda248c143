import { progressActions } from '../../bot/drafts/progress-message.ts';
import { questionActions } from '../../bot/drafts/question-message.ts';
import { reviewActions } from '../../bot/review/review-card.ts';
import type { People } from './people.ts';
import { stoodStill } from './slack.ts';
import type { World } from './world.ts';

/** Of open jobs alone. */
const DECIDES: string[] = [
  reviewActions.approve,
  reviewActions.requestChanges,
  questionActions.goOn,
  progressActions.cancel,
];

/** What must be true once a story has ended. */
export async function breachesOf(world: World, people: People): Promise<string[]> {
  const { database, slack } = world;
  const breaches = [...database.noted];
  const each = async (sql: string, tell: (row: Record<string, unknown>) => string, ...values: string[]) =>
    breaches.push(...(await database.ask(sql, ...values)).map(tell));

  await each('select job_id, what from simulation.breaches', ({ job_id, what }) =>
    job_id === null ? String(what) : `job ${job_id}: ${what}`,
  );
  if (breaches.length > 0) return breaches;
  await each(
    'select k as key from jsonb_array_elements_text($1) k where not exists (select from content.jobs j where j.idempotency_key = k)',
    ({ key }) => `the accepted "${key}" is lost`,
    JSON.stringify(people.accepted),
  );
  await each(
    `select id, status, ended_at is null as open, error from content.jobs where status not in ('completed', 'rejected', 'cancelled')`,
    ({ id, status, error }) => `job ${id} is ${status} at the end: ${JSON.stringify(error)}`,
  );
  await each(
    `select job_id, call_key, count(*) as n from content.usage_ledger where state = 'settled' and not unheard group by 1, 2 having count(*) > 1`,
    ({ job_id, call_key, n }) => `job ${job_id} paid ${n} times for the answer to ${call_key}`,
  );
  await each(
    `select job_id, count(*) as n from content.drafts where status = 'approved' group by 1 having count(*) > 1`,
    ({ job_id, n }) => `job ${job_id} has ${n} approved versions`,
  );
  // Its title tells what was made for which version: nothing is lost and nothing made twice on the way to it.
  await each(
    `select d.job_id, d.version, d.content ->> 'title' as title from content.drafts d
     where d.content ->> 'title' !~ ('^v\\d ' || (
       select string_agg(format('\\[%s: answer \\d+\\]', n), '' order by n) from generate_series(1, d.version) n) || '$')`,
    ({ job_id, version, title }) => `version ${version} of job ${job_id} is "${title}"`,
  );
  await each(
    `select j.id, j.versions, count(r) as asked from content.jobs j
     left join content.reviews r on r.job_id = j.id and r.decision = 'request_changes'
     where j.status in ('completed', 'rejected') group by j.id having j.versions <> 1 + count(r)`,
    ({ id, versions, asked }) =>
      `job ${id} has ${versions} versions, and changes were asked for ${asked} times`,
  );
  await each(
    `select c.thread_id, c.checkpoint_id from content.checkpoints c
     where exists (select from content.checkpoints e where e.thread_id = c.thread_id and e.put_order < c.put_order)
       and not exists (
         select from content.checkpoints p where p.thread_id = c.thread_id and p.checkpoint_id = c.parent_checkpoint_id)`,
    ({ thread_id }) => `a checkpoint of job ${thread_id} follows none`,
  );
  // An end that a retry undid before it was shown has nothing to show; the next end has an item of its own.
  await each(
    `select kind, job_id, edition, last_error from content.outbox o where given_up and wanted > shown
       and not (kind = 'outcome' and last_error = 'nothing_to_show' and exists (
         select from content.outbox l where l.job_id = o.job_id and l.kind = 'outcome' and l.id > o.id and l.shown > 0))`,
    ({ kind, job_id, edition, last_error }) =>
      `${kind} ${edition} of job ${job_id} was given up: ${last_error}`,
  );
  const rows = await database.ask(
    `select o.id, o.job_id, o.kind, o.edition, o.ts from content.outbox o where o.shown > 0`,
  );
  const byTs = new Map(slack.messages.map((message) => [message.ts, message]));
  for (const { id, kind, job_id, ts } of rows) {
    if (!byTs.has(String(ts)))
      breaches.push(`${kind} ${id} of job ${job_id} is said to stand at ${ts}, where nothing is`);
  }
  const shown = new Set(rows.map(({ ts }) => String(ts)));
  for (const message of slack.messages) {
    const isOurs = message.metadata !== undefined || message.files !== undefined;
    if (isOurs && !shown.has(message.ts) && !(stoodStill(message) && message.written.by?.isDead)) {
      const what = message.metadata?.event_payload.kind ?? 'files';
      breaches.push(`a second ${what} stands at ${message.ts}`);
    }
  }
  for (const message of slack.messages) {
    if (stoodStill(message)) continue;
    const { ts, blocks } = message;
    const button = blocks
      .flatMap(({ elements = [] }) => elements)
      .find(({ action_id = '' }) => DECIDES.includes(action_id));
    if (button)
      breaches.push(`the message at ${ts} still has the button ${button.action_id}, of a job that has ended`);
  }
  return breaches;
}
