import type { OutboxItem } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import { findMarked, showMessage } from '../delivery/show-message.ts';
import { type DeliveryDesk, NotShown } from '../delivery/show-surface.ts';
import { planExtras } from '../plans/plan-extras.ts';
import { evidenceNotice } from '../review/evidence-notice.ts';
import { outcomeMessage } from '../review/outcome-message.ts';
import { reviewCard } from '../review/review-card.ts';
import { showReminder } from '../review/show-reminder.ts';
import { unreachableNotice } from '../review/unreachable-notice.ts';
import type { Message } from '../slack/blocks.ts';
import { deleteFiles } from '../slack/delete-files.ts';
import { permalink } from '../slack/permalink.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { textsOf } from '../texts/texts.ts';
import { briefMessage } from './brief-message.ts';
import { budgetStopMessage } from './budget-stop-message.ts';
import { budgetWarningMessage } from './budget-warning-message.ts';
import { draftFiles, finalFiles, sampleFiles } from './file-sets.ts';
import { placeOf } from './find-posted.ts';
import { postFiles } from './post-files.ts';
import { progressMessage } from './progress-message.ts';
import { questionMessage } from './question-message.ts';
import { replyMessage } from './reply-message.ts';
import { showAtWork } from './show-at-work.ts';

export type ShowDesk = DeliveryDesk &
  Pick<ContentDesk, 'slack' | 'content' | 'knowPerson' | 'adminsOf' | 'hints' | 'fetch'>;

/**
 * Posts or edits what an item says.
 *
 * @returns The ts that shows it.
 * @throws {NotShown}
 */
export async function showInSlack(desk: ShowDesk, item: OutboxItem): Promise<string> {
  // A brief that was given up leaves no thread: what belongs into it must not land in the channel.
  if (item.kind !== 'brief' && item.thread_ts === null) throw new NotShown('no_thread', null);
  const texts = textsOf(item.locale);
  const { draft } = item;
  switch (item.kind) {
    case 'brief': {
      const { through, requester_id } = item.job;
      const requester = await nameOf(desk, item.job);
      const isOthers = through && through.owner_id !== requester_id;
      const owner = isOthers ? await nameOf(desk, item.job, through.owner_id) : null;
      return withPictureOrWithout(desk, item, (withPicture) =>
        briefMessage(item.job, requester, texts, withPicture ? item.picture : null, owner),
      );
    }
    case 'progress': {
      const ts = await showMessage(desk.slack, placeOf(item), progressMessage(item.job, texts, item.cost));
      await showAtWork(desk, item, texts);
      return ts;
    }
    case 'pages': {
      if (item.ts !== null) return draft?.erased_at ? takeAway(desk, item, item.ts) : item.ts;
      return postFiles(desk, item, draftFiles(draft, item.fresh_pages, texts));
    }
    case 'question_pages': {
      if (item.ts !== null) return item.ts;
      return postFiles(desk, item, sampleFiles(item.question, texts));
    }
    case 'final': {
      if (item.ts !== null) return draft?.erased_at ? takeAway(desk, item, item.ts) : item.ts;
      return postFiles(desk, item, finalFiles(item.job.final, texts));
    }
    case 'card': {
      if (!draft) throw new Error(`Cannot show the card of outbox item ${item.id}: it has no draft`);
      return postCard(desk, { ...item, draft });
    }
    case 'outcome': {
      const message = outcomeMessage(item.job, draft, item.reviews, texts);
      return message ? showMessage(desk.slack, placeOf(item), message) : asItStands(desk, item);
    }
    case 'question': {
      const { question } = item;
      if (!question) throw new Error(`Cannot show the question of outbox item ${item.id}: it has none`);
      const isKit = question.content.kind === 'brand_kit';
      const admins = isKit ? await desk.adminsOf(item.job.team_id) : [];
      const requester = await nameOf(desk, item.job);
      const asked = { ...item, question };
      const plan = question.content.kind === 'plan' ? await planExtras(desk, asked, texts) : null;
      const pictured = plan?.picture ? { ...asked, picture: { file_id: plan.picture, alt: '' } } : asked;
      return withPictureOrWithout(desk, pictured, (withPicture) =>
        questionMessage({ item: asked, withPicture, admins, requester, plan }, texts),
      );
    }
    case 'reply': {
      if (!item.reply) throw new Error(`Cannot show the reply of outbox item ${item.id}: it has none`);
      return showMessage(desk.slack, placeOf(item), replyMessage(item.reply, texts));
    }
    case 'notice': {
      if (!item.notice) throw new Error(`Cannot show the notice of outbox item ${item.id}: it has none`);
      return showMessage(desk.slack, placeOf(item), evidenceNotice(item.notice, item, texts));
    }
    case 'budget': {
      const { job, stop } = item;
      if (!stop) throw new Error(`Cannot show the stop of outbox item ${item.id}: it has none`);
      const admins = await desk.adminsOf(job.team_id);
      return showMessage(desk.slack, placeOf(item), budgetStopMessage({ job, stop, admins }, texts));
    }
    case 'budget_warning': {
      const { warning } = item;
      if (!warning) throw new Error(`Cannot show the warning of outbox item ${item.id}: it has none`);
      const admins = await desk.adminsOf(item.job.team_id);
      return showMessage(desk.slack, placeOf(item), budgetWarningMessage(warning, admins, texts));
    }
    case 'reminder': {
      const { reminder } = item;
      if (!reminder) throw new Error(`Cannot show the reminder of outbox item ${item.id}: it has none`);
      return showReminder(desk, { ...item, reminder }, texts);
    }
    case 'unreachable': {
      if (!draft) throw new Error(`Cannot show the notice of outbox item ${item.id}: it has no draft`);
      return showMessage(desk.slack, placeOf(item), unreachableNotice({ ...item, draft }, texts));
    }
  }
}

/**
 * Of an end that a retry undid: what was said of it stays, and else nothing is. The next end has an item of its own.
 *
 * @throws {NotShown}
 */
async function asItStands(desk: ShowDesk, item: OutboxItem): Promise<string> {
  const [posted] = item.ts === null && item.maybe_posted ? await findMarked(desk.slack, placeOf(item)) : [];
  const ts = item.ts ?? posted;
  if (ts === undefined) throw new NotShown('nothing_to_show', null);
  return ts;
}

/** Files that spoke of a person who was erased leave the thread, and Slack. */
async function takeAway(desk: ShowDesk, { channel_id, uploads }: OutboxItem, ts: string): Promise<string> {
  const files = uploads.filter(({ key }) => !key.startsWith('@'));
  await deleteFiles(
    desk.slack,
    files.map((upload) => upload.file_id),
  );
  try {
    await desk.slack.chat.delete({ channel: channel_id, ts });
  } catch (error) {
    if (slackFailure(error).code !== 'message_not_found') throw error;
  }
  return ts;
}

/** Where a person is named and not called. */
async function nameOf(desk: ShowDesk, job: OutboxItem['job'], userId = job.requester_id): Promise<string> {
  const person = await desk.knowPerson(job.team_id, userId).catch(() => null);
  return person?.name ?? userId;
}

async function postCard(
  desk: ShowDesk,
  item: OutboxItem & { draft: NonNullable<OutboxItem['draft']> },
): Promise<string> {
  const texts = textsOf(item.locale);
  const stale = item.job.versions > item.draft.version;
  const currentCard = stale ? await permalink(desk, item.channel_id, item.current_card_ts) : null;
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
    return await showMessage(desk.slack, placeOf(item), draw(true));
  } catch (error) {
    const pictured = item.pictures.length > 0 || item.picture !== null;
    if (slackFailure(error).code !== 'invalid_blocks' || !pictured) throw error;
    desk.log.warn('message_without_picture', { outbox_id: item.id, job_id: item.job.id });
    return showMessage(desk.slack, placeOf(item), draw(false));
  }
}
