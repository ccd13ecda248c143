import type { KnownBlock } from '@slack/types';
import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import type { JobToStart } from '../../ports/content.ts';
import { clearUp } from '../asking/clear-up.ts';
import { deadlines } from '../asking/deadlines.ts';
import { refusedAs } from '../asking/refused-as.ts';
import type { ContentDesk } from '../content-desk.ts';
import { type Message, plain, quoted, safeText, said, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { notFromThis } from './find-report.ts';

/** Who asks for which job, and where. */
export type JobRequest = JobToStart & {
  /** The research whose approved report the draft is made from. */
  from_job_id?: string;
  /** Whom the requester would like to approve it. */
  named_approver?: string;
  /** Head of the thread of people that the job is shown in; without it the job opens its own. */
  thread_ts?: string;
  team_id: string;
  requester_id: string;
  channel_id: string;
  /** As typed, for the history. */
  command: string;
  /** The same press or command always has the same key, so that it never starts two jobs. */
  idempotency_key: string;
  response_url: string | null;
};

export type Started =
  | { kind: 'started' }
  /** `field`: of the form, where it can be mended. */
  | { kind: 'refused'; message: string; field?: 'approver' }
  | { kind: 'uncertain' };

/**
 * Stores the job durably before the person is told that it started.
 *
 * `uncertain`: no answer in time. The person is then told privately how it ended, by asking for the key, and by
 * enqueuing again under the same key when there is certainly no such job yet.
 */
export async function startJob(desk: ContentDesk, request: JobRequest, texts: Texts): Promise<Started> {
  const attempt = enqueue(desk, request, texts);
  const outcome = await within(desk.clock, deadlines.start, attempt);
  if (outcome && outcome.kind !== 'uncertain') return outcome;
  desk.background(tellOutcome(desk, request, texts, attempt));
  return { kind: 'uncertain' };
}

async function enqueue(desk: ContentDesk, request: JobRequest, texts: Texts): Promise<Started> {
  try {
    const person = await desk.knowPerson(request.team_id, request.requester_id);
    if (!person) return { kind: 'refused', message: texts.command.unknownPerson };
    if (person.role === 'guest') return { kind: 'refused', message: texts.command.guest };
    const { job_id } = await desk.content.enqueueJob(request);
    desk.log.info('job_enqueued', {
      job_id,
      command: request.type,
      user_id: request.requester_id,
      channel_id: request.channel_id,
    });
    desk.hints.outbox.wake();
    return { kind: 'started' };
  } catch (error) {
    if (isExpected(error, 'database_unavailable')) return { kind: 'uncertain' };
    if (isExpected(error, 'unknown_team')) return { kind: 'refused', message: texts.command.unknownTeam };
    if (isExpected(error, 'not_allowed')) {
      const message = request.type === 'brand_kit' ? texts.answer.adminsOnly : texts.command.guest;
      return { kind: 'refused', message };
    }
    if (isExpected(error, 'named_may_not'))
      return { kind: 'refused', message: texts.form.errors.approver, field: 'approver' };
    if (isExpected(error, 'thread_has_job')) return { kind: 'refused', message: texts.fromThread.hasJob };
    const refused = notFromThis(error, texts);
    if (refused !== null) return { kind: 'refused', message: `${refused} ${texts.command.nothingStarted}` };
    const code = refusedAs(desk, error);
    if (code !== null) return { kind: 'refused', message: texts.command.refused(code) };
    throw error;
  }
}

/** Ends with a private message in every case but the death of the process; the job's own message then tells it. */
async function tellOutcome(
  desk: ContentDesk,
  request: JobRequest,
  texts: Texts,
  first: Promise<Started>,
): Promise<void> {
  const to = {
    user_id: request.requester_id,
    channel_id: request.channel_id,
    response_url: request.response_url,
  };
  const again = async (): Promise<Started> =>
    (await desk.content.findJob(request.idempotency_key))
      ? { kind: 'started' }
      : enqueue(desk, request, texts);
  const outcome = await clearUp(desk, (attempt) => (attempt === 1 ? first : again()));
  const t = texts.command;
  const what = texts.work[request.type];
  if (outcome.kind === 'started') {
    desk.hints.outbox.wake();
    await desk.tell(to, { text: t.startedAfterAll(what), blocks: [said(t.startedAfterAll(what))] });
  } else {
    const open = desk.stopping.aborted ? t.stoppedUncertain(what) : t.notStarted;
    const text = outcome.kind === 'refused' ? outcome.message : open;
    desk.log.error('job_not_enqueued', { user_id: request.requester_id, code: outcome.kind });
    await desk.tell(to, {
      text,
      blocks: [plain(text), ...yourText(request.brief.topic, texts)],
    });
  }
}

/** What the person sees at once. */
export function startedMessage(started: Started, topic: string, texts: Texts): Message {
  const t = texts.command;
  switch (started.kind) {
    case 'started':
      return { text: t.started, blocks: [small(t.started)] };
    case 'uncertain':
      return { text: t.notCertain, blocks: [said(t.notCertain)] };
    case 'refused':
      return {
        text: safeText(started.message, 1000),
        blocks: [plain(started.message), ...yourText(topic, texts)],
      };
  }
}

/** The person's own words given back, so that nothing typed is lost with a refusal. */
export function yourText(text: string, texts: Texts): KnownBlock[] {
  return [said(texts.command.yourText), quoted(text, 2500)];
}
