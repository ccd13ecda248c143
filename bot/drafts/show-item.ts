import { isExpected } from '../../platform/errors.ts';
import { retry } from '../../platform/retry.ts';
import type { OutboxItem } from '../../ports/content.ts';
import { ClaimLost, FilesGone, FilesNotReady, postFiles } from '../delivery/post-files.ts';
import { postMessage, removeDuplicates } from '../delivery/post-message.ts';
import type { Desk } from '../desk.ts';
import { outcomeMessage } from '../review/outcome-message.ts';
import { reviewCard } from '../review/review-card.ts';
import { escapeMrkdwn, type Message, said } from '../slack/blocks.ts';
import { type SlackFailure, slackFailure } from '../slack/slack-failure.ts';
import { textsOf } from '../texts/texts.ts';
import { type AfterFailure, afterFailure } from './after-failure.ts';
import { briefMessage } from './brief-message.ts';
import { draftFiles, finalFiles, sampleFiles } from './file-sets.ts';
import { progressMessage } from './progress-message.ts';
import { questionMessage } from './question-message.ts';
import { replyMessage } from './reply-message.ts';

export interface ShowDesk
  extends Pick<Desk, 'slack' | 'content' | 'knowPerson' | 'tell' | 'hints' | 'clock' | 'random' | 'log'> {
  /** User ids, by name; empty when the database does not say. */
  adminsOf(teamId: string): Promise<string[]>;
  fetch: typeof globalThis.fetch;
  /** True while nothing gets through to Slack: an outage must not use up an item's attempts. */
  paused?(): boolean;
}

/** Brings Slack up to date with one claimed item, and the database with what came of it. Never throws for Slack's sake. */
export async function showItem(desk: ShowDesk, item: OutboxItem): Promise<void> {
  // A brief that was given up leaves no thread: what belongs into it must not land in the channel.
  if (item.kind !== 'brief' && item.thread_ts === null) {
    await giveBack(desk, item, 'no_thread', null, false);
    return;
  }
  let ts: string;
  try {
    ts = await show(desk, item);
  } catch (error) {
    await failed(desk, item, error);
    return;
  }
  if (item.moved_from !== null && item.moved_from !== ts) await leave(desk, item, item.moved_from);
  const settled = await settle(desk, item, ts);
  if (!settled) {
    desk.log.warn('outbox_claim_lost', { outbox_id: item.id, job_id: item.job.id });
    if (item.ts === null && !isFiles(item)) await removeDuplicates(desk.slack, item);
    return;
  }
  // Only now may a runner take the job; and the next item of the job may follow.
  if (item.kind === 'brief' && item.ts === null) desk.hints.jobs.wake();
  desk.hints.outbox.wake();
}

/** Takes away what stood in the thread of a deleted head. What stays is a second copy there, no reason to stop. */
async function leave(desk: ShowDesk, item: OutboxItem, ts: string): Promise<void> {
  try {
    await desk.slack.chat.delete({ channel: item.channel_id, ts });
  } catch (error) {
    const { code } = slackFailure(error);
    if (code !== 'message_not_found') desk.log.warn('moved_message_stays', { outbox_id: item.id, code });
  }
}

/** Tried again at once: what is posted and not settled waits a minute for the end of its claim. */
async function settle(desk: ShowDesk, item: OutboxItem, ts: string): Promise<boolean> {
  const { id, fence, revision } = item;
  return retry(
    { clock: desk.clock, firstMs: 250, mostMs: 1000, tries: 4 },
    (error) => isExpected(error, 'database_unavailable'),
    () => desk.content.settleOutbox({ id, fence, ts, revision }),
  );
}

async function show(desk: ShowDesk, item: OutboxItem): Promise<string> {
  const texts = textsOf(item.locale);
  const { draft } = item;
  switch (item.kind) {
    case 'brief': {
      const requester = await nameOf(desk, item.job);
      return withPictureOrWithout(desk, item, (withPicture) =>
        briefMessage(item.job, requester, texts, withPicture ? item.picture : null),
      );
    }
    case 'progress':
      return postMessage(desk.slack, item, progressMessage(item.job, texts));
    case 'pages': {
      if (item.ts !== null) return item.ts;
      return postFiles(desk, item, draftFiles(draft, item.fresh_pages, texts));
    }
    case 'question_pages': {
      if (item.ts !== null) return item.ts;
      return postFiles(desk, item, sampleFiles(item.question, texts));
    }
    case 'final': {
      if (item.ts !== null) return item.ts;
      return postFiles(desk, item, finalFiles(item.job.final, texts));
    }
    case 'card': {
      if (!draft) throw new Error(`Cannot show the card of outbox item ${item.id}: it has no draft`);
      return postCard(desk, { ...item, draft });
    }
    case 'outcome': {
      const message = outcomeMessage(item.job, draft, item.reviews, texts);
      // Undone by a retry before it was shown: the next end has an item of its own.
      if (!message) throw new NothingToShow();
      return postMessage(desk.slack, item, message);
    }
    case 'question': {
      const { question } = item;
      if (!question) throw new Error(`Cannot show the question of outbox item ${item.id}: it has none`);
      const isKit = question.content.kind === 'brand_kit';
      const admins = isKit ? await desk.adminsOf(item.job.team_id) : [];
      const requester = await nameOf(desk, item.job);
      return withPictureOrWithout(desk, item, (withPicture) =>
        questionMessage({ item: { ...item, question }, withPicture, admins, requester }, texts),
      );
    }
    case 'reply': {
      if (!item.reply) throw new Error(`Cannot show the reply of outbox item ${item.id}: it has none`);
      return postMessage(desk.slack, item, replyMessage(item.reply, texts));
    }
  }
}

/** Where a person is named and not called. */
async function nameOf(desk: ShowDesk, job: OutboxItem['job']): Promise<string> {
  const person = await desk.knowPerson(job.team_id, job.requester_id).catch(() => null);
  return person?.name ?? job.requester_id;
}

class NothingToShow extends Error {}

async function postCard(
  desk: ShowDesk,
  item: OutboxItem & { draft: NonNullable<OutboxItem['draft']> },
): Promise<string> {
  const texts = textsOf(item.locale);
  const stale = item.job.versions > item.draft.version && item.current_card_ts !== null;
  const currentCard = stale ? await permalink(desk, item.channel_id, item.current_card_ts ?? '') : null;
  return withPictureOrWithout(desk, item, (withPicture) =>
    reviewCard({ item, currentCard, withPicture }, texts),
  );
}

/** A picture that Slack cannot show yet must not keep the decision from people. */
async function withPictureOrWithout(
  desk: ShowDesk,
  item: OutboxItem,
  draw: (withPicture: boolean) => Message,
): Promise<string> {
  try {
    return await postMessage(desk.slack, item, draw(true));
  } catch (error) {
    const pictured = item.pictures.length > 0 || item.picture !== null;
    if (slackFailure(error).code !== 'invalid_blocks' || !pictured) throw error;
    desk.log.warn('message_without_picture', { outbox_id: item.id, job_id: item.job.id });
    return postMessage(desk.slack, item, draw(false));
  }
}

async function permalink(desk: ShowDesk, channel: string, ts: string): Promise<string | null> {
  const answer = await desk.slack.chat.getPermalink({ channel, message_ts: ts }).catch(() => null);
  return answer?.permalink ?? null;
}

async function failed(desk: ShowDesk, item: OutboxItem, error: unknown): Promise<void> {
  if (error instanceof ClaimLost) return;
  if (error instanceof NothingToShow || error instanceof FilesGone) {
    const code = error instanceof FilesGone ? 'files_gone' : 'nothing_to_show';
    await giveBack(desk, item, code, null, false);
    return;
  }
  if (error instanceof FilesNotReady) {
    await giveBack(desk, item, 'files_not_ready', 1, true);
    return;
  }
  // The database is away or closed to us: the claim ends by itself, and the next attempt looks up first.
  if (isExpected(error, 'database_unavailable', 'token_refused')) throw error;

  const failure = slackFailure(error);
  const next = afterFailure(failure, item, desk.random.next());
  const fields = { outbox_id: item.id, job_id: item.job.id, attempt: item.attempts, code: failure.code };
  if (next.alarming) desk.log.error('outbox_failed', { ...fields, error });
  // A refused token and a missing scope are logged once by the line, not by each item.
  else if (failure.kind !== 'unauthorized') desk.log.warn('outbox_failed', fields);
  // Told first, given up second: a crash in between tells it twice rather than never.
  if (next.tell !== null) await tellRequester(desk, item, next.tell, failure);
  await giveBack(desk, item, failure.code, next.retryInS, next.maybePosted, next.tell !== null);
}

async function tellRequester(
  desk: ShowDesk,
  item: OutboxItem,
  what: NonNullable<AfterFailure['tell']>,
  { code, neededScope }: SlackFailure,
): Promise<void> {
  const texts = textsOf(item.locale);
  const channel = /^[CG][A-Z0-9]+$/.test(item.channel_id)
    ? `<#${item.channel_id}>`
    : escapeMrkdwn(item.channel_id);
  const absent = code === 'not_in_channel' || code === 'channel_not_found';
  const t = texts.command;
  const work = texts.work[item.job.type];
  const lines: Record<typeof what, string> = {
    unexpected: texts.unexpected(`outbox-${item.id}`),
    missing_scope: t.missingScope(neededScope ?? '?'),
    unreachable: absent ? t.notInChannel(channel, work) : t.archived(channel, work),
    thread_unreachable: absent ? t.leftChannel(channel, work) : t.archivedMeanwhile(channel, work),
  };
  const line = lines[what];
  await desk.tell(
    { user_id: item.job.requester_id, channel_id: null, response_url: item.response_url },
    { text: line, blocks: [said(line)] },
  );
}

async function giveBack(
  desk: ShowDesk,
  item: OutboxItem,
  code: string,
  retryInS: number | null,
  maybePosted: boolean,
  told = false,
): Promise<void> {
  if (retryInS === null) desk.log.warn('outbox_given_up', { outbox_id: item.id, job_id: item.job.id, code });
  await desk.content.failOutbox(item, { code, retry_in_s: retryInS, maybe_posted: maybePosted, told });
}

function isFiles(item: OutboxItem): boolean {
  return ['pages', 'final', 'question_pages'].includes(item.kind);
}
