import {
  type WebAPICallResult,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { SlackLine } from './slack-line.ts';

/** Slack's client that reports each outcome to the line, and asks nothing before the time that Slack named. */
export class WatchedClient extends WebClient {
  readonly #line: SlackLine;

  constructor(token: string, options: WebClientOptions, line: SlackLine) {
    super(token, options);
    this.#line = line;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const lane = laneOf(method, options);
    const wait = this.#line.waitS(lane);
    if (wait > 0) throw new WebAPIRateLimitedError(wait);
    try {
      const answer = await super.apiCall(method, options);
      this.#line.answered();
      return answer;
    } catch (error) {
      this.#line.failed(lane, method, error);
      throw error;
    }
  }
}

/** Slack limits posts for each channel, everything else for each method. Source: docs.slack.dev/apis/web-api/rate-limits */
function laneOf(method: string, options: Record<string, unknown>): string {
  return method === 'chat.postMessage' ? `${method} ${String(options.channel)}` : method;
}
