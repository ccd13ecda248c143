import type { Context, Logger } from '@slack/bolt';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';

/** In a channel shared with other organisations every message of theirs comes here. */
const SAME_MS = 60 * 60_000;
/** Distinct kinds that are remembered; beyond it the oldest is told again. */
const MAX_KINDS = 1000;

/** Logs what Bolt gave to no handler, once an hour for each kind and team: at most a warning, as any person can cause it. */
export function notHandled(clock: Clock, log: Log) {
  const told = new Map<string, number>();
  return async ({ error, body }: { error: Error; logger: Logger; context: Context; body: unknown }) => {
    const { code } = error as { code?: string };
    const { team_id, team } = body as { team_id?: string; team?: { id?: string } | null };
    const key = `${code} ${team_id ?? team?.id}`;
    if ((told.get(key) ?? Number.NEGATIVE_INFINITY) > clock.now() - SAME_MS) return;
    told.delete(key);
    told.set(key, clock.now());
    const [oldest] = told.keys();
    if (told.size > MAX_KINDS && oldest !== undefined) told.delete(oldest);
    log.warn('slack_request_not_handled', { error });
  };
}
