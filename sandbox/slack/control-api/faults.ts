import { z } from 'zod';
import { slackEventsAnHour } from '../../../ports/slack-limits.ts';
import type { Fault } from '../faults.ts';
import type { Rates } from '../pacing.ts';
import { read } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({
  method: z.string().min(1).max(100),
  count: z.number().int().min(1).max(10_000).default(1),
  status: z
    .number()
    .int()
    .refine((status) => status === 0 || (status >= 200 && status <= 599), '0 or an HTTP status')
    .optional(),
  error: z.string().max(100).optional(),
  retry_after: z.number().int().min(0).max(600).optional(),
  delay_ms: z.number().int().min(0).max(60_000).optional(),
  commit: z.boolean().optional(),
});

/** What goes wrong next. See `Fault` for the meaning of each field. */
export const addFault: Route = (ws, { body }) => {
  const given = read(input, body);
  // SAFETY: JSON drops the keys that are undefined, which is all that the types differ in.
  ws.faults.add(JSON.parse(JSON.stringify(given)) as Fault);
  return { faults: ws.faults.list() };
};

export const listFaults: Route = (ws) => ({ faults: ws.faults.list() });

export const clearFaults: Route = (ws) => {
  ws.faults.clear();
  return { faults: [] };
};

const rates = z.object({
  posts_per_second: z.number().int().min(1).max(1000).nullable().optional(),
  tiers: z.boolean().optional(),
  events_per_hour: z.number().int().min(1).max(slackEventsAnHour).nullable().optional(),
});

/** Which of Slack's rates hold from now on; what is not named stays. */
export const pacingRoute: Route = (ws, { body }) => {
  // SAFETY: JSON drops the keys that are undefined, which is all that the types differ in.
  ws.pacing.set(JSON.parse(JSON.stringify(read(rates, body))) as Partial<Rates>);
  return ws.pacing.get();
};
