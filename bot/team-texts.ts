import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { within } from '../platform/within.ts';
import type { PeopleCalls } from '../ports/people.ts';
import { en, type Texts, textsOf } from './texts/texts.ts';

/** For another replica: the one that switches a language forgets at once. */
const FRESH_MS = 10_000;
/** Nobody waits for a language. */
const ASK_MS = 250;

/** The bot's texts in the team's language; English while the database does not say. */
export function teamTexts(
  people: Pick<PeopleCalls, 'getTeam'>,
  clock: Clock,
  log: Log,
): { textsFor(teamId: string): Promise<Texts>; forget(teamId: string): void } {
  const known = new Map<string, { texts: Texts; until: number }>();
  const textsFor = async (teamId: string): Promise<Texts> => {
    const kept = known.get(teamId);
    if (kept && kept.until > clock.now()) return kept.texts;
    const asked = people.getTeam(teamId).then((team) => {
      const texts = textsOf(team?.locale ?? 'en');
      if (team) known.set(teamId, { texts, until: clock.now() + FRESH_MS });
      return texts;
    });
    const safe = asked.catch((error: unknown) => {
      log.warn('team_not_read', { error });
      return undefined;
    });
    return (await within(clock, ASK_MS, safe)) ?? kept?.texts ?? en;
  };
  return { textsFor, forget: (teamId) => known.delete(teamId) };
}
