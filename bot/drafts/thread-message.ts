import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { namedLanes } from '../../platform/lanes.ts';
import { retry } from '../../platform/retry.ts';
import type { MessageOutcome } from '../../ports/content.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { noted, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { answerDirectMessage } from '../home/direct-message.ts';
import type { Message } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { helpInThread, offerInThread } from './draft-from-thread.ts';
import { type ThreadEvent, threadEvent } from './thread-event.ts';

type Written = Extract<ThreadEvent, { kind: 'written' }>;

/** Slack believes an event taken as soon as it is delivered: what the database did not take is tried again for so long. */
const KEEP_TRYING_MS = 10 * 60_000;

const LATE_MS = 2000;

/**
 * Keeps what people write, edit and delete in a job's thread: the conversation lives in the database, not in Slack. A
 * reply of a person who may steer the job leads to its next turn; why one leads to nothing is told to its author alone.
 */
export function threadMessage(desk: ContentDesk) {
  const inOrder = namedLanes();
  return async ({
    message,
    body,
    context,
  }: SlackEventMiddlewareArgs<'message'> & {
    context: { botUserId?: string | undefined };
  }): Promise<void> => {
    if (await answerDirectMessage(desk, body.team_id, message)) return;
    const event = threadEvent(message, context.botUserId);
    if (event === null) return;
    if (event.kind === 'unshown') return showAgain(desk, body.team_id, event);
    // What follows within a moment must not overtake the message that it is about.
    await inOrder(`${event.channel_id} ${event.ts}`, () =>
      event.kind === 'written' ? keep(desk, body.team_id, event) : follow(desk, body.team_id, event),
    );
  };
}

/** People deleted a message of ours: what they still need is posted again. */
async function showAgain(
  desk: ContentDesk,
  team_id: string,
  { channel_id, ts }: Extract<ThreadEvent, { kind: 'unshown' }>,
): Promise<void> {
  // It may be gone before the database heard that it was posted.
  const again = await twice(
    desk,
    () => desk.content.showAgain({ team_id, channel_id, ts }),
    (shown) => shown === false,
  );
  if (again) desk.hints.outbox.wake();
}

/** Slack may deliver an edit before the message. */
async function follow(
  desk: ContentDesk,
  team_id: string,
  event: Extract<ThreadEvent, { kind: 'edited' | 'deleted' }>,
): Promise<void> {
  const { channel_id, ts } = event;
  const call = async () => {
    if (event.kind === 'edited')
      return desk.content.editMessage({ team_id, channel_id, ts, text: event.text });
    return (await desk.content.deleteMessage({ team_id, channel_id, ts })) ? 'followed' : 'unknown';
  };
  const outcome = await twice(desk, call, (known) => known === 'unknown');
  desk.hints.jobs.wake();
  desk.hints.outbox.wake();
  if (outcome !== 'read' || event.kind !== 'edited') return;
  const { thread } = await desk.textsFor(team_id);
  await tellLine(
    desk,
    { user_id: event.author_id, channel_id, thread_ts: event.thread_ts },
    thread.editedTooLate,
  );
}

async function keep(desk: ContentDesk, team_id: string, event: Written): Promise<void> {
  const { channel_id, thread_ts, ts, author_id, text } = event;
  // Who became a guest since steers no more.
  await noted(desk, { teamId: team_id, userId: author_id });
  const outcome = await patiently(desk, () =>
    desk.content.recordMessage({ team_id, channel_id, thread_ts, ts, author_id, text, ...event.aside }),
  );
  if (outcome?.outcome === 'taken' || outcome?.outcome === 'waiting') {
    desk.hints.jobs.wake();
    desk.hints.outbox.wake();
  }
  const texts = await desk.textsFor(team_id);
  const to = { user_id: author_id, channel_id, thread_ts };
  const offer = offerFor(outcome, event, texts);
  if (offer !== null) {
    await desk.tell(to, offer);
    return;
  }
  const line = lineFor(outcome, event, texts);
  if (line !== null) await tellLine(desk, to, line);
}

/** Who calls the bot in a thread where no job takes replies may mean a draft of that thread. */
function offerFor(outcome: MessageOutcome | null, event: Written, texts: Texts): Message | null {
  if (!event.mentionsBot || outcome === null) return null;
  if (outcome.outcome !== 'no_job' && (outcome.outcome === 'known' || !isOver(outcome))) return null;
  return (
    offerInThread(event.thread_ts, event.text, texts) ??
    // In threads of others a mention is a call for help; in a job's thread it is a way to begin a reply.
    (outcome.outcome === 'no_job' ? helpInThread(event.thread_ts, texts) : null)
  );
}

/** Ends without an approval. */
const ended = ['rejected', 'cancelled'];

function isOver({ job_status }: MessageOutcome): boolean {
  return [...ended, 'completed'].includes(job_status ?? '');
}

/** What the author must hear; null: the thread shows it, or no answer is waited for. */
function lineFor(outcome: MessageOutcome | null, event: Written, texts: Texts): string | null {
  const t = texts.thread;
  if (outcome === null) return t.notKept;
  const names: Record<string, string> = texts.work;
  const what = names[outcome.job_type ?? ''] ?? texts.work.carousel;
  const approved = outcome.job_type === 'lead_enrichment' ? texts.enrichment.approved : t.approved;
  const closed = [...ended, 'expired'].includes(outcome.job_status ?? '') ? t.ended(what) : approved;
  const onlyFiles = event.files > 0 && event.text === '';
  switch (outcome.outcome) {
    case 'closed':
      return closed;
    case 'not_yours':
      return outcome.first ? t.notYours(what) : null;
    case 'waiting':
      if (outcome.job_status === 'expired') return t.heardExpired;
      return outcome.job_status === 'failed' ? t.heardStopped : t.heard;
    case 'taken':
      return event.files > 0 ? t.filesNotRead : null;
    case 'kept':
      // A thread of people is theirs again; who calls the bot there is answered.
      if (event.mentionsBot && isOver(outcome)) return closed;
      if (onlyFiles) return t.filesNotRead;
      return isOver(outcome) || isTalk(event, outcome) ? null : buttonsInstead(outcome, texts);
    case 'no_job':
    case 'known':
      return null;
  }
}

/** Thanks, and what is said to a colleague, wait for no answer; the first of them is told how the work is changed all the same. */
function isTalk({ aside }: Written, { first }: MessageOutcome): boolean {
  return aside.aside !== null && !first;
}

/** What to do where no agent reads what is written; null: one does. */
function buttonsInstead({ job_type }: MessageOutcome, texts: Texts): string | null {
  const lines: Partial<Record<string, string>> = {
    plan: texts.plans.answer.useButtons,
    outreach_notes: texts.notes.answer.useButtons,
    incoming_webhook: texts.replies.useButtons,
    brand_kit: texts.knowledge.brand.useButtons,
  };
  return job_type === null ? null : (lines[job_type] ?? null);
}

/** What the database does not know is looked for once more, a moment later. Null: the database stayed away. */
async function twice<T>(
  desk: ContentDesk,
  call: () => Promise<T>,
  isUnknown: (found: T | null) => boolean,
): Promise<T | null> {
  const found = await patiently(desk, call);
  if (!isUnknown(found)) return found;
  await desk.clock.sleep(LATE_MS, desk.stopping);
  return patiently(desk, call);
}

/** Null: the database stayed away. */
async function patiently<T>(desk: ContentDesk, call: () => Promise<T>): Promise<T | null> {
  const { clock, stopping: signal } = desk;
  try {
    return await retry(
      { clock, firstMs: 500, mostMs: 15_000, forMs: KEEP_TRYING_MS, signal },
      noAnswer,
      call,
    );
  } catch (error) {
    if (!noAnswer(error)) throw error;
    desk.log.error('thread_message_not_kept', { error });
    return null;
  }
}
