/** How the parts of this process are woken, and which parts elsewhere they wake. */
export interface WakeSettings {
  /** No loop runs but while a request is held: for hosts that take the processor away between requests. */
  sleeps: boolean;
  /** Undefined: `/wake` does not exist. */
  secret: string | undefined;
  /** From a wake to its answer, ms. */
  limitMs: number;
  /** Where the parts are reached; one that is not named looks by itself, or is woken by a scheduler alone. */
  urls: { bot: string | undefined; agents: string | undefined; governor: string | undefined };
}

/** The part of the environment that is about wakes, as it was read. */
interface WakeEnvironment {
  MODE: 'sandbox' | 'production';
  DRAIN_MS: number;
  SLACK_APP_TOKEN?: string | undefined;
  SLEEPS: boolean;
  WAKE_SECRET?: string | undefined;
  WAKE_MS: number;
  BOT_WAKE_URL?: string | undefined;
  AGENTS_WAKE_URL?: string | undefined;
  GOVERNOR_WAKE_URL?: string | undefined;
}

/** For the looks of a wake, besides the drain, ms. */
const LEAST_HOLD_MS = 1000;

/** What is wrong is added to `faults`. */
export function readWakeSettings(e: WakeEnvironment, parts: string[], faults: string[]): WakeSettings {
  const urls = { bot: e.BOT_WAKE_URL, agents: e.AGENTS_WAKE_URL, governor: e.GOVERNOR_WAKE_URL };
  const addressed = Object.entries(urls).filter(([, url]) => url !== undefined);
  if (e.SLEEPS && e.MODE === 'sandbox')
    faults.push('SLEEPS: the sandbox stays awake; MODE=production sleeps');
  if (
    (e.SLEEPS || addressed.length > 0) &&
    !e.WAKE_SECRET &&
    !faults.some((f) => f.startsWith('WAKE_SECRET'))
  )
    faults.push('WAKE_SECRET: missing; parts are woken with it');
  if (e.SLEEPS && parts.includes('bot')) {
    if (e.SLACK_APP_TOKEN)
      faults.push('SLEEPS: Socket Mode needs a bot that stays awake; leave SLACK_APP_TOKEN out');
    if (!urls.bot)
      faults.push(
        "BOT_WAKE_URL: missing; a bot that sleeps holds itself awake after each of Slack's requests",
      );
  }
  if (e.SLEEPS && e.WAKE_MS < e.DRAIN_MS + LEAST_HOLD_MS)
    faults.push(`WAKE_MS: expected at least ${e.DRAIN_MS + LEAST_HOLD_MS}, DRAIN_MS and a second of work`);
  return { sleeps: e.SLEEPS, secret: e.WAKE_SECRET, limitMs: e.WAKE_MS, urls };
}
