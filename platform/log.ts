import { type DestinationStream, pino } from 'pino';
import { loggedError } from './log-error.ts';
import { traceIdOf } from './traces.ts';

/** What a log line may carry besides the event: ids, durations in ms, counts. Never bodies, tokens, names or texts. */
interface LogFields {
  team_id?: string;
  job_id?: string;
  outbox_id?: number;
  handover_id?: number;
  webhook_id?: string;
  draft_id?: string;
  action_id?: string;
  account_id?: string;
  campaign_id?: string;
  release_id?: number;
  node?: string;
  /** As its endpoint calls it. */
  model?: string;
  input_tokens?: number;
  cached_tokens?: number;
  output_tokens?: number;
  /** Of the output, spent on thinking. */
  reasoning_tokens?: number;
  usd?: number;
  command?: string;
  channel_id?: string;
  user_id?: string;
  version?: number;
  attempt?: number;
  ms?: number;
  count?: number;
  code?: string;
  part?: string;
  /** Names of settings that an operator has to look at. */
  setting?: string;
  /** `YYYY-MM-DD`. */
  date?: string;
  /** The model that its maker names in the place of one that ends. */
  replacement?: string;
  url?: string;
  error?: unknown;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON object a line on standard error, so that standard output stays for `ready`. */
export function createLog(
  level: string,
  part: string,
  destination: DestinationStream = pino.destination(2),
): Log {
  const out = pino({ level, base: { part }, serializers: { error: loggedError } }, destination);
  return {
    info: (event, fields) => out.info(traced(fields), event),
    warn: (event, fields) => out.warn(traced(fields), event),
    error: (event, fields) => out.error(traced(fields), event),
  };
}

/** With the id of the trace that the job or the action has, wherever traces are kept. */
function traced(fields: LogFields = {}): object {
  const of = fields.job_id ?? fields.action_id;
  return of === undefined ? fields : { ...fields, trace_id: traceIdOf(of) };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
