import type { Clock, Random } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import type { Hint } from '../../platform/hint.ts';
import type { Log } from '../../platform/log.ts';
import type { UnreadableItem } from '../../platform/readable-items.ts';
import { retry } from '../../platform/retry.ts';
import { COMMAND, type Traces } from '../../platform/traces.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import { noAnswer } from '../asking/no-answer.ts';
import type { Tell } from '../asking/tell.ts';
import { escapeMrkdwn, said } from '../slack/blocks.ts';
import { type SlackFailure, slackFailure } from '../slack/slack-failure.ts';
import { type AfterFailure, afterFailure, type Stake } from './after-failure.ts';
import { outboxLoop } from './outbox-loop.ts';

/** What the outboxes of both systems hand out. */
interface Surface {
  id: number;
  fence: number;
  /** The state of the database that it shows. */
  revision: number;
  channel_id: string;
  /** Of the message that shows it; null: not posted as far as is known. */
  ts: string | null;
  attempts: number;
  response_url: string | null;
}

/** A system's outbox in the database. */
export interface OutboxCalls<Item extends Surface> {
  claimOutbox(
    worker: string,
    limit: number,
    giveUp: (item: UnreadableItem) => Promise<unknown>,
  ): Promise<Item[]>;
  settleOutbox(item: { id: number; fence: number; ts: string; revision: number }): Promise<boolean>;
  failOutbox(
    item: { id: number; fence: number },
    failure: { code: string; retry_in_s: number | null; maybe_posted: boolean; told?: boolean },
  ): Promise<unknown>;
}

/** What a system draws, and what is its own about it. */
export interface Drawings<Item extends Surface> {
  /**
   * Brings Slack up to date.
   *
   * @returns The ts that shows it.
   * @throws {NotShown} Where there is nothing to show, or not yet.
   */
  show(item: Item): Promise<string>;
  stakeOf(item: Item): Stake;
  /** Who waits for it, and the sentence for them; null: no person does. */
  tellOf(
    item: Item,
    what: NonNullable<AfterFailure['tell']>,
    failure: SlackFailure,
  ): { userId: string; line: string } | null;
  /** It stands in Slack and is not settled yet. */
  shown?(item: Item, ts: string): Promise<void>;
  settled?(item: Item): void;
  /** The claim was lost and another process may have posted it as well. */
  lost(item: Item): Promise<void>;
  /** Surfaces of one lane are shown one after the other. */
  laneOf(item: Item): string;
  /** Fields of a log line. */
  idsOf(item: Item): Record<string, string | number>;
}

export interface DeliveryDesk {
  tell: Tell;
  hints: { outbox: Hint };
  rounds?: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
  traces?: Traces | undefined;
  /** True while nothing gets through to Slack: an outage must not use up a surface's attempts. */
  paused?(): boolean;
  /** Resolves once no acknowledgement is waited for. */
  calm?(): Promise<void>;
}

/** It is not in Slack, and Slack is not to blame. */
export class NotShown extends Error {
  readonly code: string;
  /** Null: not until its next change. */
  readonly retryInS: number | null;

  constructor(code: string, retryInS: number | null, message = code) {
    super(message);
    this.code = code;
    this.retryInS = retryInS;
  }
}

/** Another process shows it now. */
export class ClaimLost extends Error {}

/** Shows what the database says should be shown, until stopped. */
export function deliver<Item extends Surface>(
  queue: string,
  outbox: OutboxCalls<Item>,
  drawings: Drawings<Item>,
  desk: DeliveryDesk,
): Loop {
  return outboxLoop<Item>(
    {
      queue,
      claim: (worker, limit) =>
        outbox.claimOutbox(worker, limit, async ({ id, fence, problem }) => {
          // It would be claimed for ever.
          desk.log.error('outbox_unreadable', { outbox_id: id, code: problem.slice(0, 500) });
          await outbox.failOutbox(
            { id, fence },
            { code: 'unreadable', retry_in_s: null, maybe_posted: false },
          );
        }),
      show: (item) => showSurface(outbox, drawings, desk, item),
      laneOf: drawings.laneOf,
      idsOf: drawings.idsOf,
    },
    desk,
  );
}

/** Brings Slack up to date with one claimed item, and the database with what came of it. Never throws for Slack's sake. */
export async function showSurface<Item extends Surface>(
  outbox: OutboxCalls<Item>,
  drawings: Drawings<Item>,
  desk: DeliveryDesk,
  item: Item,
): Promise<void> {
  const startedAt = desk.clock.now();
  let ts: string;
  try {
    ts = await drawings.show(item);
  } catch (error) {
    await failed(outbox, drawings, desk, item, error);
    return;
  }
  await drawings.shown?.(item, ts);
  if (await settle(outbox, desk, item, ts)) {
    drawings.settled?.(item);
    tellShown(drawings, desk, item, startedAt);
    desk.hints.outbox.wake();
    return;
  }
  desk.log.warn('outbox_claim_lost', drawings.idsOf(item));
  if (item.ts === null) await dropDuplicates(drawings, desk, item);
}

/** What the process posted besides: no one else looks for it. */
function dropDuplicates<Item extends Surface>(
  drawings: Drawings<Item>,
  { clock }: DeliveryDesk,
  item: Item,
): Promise<void> {
  return retry(
    { clock, firstMs: 1000, mostMs: 16_000, tries: 6 },
    (error) => ['rate_limited', 'unknown'].includes(slackFailure(error).kind),
    () => drawings.lost(item),
  );
}

/** A line and a span for each card; progress is drawn again with every step, and has none. */
function tellShown<Item extends Surface>(
  { idsOf }: Drawings<Item>,
  { clock, log, traces }: DeliveryDesk,
  item: Item,
  startedAt: number,
): void {
  const ids = idsOf(item);
  const kind = 'kind' in item && typeof item.kind === 'string' ? item.kind : 'card';
  if (kind === 'progress') return;
  const endedAt = clock.now();
  log.info('card_shown', { ...ids, code: kind, attempt: item.attempts, ms: endedAt - startedAt });
  const of = ids.job_id ?? ids.action_id;
  if (typeof of !== 'string') return;
  const key = `${kind} ${item.id} ${item.revision}`;
  traces?.end({ of, key, parent: COMMAND, name: `show ${kind}`, startedAt, endedAt });
}

/** Tried again at once: what is posted and not settled waits a minute for the end of its claim. */
function settle<Item extends Surface>(
  outbox: OutboxCalls<Item>,
  { clock }: DeliveryDesk,
  { id, fence, revision }: Item,
  ts: string,
): Promise<boolean> {
  return retry(
    { clock, firstMs: 250, mostMs: 750, tries: 4 },
    (error) => isExpected(error, 'database_unavailable'),
    () => outbox.settleOutbox({ id, fence, ts, revision }),
  );
}

async function failed<Item extends Surface>(
  outbox: OutboxCalls<Item>,
  drawings: Drawings<Item>,
  desk: DeliveryDesk,
  item: Item,
  error: unknown,
): Promise<void> {
  if (error instanceof ClaimLost) return;
  const ids = drawings.idsOf(item);
  const giveBack = async (code: string, retryInS: number | null, maybePosted: boolean, told: boolean) => {
    if (retryInS === null) desk.log.warn('outbox_given_up', { ...ids, code });
    await outbox.failOutbox(item, { code, retry_in_s: retryInS, maybe_posted: maybePosted, told });
  };
  if (error instanceof NotShown) {
    return giveBack(error.code, error.retryInS, error.retryInS !== null, false);
  }
  // The database or Storage is away or closed to us: the claim ends by itself, and the next attempt looks up first.
  if (noAnswer(error)) throw error;

  const failure = slackFailure(error);
  const next = afterFailure(failure, drawings.stakeOf(item), desk.random.next());
  const fields = { ...ids, attempt: item.attempts, code: failure.code };
  if (next.alarming) desk.log.error('outbox_failed', { ...fields, error });
  // A refused token and a missing scope are logged once by the line, not by each item.
  else if (failure.kind !== 'unauthorized') desk.log.warn('outbox_failed', fields);
  const told = next.tell === null ? null : drawings.tellOf(item, next.tell, failure);
  // Told first, given up second: a crash in between tells it twice rather than never.
  if (told) {
    await desk.tell(
      { user_id: told.userId, channel_id: null, response_url: item.response_url },
      { text: told.line, blocks: [said(told.line)] },
    );
  }
  await giveBack(failure.code, next.retryInS, next.maybePosted, next.tell !== null);
}

/** A channel's name in a sentence. */
export function channelName(id: string): string {
  return /^[CG][A-Z0-9]+$/.test(id) ? `<#${id}>` : escapeMrkdwn(id);
}

/** The bot is not in the channel, or sees none; else it is closed for posts. */
export function isAbsent({ code }: SlackFailure): boolean {
  return code === 'not_in_channel' || code === 'channel_not_found';
}
