import {
  type WebAPICallResult,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import { slackFailure } from './slack-failure.ts';
import type { SlackLine } from './slack-line.ts';
import type { SlackMeters } from './slack-meters.ts';

/** Slack's client that reports each outcome to the line, and asks nothing before the time that Slack named. */
export class WatchedClient extends WebClient {
  readonly #line: SlackLine;
  readonly #meters: SlackMeters | undefined;

  constructor(token: string, options: WebClientOptions, line: SlackLine, meters?: SlackMeters) {
    super(token, options);
    this.#line = line;
    this.#meters = meters;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const lane = laneOf(method, options);
    const wait = this.#line.waitS(lane);
    if (wait > 0) {
      this.#meters?.call({ method, outcome: 'held' });
      throw new WebAPIRateLimitedError(wait);
    }
    const began = performance.now();
    const count = (outcome: string) => {
      this.#meters?.call({ method, outcome });
      this.#meters?.seconds({ outcome }, (performance.now() - began) / 1000);
    };
    try {
      const answer = await super.apiCall(method, options);
      this.#line.answered();
      count('ok');
      return answer;
    } catch (error) {
      this.#line.failed(lane, method, error);
      count(slackFailure(error).kind);
      throw error;
    }
  }
}

/** Slack limits posts for each channel, everything else for each method. Source: docs.slack.dev/apis/web-api/rate-limits */
function laneOf(method: string, options: Record<string, unknown>): string {
  return method === 'chat.postMessage' ? `${method} ${String(options.channel)}` : method;
}
