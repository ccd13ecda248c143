import { type Language, languages } from '../../ports/content.ts';
import type { JobRun } from './job-run.ts';
import type { ThreadOptions } from './workflow.ts';

/** A schema as a state's field is read with it. */
interface Standard {
  '~standard': { validate(value: unknown): Read | Promise<Read> };
}
type Read = { value: unknown; issues?: undefined } | { issues: readonly unknown[] };

type TakenOver =
  /** It stands where it waited for this. */
  | { from: 'waiting'; awaited: Awaited }
  /** No person was shown anything yet: the job begins again. */
  | { from: 'start' }
  /** This graph cannot read it. */
  | { from: 'nowhere'; language: Language };
interface Awaited {
  version?: number | undefined;
  question?: number | undefined;
}

/**
 * Brings a thread that another version of the graph began to where it last waited for people, in this graph: with the
 * values that it had there, read by this graph's state. What the other version began to make of people's words is left;
 * they are handed to this graph anew. Doing it again after a kill does no harm.
 */
export async function takeOver(run: JobRun, thread: ThreadOptions): Promise<TakenOver> {
  const { job, workflow, opened, saver } = run;
  const last = await saver.lastWaiting(job.id);
  if (last === null && job.versions === 0) {
    await saver.deleteThread(job.id);
    return { from: 'start' };
  }
  const language = languages.find((known) => known === last?.values.language) ?? 'pt';
  const values =
    last && workflow.takenOver && (await readState(workflow.takenOver.state.fields, last.values));
  if (!last || !workflow.takenOver || !values) return { from: 'nowhere', language };
  const awaited: Awaited = last.awaited;
  const node = workflow.takenOver.after(awaited.version === undefined ? 'answer' : 'review', values);
  await saver.startAfresh(Object.keys(values), () => opened.graph.updateState(thread, values, node));
  return { from: 'waiting', awaited };
}

/** Every field by the schema that it has now; null when one of them cannot be read. */
async function readState(
  fields: object,
  stored: Record<string, unknown>,
): Promise<Record<string, unknown> | null> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    // SAFETY: a field of a StateSchema is a standard schema, or a ReducedValue, which has one for its value.
    const schema = (field.valueSchema ?? field) as Standard;
    const read = await schema['~standard'].validate(stored[name]);
    if (read.issues) return null;
    values[name] = read.value;
  }
  return values;
}
