import { setTimeout as sleep } from 'node:timers/promises';
import { button, type Message, until } from '../../testing/product/app.ts';
import { LUCIA, MARINA, PEDRO, THOMAS, textOf } from '../../testing/product/thread.ts';
import type { Fleet } from './open-fleet.ts';

/** As long as people wait at most for something that must come, s: far more than a lease, a restart and the work take, as other work may share the machine. */
const PATIENCE_S = 900;
const LOOK_MS = 400;
/** Finds the mark of a job in its brief, for Postgres. */
export const MARK = '\\((\\d( \\d){2,})\\)';

export interface WatchedJob {
  id: string;
  type: string;
  status: string;
  channel_id: string;
  thread_ts: string | null;
  versions: number;
  questions: number;
}

/** A request of a person that the bot answered, or did not. */
interface Request {
  what: 'command' | 'press' | 'form';
  /** ms of `Date.now()`. */
  at: number;
  status: number;
  ms: number;
}

/** What came of a command, by the words of its acknowledgement. */
type Said = 'accepted' | 'not certain' | 'not started' | 'unheard';

export interface Typed {
  /** Stands in the words of the command and of no other. */
  mark: string;
  person: string;
  said: Said;
  at: number;
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** People in front of a fleet: they type, press and fill in forms, and do it again where no answer came. */
export async function openOffice(fleet: Fleet) {
  const { workspace: slack } = fleet.standIns;
  const { owner } = fleet.supabase;
  const requests: Request[] = [];
  const typed: Typed[] = [];
  let marks = 0;

  let jobs = new Map<string, WatchedJob>();
  /** When a runner was first seen to have the job, by its mark. */
  const taken = new Map<string, number>();
  let closed = false;
  const watching = (async () => {
    while (!closed) {
      await sleep(LOOK_MS);
      // Postgres may be away.
      const { rows } = await owner
        .query(
          `select substring(brief::text from '${MARK}') as mark, id, type, status, channel_id, thread_ts, versions, questions from content.jobs`,
        )
        .catch(() => ({ rows: [] as Record<string, unknown>[] }));
      // SAFETY: the columns of the table, as asked for.
      if (rows.length > 0)
        jobs = new Map(rows.map((row) => [String(row.mark), row as unknown as WatchedJob]));
      for (const [mark, { status }] of jobs)
        if (status !== 'queued' && !taken.has(mark)) taken.set(mark, Date.now());
    }
  })();

  const heard = async <T extends { status: number; ack_ms?: number }>(
    what: Request['what'],
    call: () => Promise<T>,
  ): Promise<T> => {
    const at = Date.now();
    const answer = await call();
    requests.push({ what, at, status: answer.status, ms: answer.ack_ms ?? Date.now() - at });
    return answer;
  };
  const eventually = <T>(what: string, look: () => Promise<T | undefined | false>, seconds = PATIENCE_S) =>
    until(what, look, seconds, LOOK_MS);

  /** Single digits: words and longer numbers of a topic must be carried by the documents. */
  const nextMark = (): string => {
    marks += 1;
    return [...String(100 + marks)].join(' ');
  };

  /** One form at a time before a person. */
  const forms = new Map<string, Promise<unknown>>();
  const alone = <T>(person: string, work: () => Promise<T>): Promise<T> => {
    const next = (forms.get(person) ?? Promise.resolve()).then(work, work);
    forms.set(
      person,
      next.catch(() => {}),
    );
    return next;
  };

  const type = async (person: string, channel: string, command: string, text: string): Promise<Said> => {
    const { status, ack } = await heard('command', () => slack.command(person, channel, command, text));
    if (status !== 200) return 'unheard';
    const words = JSON.stringify(ack);
    if (/Not certain yet/.test(words)) return 'not certain';
    return /nothing was (started|proposed)|try again|did not/i.test(words) ? 'not started' : 'accepted';
  };

  const press = async (person: string, channel: string, message: Message, label: RegExp): Promise<number> => {
    const found = button(message, label);
    if (!found?.action_id) return 0;
    const extra = found.value === undefined ? {} : { value: found.value };
    const { status } = await heard('press', () =>
      slack.click(person, channel, message.ts, found.action_id ?? '', extra),
    );
    return status;
  };

  return {
    slack,
    requests,
    typed,
    eventually,
    alone,
    type,
    press,
    jobOf: (mark: string) => jobs.get(mark),
    takenAt: (mark: string) => taken.get(mark),
    mark: nextMark,
    /** Types a command, again where it was not accepted, and answers its mark and when it was typed. */
    async begin(person: string, channel: string, command: string, text: (mark: string) => string) {
      for (;;) {
        const mark = nextMark();
        const at = Date.now();
        const said = await type(person, channel, command, text(`(${mark})`));
        typed.push({ mark, person, said, at });
        if (said === 'accepted') {
          await eventually(`the job of "${mark}"`, async () => jobs.get(mark));
          return { mark, at };
        }
        // A person who is asked to wait does.
        if (said === 'not certain')
          await eventually(
            `the end of "${mark}"`,
            async () =>
              jobs.has(mark) ||
              (await slack.messages(person, channel)).some(
                (m) => m.ephemeral && /It did not work/.test(textOf(m)) && Number(m.ts) * 1000 > at,
              ),
          );
        if (jobs.has(mark)) return { mark, at };
        await sleep(1000);
      }
    },
    /** Fills in the form that a press opens, again where it did not open or was not taken, until `done`. */
    byForm: (
      person: string,
      open: () => Promise<unknown>,
      fill: (
        modal: Awaited<ReturnType<typeof slack.views>>['modals'][number],
      ) => Record<string, Record<string, unknown>>,
      done: () => Promise<unknown>,
    ) =>
      alone(person, () =>
        eventually('a form that was taken', async () => {
          if (await done()) return true;
          await open();
          const modal = await until('the form', async () => (await slack.views(person)).modals.at(-1), 5);
          const { status } = await heard('form', () => slack.submit(person, modal.id, fill(modal)));
          if (status !== 200) await slack.call('POST', 'close', { user_id: person, view_id: modal.id });
          return until('what the form does', async () => done() as Promise<boolean>, 10, LOOK_MS);
        }),
      ),
    /** The message of a thread with such a button, once it is there. */
    inThread: (job: WatchedJob, label: RegExp, words = /./): Promise<Message> =>
      eventually(`${label} in the thread of ${job.type} ${job.id}`, async () =>
        (await slack.messages(LUCIA, job.channel_id, job.thread_ts ?? '')).find(
          (m) => button(m, label) && words.test(textOf(m)),
        ),
      ),
    async close(): Promise<void> {
      closed = true;
      await watching;
    },
  };
}

export const requesters = [MARINA, PEDRO] as const;
export const approvers = [LUCIA, THOMAS] as const;
