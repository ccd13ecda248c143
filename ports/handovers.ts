import { z } from 'zod';
import type { Rpc } from '../platform/db.ts';
import { due } from '../platform/wake/due.ts';

/** One thing that crosses from one system to the other. Its key crosses once. */
const handover = z.object({
  id: z.number().int(),
  fence: z.number().int(),
  team_id: z.string(),
  kind: z.string(),
  key: z.string(),
  payload: z.unknown(),
  /** Claims so far, this one included. */
  attempts: z.number().int(),
});
export type Handover = z.infer<typeof handover>;

const handoverBacklog = z.object({
  /** Of those that wait for more than a minute. */
  waiting: z.number().int(),
  oldest_at: z.string().nullable(),
  /** Of the last 30 days, newest first, 5 at most. */
  refused: z.array(z.object({ kind: z.string(), code: z.string(), at: z.string() })),
});
export type HandoverBacklog = z.infer<typeof handoverBacklog>;

const backlog = z.object({ waiting: z.number().int(), oldest_s: z.number() });

/** Figures for who watches the bot: how far Slack is behind, and what waits to cross to the other system. */
const botMetrics = z.object({ outbox: backlog, handovers: backlog });
export type BotMetrics = z.infer<typeof botMetrics>;

/** What either schema offers the bot of its hand-overs, of what is due and of what lags behind. */
export function handoverCalls(rpc: Rpc) {
  return {
    /** What waits, each held for 60 s. */
    claimHandovers: (worker: string, limit: number) =>
      rpc('claim_handovers', { p_worker: worker, p_limit: limit }, z.array(handover)),
    /** False: the claim was lost, as in the next two. */
    settleHandover: ({ id, fence }: Handover, result: object) =>
      rpc('settle_handover', { p_id: id, p_fence: fence, p_result: result }, z.boolean()),
    refuseHandover: ({ id, fence }: Handover, code: string) =>
      rpc('refuse_handover', { p_id: id, p_fence: fence, p_code: code }, z.boolean()),
    failHandover: ({ id, fence }: Handover, failure: { code: string; retry_in_s: number }) =>
      rpc('fail_handover', { p_id: id, p_fence: fence, p_failure: failure }, z.boolean()),
    handoverBacklog: (teamId: string) => rpc('handover_backlog', { p_team_id: teamId }, handoverBacklog),
    /** What the bot has to do, in one call. */
    botDue: () => rpc('bot_due', {}, due),
    botMetrics: () => rpc('bot_metrics', {}, botMetrics),
  };
}
export type HandoverCalls = ReturnType<typeof handoverCalls>;
