import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { within } from '../platform/within.ts';
import type { PeopleCalls } from '../ports/people.ts';
import { en, type Texts, textsOf } from './texts/texts.ts';

/** For another replica: the one that switches a language reads it again at once. */
const FRESH_MS = 10_000;
/** An answer does not wait for a language. */
const ASK_MS = 250;
/** At the start, before the first request, there is time. */
const LEARN_MS = 5_000;

interface TeamTexts {
  textsFor(teamId: string): Promise<Texts>;
  /** Reads a team's language, so that the first answer has it on a busy machine too. */
  learn(teamId: string): Promise<void>;
  /** The next answer reads the language again. */
  forget(teamId: string): void;
}

/** The bot's texts in the team's language; while the database does not say, in the one that it last said, or in English. */
export function teamTexts(people: Pick<PeopleCalls, 'getTeam'>, clock: Clock, log: Log): TeamTexts {
  const known = new Map<string, { texts: Texts; until: number }>();
  const asked = new Map<string, Promise<Texts | undefined>>();
  const read = (teamId: string): Promise<Texts | undefined> => {
    // People who press in the same moment wait for one answer.
    const answer = asked.get(teamId) ?? ask(teamId).finally(() => asked.delete(teamId));
    asked.set(teamId, answer);
    return answer;
  };
  const ask = async (teamId: string): Promise<Texts | undefined> => {
    try {
      const team = await people.getTeam(teamId);
      const texts = textsOf(team?.locale ?? 'en');
      if (team) known.set(teamId, { texts, until: clock.now() + FRESH_MS });
      return texts;
    } catch (error) {
      log.warn('team_not_read', { error });
      return undefined;
    }
  };
  return {
    async textsFor(teamId) {
      const kept = known.get(teamId);
      if (kept && kept.until > clock.now()) return kept.texts;
      return (await within(clock, ASK_MS, read(teamId))) ?? kept?.texts ?? en;
    },
    async learn(teamId) {
      await within(clock, LEARN_MS, read(teamId));
    },
    forget(teamId) {
      const kept = known.get(teamId);
      if (kept) kept.until = Number.NEGATIVE_INFINITY;
      asked.delete(teamId);
    },
  };
}
