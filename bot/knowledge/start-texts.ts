import type { KnowledgeTexts } from '../texts/knowledge-texts.ts';
import type { Texts } from '../texts/texts.ts';

/** The bot's texts with those of starting a job in the words of `/knowledge`, in which nothing is drafted. */
export function startTexts(texts: Texts, t: KnowledgeTexts, refusal: string = t.start.guest): Texts {
  const { unknownPerson, unknownTeam, refused, notCertain, startedAfterAll, notStarted, stoppedUncertain } =
    t.start;
  return {
    ...texts,
    command: {
      ...texts.command,
      guest: refusal,
      unknownPerson,
      unknownTeam,
      refused,
      notCertain,
      startedAfterAll: () => startedAfterAll,
      notStarted,
      stoppedUncertain: () => stoppedUncertain,
    },
  };
}
