import type { Clock } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import type { Log } from '../../platform/log.ts';
import { type SlackFailure, slackFailure } from './slack-failure.ts';

/** So many calls in a row without an answer mean that Slack cannot be reached. */
const SILENT_CALLS = 3;
/** Words with which Slack refuses the token itself, for any call. */
const tokenRefusals = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'org_login_required',
];

/**
 * What the calls of the last moments say of the line to Slack as a whole: token refused, no answer, told to wait.
 *
 * Who posts asks it first, so that an outage costs no item its attempts and Slack is not asked again before the time
 * that it named. Each change is logged once.
 */
export class SlackLine {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #down = createHint();
  readonly #notBefore = new Map<string, number>();
  readonly #scopesLogged = new Set<string>();
  #refusal: string | null = null;
  #unanswered = 0;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Slack's word when it refuses the token; null while it does not. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** In words, for an operator; null: calls get through. */
  get fault(): string | null {
    if (this.#refusal !== null) {
      return `Slack refuses the bot token: ${this.#refusal}. Install the app in the workspace again and set SLACK_BOT_TOKEN`;
    }
    return this.#unanswered >= SILENT_CALLS ? 'Slack does not answer' : null;
  }

  /** Seconds until Slack takes this again; 0: now. */
  waitS(lane: string): number {
    const left = ((this.#notBefore.get(lane) ?? 0) - this.#clock.now()) / 1000;
    if (left <= 0) this.#notBefore.delete(lane);
    return Math.max(0, left);
  }

  /** Resolves when the line went down, at the latest after `ms`. */
  whenDown(ms: number, signal: AbortSignal): Promise<void> {
    return this.#down.wait(ms, signal);
  }

  answered(): void {
    const fault = this.fault;
    this.#refusal = null;
    this.#unanswered = 0;
    if (fault !== null) this.#log.info('slack_back');
  }

  /** @param lane What a limit holds for, see `laneOf`. */
  failed(lane: string, method: string, error: unknown): void {
    const failure = slackFailure(error);
    const before = this.fault;
    if (tokenRefusals.includes(failure.code)) this.#refusal = failure.code;
    else if (isSilence(failure)) this.#unanswered += 1;
    else this.#unanswered = 0;
    if (failure.retryAfterS !== null) {
      this.#notBefore.set(lane, this.#clock.now() + failure.retryAfterS * 1000);
    }
    if (failure.code === 'missing_scope') this.#logScope(method, failure.neededScope ?? 'unknown');
    if (before !== null || this.fault === null) return;
    this.#log.error(this.#refusal === null ? 'slack_not_reached' : 'slack_token_refused', {
      code: failure.code,
    });
    this.#down.wake();
  }

  #logScope(method: string, scope: string): void {
    const code = `${method} needs the scope ${scope}`;
    if (this.#scopesLogged.has(code)) return;
    this.#scopesLogged.add(code);
    this.#log.error('slack_scope_missing', { code });
  }
}

function isSilence({ code }: SlackFailure): boolean {
  return code === 'no_answer' || /^http_5/.test(code);
}
