import { Agent, fetch } from 'undici';
import type { Clock, Random } from '../../platform/clock.ts';
import { networkCode } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { Loop } from '../../platform/wake/loop.ts';
import type { Rounds } from '../../platform/wake/rounds.ts';
import { guardedConnect, PrivateAddress } from '../../platform/web/guarded-connect.ts';
import { withPrivateHosts } from '../../platform/web/reach.ts';
import type { ContentForBot, DueWebhook } from '../../ports/content.ts';
import { outboxLoop } from '../delivery/outbox-loop.ts';
import { signWebhook } from './sign-webhook.ts';

interface TellDesk {
  content: Pick<ContentForBot, 'claimWebhooks' | 'settleWebhook'>;
  /** Hosts that webhooks may go to although they are private, and by http. */
  privateHosts: readonly string[];
  rounds?: Rounds;
  clock: Clock;
  random: Random;
  log: Log;
}

const CONNECT_MS = 5000;
/** Of a whole attempt; shorter than a claim of one minute. */
const TOTAL_MS = 15_000;
/** Waits after each attempt, s: about 16 hours in all. */
const WAITS_S = [10, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800];

/** Tells programs how their jobs ended, until stopped. */
export function tellEnds(desk: TellDesk): Loop {
  return outboxLoop<DueWebhook>(
    {
      queue: 'content.webhooks',
      claim: (_worker, limit) => desk.content.claimWebhooks(limit),
      show: (item) => tellEnd(desk, item),
      laneOf: (item) => item.id,
      idsOf: (item) => ({ webhook_id: item.id, job_id: item.job_id }),
    },
    desk,
  );
}

/** One attempt. A crash before it is settled leaves the claim, which ends by itself: the same id is then told again. */
export async function tellEnd(desk: TellDesk, item: DueWebhook): Promise<void> {
  const error = await post(desk, item);
  const wait = error === null || isFinal(error) ? undefined : WAITS_S[item.attempts - 1];
  const retry_in_s = wait === undefined ? null : wait * (0.8 + desk.random.next() * 0.4);
  if (error !== null)
    desk.log.warn('webhook_not_delivered', {
      webhook_id: item.id,
      job_id: item.job_id,
      code: error,
      attempt: item.attempts,
    });
  await desk.content.settleWebhook(item, { error, retry_in_s });
}

/** Trying again would end the same: the receiver is gone, or the address leads where none is allowed. */
function isFinal(error: string): boolean {
  return ['http_410', 'private_address', 'not_https'].includes(error);
}

/** Null: the receiver took it. Redirects are not followed: they could lead anywhere. */
async function post({ privateHosts, clock }: TellDesk, item: DueWebhook): Promise<string | null> {
  const url = new URL(item.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:' && !privateHosts.includes(host)) return 'not_https';
  const dispatcher = new Agent({ connect: guardedConnect(withPrivateHosts(privateHosts), CONNECT_MS) });
  try {
    const response = await fetch(url, {
      method: 'POST',
      dispatcher,
      redirect: 'manual',
      signal: AbortSignal.timeout(TOTAL_MS),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Greenlight/1.0',
        'greenlight-webhook-id': item.id,
        'greenlight-signature': signWebhook(item.secret, Math.floor(clock.now() / 1000), item.body),
      },
      body: item.body,
    });
    return response.ok ? null : `http_${response.status}`;
  } catch (error) {
    return failureOf(error);
  } finally {
    // Nothing that the receiver still sends is read.
    await dispatcher.destroy();
  }
}

function failureOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof PrivateAddress) return 'private_address';
    if (at.name === 'TimeoutError') return 'timeout';
  }
  return (networkCode(error) ?? 'not_reachable').toLowerCase();
}
