import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';

export interface Identity {
  botId: string;
  botUserId: string;
  teamId: string;
}

/** Longest pause between two tries, ms. */
const MAX_WAIT_MS = 30_000;

/**
 * Asks Slack who the bot is, in the background and until Slack answers: the start must not depend on it, as in the
 * sandbox the same process answers.
 */
export class BotIdentity {
  #known: Identity | undefined;
  #stopped = new AbortController();

  constructor(slack: WebClient, clock: Clock, log: Log) {
    void this.#ask(slack, clock, log);
  }

  /** Undefined until Slack has answered. */
  get known(): Identity | undefined {
    return this.#known;
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #ask(slack: WebClient, clock: Clock, log: Log): Promise<void> {
    for (let wait = 250; !this.#stopped.signal.aborted; wait = Math.min(wait * 2, MAX_WAIT_MS)) {
      try {
        const answer = await slack.auth.test();
        this.#known = {
          botId: answer.bot_id ?? '',
          botUserId: answer.user_id ?? '',
          teamId: answer.team_id ?? '',
        };
        return;
      } catch (error) {
        // The first failure is normal at a common start; a lasting one shows in readyz.
        if (wait > 1000) log.warn('slack_not_reached', { error });
      }
      await clock.sleep(wait, this.#stopped.signal);
    }
  }
}
