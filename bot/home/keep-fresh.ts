import type { HomeView } from '@slack/types';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { doubling } from '../../platform/retry.ts';
import { within } from '../../platform/within.ts';
import { slackFailure } from '../slack/slack-failure.ts';

export interface Homes {
  /** Somebody looks at their Home tab: it is drawn now, and again whenever something on it changes. */
  opened(teamId: string, userId: string): Promise<void>;
  /** Draws it now, for a person who has just changed something on it. */
  refresh(teamId: string, userId: string): Promise<void>;
  stop(deadlineMs: number): Promise<void>;
}

interface FreshDesk {
  /** Something short that changes with what a team's Home tabs show. */
  stamp(teamId: string): Promise<string>;
  draw(teamId: string, userId: string): Promise<HomeView>;
  publish(userId: string, view: HomeView): Promise<unknown>;
  /** True: no loop follows what changes; a tab is drawn when it is opened, and after what its person does there. */
  sleeps?: boolean;
  clock: Clock;
  log: Log;
}

const LOOK_MS = 1000;
/** Slack tells when the tab is opened, not when it is closed: after this it is drawn again when it is opened again. */
const WATCHED_MS = 30 * 60_000;
/** views.publish is of tier 4, about 100 a minute; so many people are kept fresh, the ones who looked last. */
const WATCHED_MAX = 100;

/** Keeps the Home tabs fresh of those who look at one. A view that would be the same again is not sent. */
export function keepHomesFresh(desk: FreshDesk): Homes {
  const watched = new Map<string, { teamId: string; userId: string; until: number; shown: string }>();
  const stamps = new Map<string, string>();
  const stopping = new AbortController();
  let notBefore = 0;

  const draw = async (teamId: string, userId: string, always: boolean): Promise<void> => {
    const entry = watched.get(`${teamId} ${userId}`);
    const view = await desk.draw(teamId, userId);
    const drawn = JSON.stringify(view);
    if (!always && entry?.shown === drawn) return;
    await desk.publish(userId, view);
    if (entry) entry.shown = drawn;
  };

  /** One after the other for each person: a view that was drawn before a change must not be sent after the one that shows it. */
  const turns = new Map<string, Promise<void>>();
  const show = (teamId: string, userId: string, always: boolean): Promise<void> => {
    const key = `${teamId} ${userId}`;
    const turn = (turns.get(key) ?? Promise.resolve())
      .catch(() => {})
      .then(() => draw(teamId, userId, always))
      .finally(() => {
        if (turns.get(key) === turn) turns.delete(key);
      });
    turns.set(key, turn);
    return turn;
  };

  const look = async (): Promise<void> => {
    const now = desk.clock.now();
    for (const [key, entry] of watched) if (entry.until <= now) watched.delete(key);
    if (now < notBefore) return;
    for (const teamId of new Set([...watched.values()].map((entry) => entry.teamId))) {
      const stamp = await desk.stamp(teamId);
      if (stamps.get(teamId) === stamp) continue;
      for (const entry of [...watched.values()].filter((e) => e.teamId === teamId)) {
        await show(teamId, entry.userId, false);
      }
      // Only now: what could not be shown is tried again at the next look.
      stamps.set(teamId, stamp);
    }
  };

  const loop = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        if (watched.size > 0) await look();
        failures = 0;
      } catch (error) {
        const { retryAfterS } = slackFailure(error);
        failures += 1;
        notBefore = desk.clock.now() + (retryAfterS ?? doubling(failures, 2, 60)) * 1000;
        // Once an outage, not once a second.
        if (failures === 1) desk.log.warn('homes_not_fresh', { error });
      }
      await desk.clock.sleep(LOOK_MS, stopping.signal);
    }
  };
  const running = desk.sleeps ? Promise.resolve() : loop();

  return {
    async opened(teamId, userId) {
      const key = `${teamId} ${userId}`;
      watched.delete(key);
      if (watched.size >= WATCHED_MAX) watched.delete(watched.keys().next().value ?? '');
      watched.set(key, { teamId, userId, until: desk.clock.now() + WATCHED_MS, shown: '' });
      await show(teamId, userId, true);
    },
    refresh: (teamId, userId) => show(teamId, userId, true),
    async stop(deadlineMs) {
      stopping.abort();
      await within(desk.clock, deadlineMs, running);
    },
  };
}
