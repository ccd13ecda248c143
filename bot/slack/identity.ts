import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { poll } from '../../platform/retry.ts';
import type { SlackLine } from './slack-line.ts';

interface Identity {
  botId: string;
  botUserId: string;
  teamId: string;
}

/** Longest pause between two tries, ms. */
const MAX_WAIT_MS = 15_000;
const LOOK_MS = 60_000;

/**
 * Asks Slack who the bot is, in the background and until Slack answers: the start must not depend on it, as in the
 * sandbox the same process answers. Asks again whenever the line is down, and says when it is up again.
 */
export class BotIdentity {
  #known: Identity | undefined;
  readonly #stopped = new AbortController();

  constructor(slack: WebClient, line: SlackLine, clock: Clock, log: Log, up: () => void) {
    void this.#stayInTouch(slack, line, clock, log, up);
  }

  /** Undefined until Slack has answered. */
  get known(): Identity | undefined {
    return this.#known;
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #stayInTouch(
    slack: WebClient,
    line: SlackLine,
    clock: Clock,
    log: Log,
    up: () => void,
  ): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#ask(slack, line, clock, log);
      up();
      while (line.fault === null && !signal.aborted) await line.whenDown(LOOK_MS, signal);
    }
  }

  async #ask(slack: WebClient, line: SlackLine, clock: Clock, log: Log): Promise<void> {
    const { signal } = this.#stopped;
    await poll({ clock, firstMs: 250, mostMs: MAX_WAIT_MS, signal }, async (attempt) => {
      try {
        const answer = await slack.auth.test();
        this.#known = {
          botId: answer.bot_id ?? '',
          botUserId: answer.user_id ?? '',
          teamId: answer.team_id ?? '',
        };
        return true;
      } catch (error) {
        // The first failures are normal at a common start, and the line logs when Slack refuses or does not answer; this is for the rest.
        if (attempt === 4 && this.#known === undefined && line.fault === null)
          log.warn('slack_not_reached', { error });
        return undefined;
      }
    });
  }
}
