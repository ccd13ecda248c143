import { createHmac } from 'node:crypto';
import { systemClock } from '../../platform/clock.ts';

export const FORM = 'application/x-www-form-urlencoded';
export const JSON_TYPE = 'application/json';

/**
 * The headers with which Slack signs a request.
 *
 * @param timestamp Seconds since 1970; tests pass old and future ones.
 */
export function sign(
  secret: string,
  rawBody: string,
  timestamp: number = Math.floor(systemClock.now() / 1000),
): Record<'x-slack-request-timestamp' | 'x-slack-signature', string> {
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${rawBody}`).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${digest}` };
}
