import { isExpected } from '../../platform/errors.ts';
import { retry } from '../../platform/retry.ts';
import type { OutreachItem } from '../../ports/outreach.ts';
import { escapeMrkdwn, type Message, said } from '../slack/blocks.ts';
import { type Place, removeDuplicates, showMessage } from '../slack/show-message.ts';
import { slackFailure } from '../slack/slack-failure.ts';
import { textsOf } from '../texts/texts.ts';
import { accountNotice } from './account-notice.ts';
import { actionCard } from './action-card.ts';
import { afterFailure } from './after-failure.ts';
import type { OutreachDesk } from './outreach-desk.ts';

export type ShowDesk = Pick<
  OutreachDesk,
  'slack' | 'outreach' | 'tell' | 'hints' | 'clock' | 'random' | 'log'
>;

/** Brings Slack up to date with one claimed item, and the database with what came of it. Never throws for Slack's sake. */
export async function showRelease(desk: ShowDesk, item: OutreachItem): Promise<void> {
  const place = placeOf(item);
  let ts: string;
  try {
    ts = await showMessage(desk.slack, place, messageOf(item));
  } catch (error) {
    await failed(desk, item, error);
    return;
  }
  if (await settle(desk, item, ts)) {
    desk.hints.outbox.wake();
    return;
  }
  desk.log.warn('outbox_claim_lost', { outbox_id: item.id });
  if (item.ts === null) await removeDuplicates(desk.slack, place);
}

function messageOf(item: OutreachItem): Message {
  const t = textsOf(item.locale).outreach;
  const { action, account, approvers } = item;
  if (item.kind === 'action') {
    if (!action) throw new Error(`Cannot show the card of outbox item ${item.id}: it has no action`);
    return actionCard({ action, account, approvers }, t);
  }
  if (!account || !item.event) throw new Error(`Cannot show outbox item ${item.id}: nothing happened`);
  return accountNotice(account, item.event, t);
}

function placeOf(item: OutreachItem): Place {
  const event_payload = {
    outbox_id: item.id,
    kind: item.kind,
    of: item.action?.id ?? item.account?.id ?? '',
  };
  return {
    channel_id: item.channel_id,
    thread_ts: item.thread_ts,
    ts: item.ts,
    maybe_posted: item.maybe_posted,
    mark: { event_type: 'greenlight_outreach', event_payload },
    foundBy: ['outbox_id', 'kind', 'of'],
  };
}

/** Tried again at once: what is posted and not settled waits a minute for the end of its claim. */
async function settle(desk: ShowDesk, item: OutreachItem, ts: string): Promise<boolean> {
  const { id, fence, revision } = item;
  return retry(
    { clock: desk.clock, firstMs: 250, mostMs: 1000, tries: 4 },
    (error) => isExpected(error, 'database_unavailable'),
    () => desk.outreach.settleOutbox({ id, fence, ts, revision }),
  );
}

async function failed(desk: ShowDesk, item: OutreachItem, error: unknown): Promise<void> {
  const failure = slackFailure(error);
  const next = afterFailure(failure, item, desk.random.next());
  const fields = { outbox_id: item.id, attempt: item.attempts, code: failure.code };
  if (next.alarming) desk.log.error('outbox_failed', { ...fields, error });
  else desk.log.warn('outbox_failed', fields);
  // Told first, given up second: a crash in between tells it twice rather than never.
  if (next.tellAuthor && item.action) await tellAuthor(desk, item, item.action.author_id, failure.code);
  if (next.retryInS === null) desk.log.warn('outbox_given_up', fields);
  await desk.outreach.failOutbox(item, {
    code: failure.code,
    retry_in_s: next.retryInS,
    maybe_posted: next.maybePosted,
  });
}

/** The card cannot stand where it was asked for: without it nobody would approve the action. */
async function tellAuthor(desk: ShowDesk, item: OutreachItem, authorId: string, code: string): Promise<void> {
  const t = textsOf(item.locale).outreach;
  const channel = /^[CG][A-Z0-9]+$/.test(item.channel_id)
    ? `<#${item.channel_id}>`
    : escapeMrkdwn(item.channel_id);
  const line =
    code === 'not_in_channel' || code === 'channel_not_found'
      ? t.card.notInChannel(channel)
      : code === 'is_archived'
        ? t.card.archived(channel)
        : textsOf(item.locale).unexpected(`outbox-${item.id}`);
  await desk.tell(
    { user_id: authorId, channel_id: null, response_url: item.response_url },
    { text: line, blocks: [said(line)] },
  );
}
