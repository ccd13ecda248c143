import type { Loop } from '../../platform/wake/loop.ts';
import type { OutboxItem } from '../../ports/content.ts';
import { type Stake, waitAfter } from '../delivery/after-failure.ts';
import { removeDuplicates } from '../delivery/show-message.ts';
import { channelName, type Drawings, deliver, isAbsent, showSurface } from '../delivery/show-surface.ts';
import { directPlace } from '../review/show-reminder.ts';
import { said } from '../slack/blocks.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { textsOf } from '../texts/texts.ts';
import { FilesAltered } from './bytes-of.ts';
import { placeOf } from './find-posted.ts';
import { type ShowDesk, showInSlack } from './show-item.ts';

/**
 * Shows in Slack what the database says should be shown of jobs.
 *
 * First posts of one job go one after the other (the database hands them out in order, this keeps them in order within
 * a batch); edits need no order.
 */
export function postUpdates(desk: ShowDesk): Loop {
  return deliver('content.outbox', desk.content, updates(desk), desk);
}

export function showItem(desk: ShowDesk, item: OutboxItem): Promise<void> {
  return showSurface(desk.content, updates(desk), desk, item);
}

function updates(desk: ShowDesk): Drawings<OutboxItem> {
  return {
    show: async (item) => {
      try {
        return await showInSlack(desk, item);
      } catch (error) {
        if (error instanceof FilesAltered) await tellAltered(desk, item, error);
        throw error;
      }
    },
    stakeOf,
    tellOf(item, what, failure) {
      const texts = textsOf(item.locale);
      const t = texts.command;
      const channel = channelName(item.channel_id);
      const work = texts.work[item.job.type];
      const absent = isAbsent(failure);
      const lines: Record<typeof what, string> = {
        unexpected: texts.unexpected(`outbox-${item.id}`),
        missing_scope: t.missingScope(failure.neededScope ?? '?'),
        unreachable: absent ? t.notInChannel(channel, work) : t.archived(channel, work),
        thread_unreachable: absent ? t.leftChannel(channel, work) : t.archivedMeanwhile(channel, work),
      };
      return { userId: item.job.requester_id, line: lines[what] };
    },
    shown: (item, ts) => leaveOld(desk, item, ts),
    settled: (item) => {
      // Only now may a runner take the job; and the next item of the job may follow.
      if (item.kind === 'brief' && item.ts === null) desk.hints.jobs.wake();
    },
    async lost(item) {
      const isFiles = ['pages', 'final', 'question_pages'].includes(item.kind);
      if (isFiles) return;
      const person = item.reminder?.person_id ?? null;
      const place = person === null ? placeOf(item) : await directPlace(desk, item, person);
      await removeDuplicates(desk.slack, place);
    },
    laneOf: (item) => (item.ts === null ? item.job.id : `item ${item.id}`),
    idsOf: (item) => ({ outbox_id: item.id, job_id: item.job.id, team_id: item.job.team_id }),
  };
}

/** Once: it is not shown again by itself. */
async function tellAltered(desk: ShowDesk, item: OutboxItem, error: FilesAltered): Promise<void> {
  desk.log.error('file_altered', { outbox_id: item.id, job_id: item.job.id, error });
  const line = textsOf(item.locale).command.fileAltered(error.file);
  await desk.tell(
    { user_id: item.job.requester_id, channel_id: item.channel_id, response_url: null },
    { text: line, blocks: [said(line)] },
  );
}

/** Half a day of tries for a channel that was archived or left by the bot: people may bring it back. */
const MAX_UNREACHABLE_WAIT_S = 900;

/**
 * A brief that cannot be posted where it was asked for is given up at once and told: a person must not wait for a draft that
 * will not be seen, and nothing may be spent on it. Once it is posted the job is under way, and it is kept as everything
 * else of its thread is.
 */
export function stakeOf(item: Pick<OutboxItem, 'kind' | 'ts' | 'attempts' | 'told'>): Stake {
  const { kind, ts, attempts, told } = item;
  const opens = kind === 'brief' && ts === null;
  // An edit that changes where a job stands calls no one: what it came to is a message of its own.
  const quiet = ts !== null && (kind === 'progress' || kind === 'brief');
  // Not the first failure, so that a channel that was archived for a moment calls no one; once, not by each try.
  const mayTell = !quiet && attempts >= 2 && !told;
  return {
    attempts,
    opens,
    unreachable: opens
      ? { waitS: null, tell: 'unreachable' }
      : {
          waitS: attempts <= 8 ? waitAfter(attempts) : MAX_UNREACHABLE_WAIT_S,
          tell: mayTell ? 'thread_unreachable' : null,
        },
    tellScope: kind === 'brief' && !told,
  };
}

/** Takes away what stood in the thread of a deleted head. What stays is a second copy there, no reason to stop. */
async function leaveOld(desk: ShowDesk, item: OutboxItem, ts: string): Promise<void> {
  if (item.moved_from === null || item.moved_from === ts) return;
  try {
    await desk.slack.chat.delete({ channel: item.channel_id, ts: item.moved_from });
  } catch (error) {
    const { code } = slackFailure(error);
    if (code !== 'message_not_found') desk.log.warn('moved_message_stays', { outbox_id: item.id, code });
  }
}
