import { within } from '../../platform/within.ts';
import type { Desk } from '../desk.ts';
import { deadlines } from './deadlines.ts';
import { noAnswer } from './no-answer.ts';
import { tellLine } from './press.ts';
import type { Recipient } from './tell.ts';

/** What is said while the database is slow or silent. */
interface RecordedTexts {
  outcome: { takesLong: string; recordedAfterAll: string; notRecorded: string };
}

/**
 * Waits for what a press records. Undefined: the database did not answer, and the person was told; every press may be
 * repeated.
 */
export async function recorded<T>(
  desk: Pick<Desk, 'clock' | 'tell'>,
  to: Recipient,
  t: RecordedTexts,
  work: Promise<T>,
  options: {
    changed?: (result: T) => boolean;
    unanswered?: string;
    /** Slack's 3 s: called once it is recorded, so that a press that Slack believes taken outlives a crash. */
    ack?: () => Promise<unknown>;
  } = {},
): Promise<T | undefined> {
  const safe = work.catch((error: unknown) => {
    if (noAnswer(error)) return unanswered;
    throw error;
  });
  const quick = await within(desk.clock, deadlines.silence, safe).finally(() => options.ack?.());
  if (quick === undefined) await tellLine(desk, to, t.outcome.takesLong);
  const result = await safe;
  if (result === unanswered) {
    await tellLine(desk, to, options.unanswered ?? t.outcome.notRecorded);
    return undefined;
  }
  if (quick === undefined && (options.changed?.(result as T) ?? false)) {
    await tellLine(desk, to, t.outcome.recordedAfterAll);
  }
  return result as T;
}

const unanswered = Symbol('the database did not answer');

/** What the database answers to a question; undefined: it did not, and the person was told. */
export async function answered<T>(
  desk: Pick<Desk, 'tell'>,
  to: Recipient,
  t: { command: { notAnswered: string } },
  question: Promise<T>,
): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (!noAnswer(error)) throw error;
    await tellLine(desk, to, t.command.notAnswered);
    return undefined;
  }
}
