import type { Meters } from '../../platform/meters.ts';

const CALL_S = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the bot counts of its calls to Slack. */
export function slackMeters(meters: Meters) {
  return {
    /** `outcome`: ok, rate_limited (Slack's 429), held (not asked, as Slack named a later time), refused, unauthorized, unreachable or unknown. */
    call: meters.counter(
      'greenlight_slack_calls_total',
      'Calls of the Web API by how they ended; rate_limited are the 429s',
      ['method', 'outcome'],
    ),
    seconds: meters.histogram('greenlight_slack_call_seconds', 'Time that Slack took', ['outcome'], CALL_S),
  };
}
export type SlackMeters = ReturnType<typeof slackMeters>;
