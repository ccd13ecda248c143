import fc from 'fast-check';
import { sign } from '../slack.ts';
import type { Input } from './inputs.ts';

export interface FuzzWorld {
  origin: string;
  signingSecret: string;
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export interface FuzzTally {
  inputs: number;
  /** By status and, of our own refusals, their code. */
  answers: Record<string, number>;
  /** Ids that POST /jobs has answered. */
  accepted: Set<string>;
}

export const newTally = (): FuzzTally => ({ inputs: 0, answers: {}, accepted: new Set() });
const AT_ONCE = 10;

/**
 * Sends inputs, ten at a time, and shrinks what is answered as a fault of ours.
 *
 * @returns What is wrong with the smallest such input; null: nothing.
 */
export async function sendInputs(
  world: FuzzWorld,
  input: fc.Arbitrary<Input>,
  tally: FuzzTally,
  { seed, count }: { seed: number; count: number },
): Promise<string | null> {
  const checked = await fc.check(
    fc.asyncProperty(fc.array(input, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (inputs) => {
      // Its minute must not end the run.
      await world.query('update content.job_tokens set requests = 0');
      await Promise.all(inputs.map((one) => send(world, one, tally)));
    }),
    { seed, numRuns: Math.ceil(count / AT_ONCE), endOnFailure: true },
  );
  if (!checked.failed) return null;
  const { errorInstance } = checked;
  return errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
}

async function send(world: FuzzWorld, input: Input, tally: FuzzTally): Promise<void> {
  const { method, path, headers, body, signed } = input;
  // The signature is over text, as Slack's bodies are.
  const sent = signed && body !== null ? Buffer.from(body).toString('utf8') : body;
  const answer = await fetch(`${world.origin}${path}`, {
    method,
    headers: { ...headers, ...(signed ? sign(world.signingSecret, String(sent)) : {}) },
    ...(sent === null ? {} : { body: sent }),
    redirect: 'manual',
  }).catch((error: unknown) => {
    throw new Error(`No answer to ${JSON.stringify(input).slice(0, 2000)}: ${String(error)}`);
  });
  const text = await answer.text();
  const said = path.startsWith('/jobs') ? (JSON.parse(text) as { error?: string; id?: string }) : {};
  tally.inputs += 1;
  const name = [answer.status, ...(said.error ? [said.error] : [])].join(' ');
  tally.answers[name] = (tally.answers[name] ?? 0) + 1;
  if (answer.status === 202 && said.id) tally.accepted.add(said.id);
  // 503: Unipile would send it again for good.
  if ([500, 502, 503].includes(answer.status))
    throw new Error(`${answer.status} to ${JSON.stringify(input).slice(0, 2000)}: ${text.slice(0, 300)}`);
}

/** What is half-written: jobs without what belongs to them, and answers without a job. */
export async function halfWritten({ query }: FuzzWorld, accepted: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await query(
    `select 'job without its opening message: ' || j.id as fault from content.jobs j
       where not exists (select from content.outbox o where o.job_id = j.id and o.kind = 'brief')
     union all select 'job without history: ' || j.id from content.jobs j
       where not exists (select from content.content_history h where h.job_id = j.id)
     union all select 'job of a program without its request: ' || j.id from content.jobs j
       where j.token_id is not null and not exists (select from content.program_requests r where r.job_id = j.id)
     union all select 'job of a program that was not answered with: ' || j.id from content.jobs j
       where j.token_id is not null and not j.id = any ($1)
     union all select 'answer without a job: ' || a from unnest($1::text[]) a where not exists (select from content.jobs j where j.id = a)`,
    [[...accepted]],
  );
  return rows.map(({ fault }) => String(fault));
}
