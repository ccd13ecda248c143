import type { ConflictsTask } from '../../../ports/model-tasks.ts';
import { stemsOf } from '../reading/words.ts';
import { researchWords } from './research-words.ts';

/** Of two sentences, the share of the shorter one's words that lets them tell of the same thing: two trays share 0.71. */
const SAME = 0.8;

/** Counts how many words two sentences share; it understands nothing, and says so. */
export function judgeConflicts({ pairs, language }: ConflictsTask) {
  const own = researchWords[language];
  return {
    pairs: pairs.map(({ id, sides: [one, other] }) => {
      const [a, b] = [stemsOf(one?.claim ?? ''), stemsOf(other?.claim ?? '')].map(
        (stems) => new Set(stems.filter((s) => !/\d/.test(s))),
      );
      const least = Math.max(1, Math.min(a?.size ?? 0, b?.size ?? 0));
      const share = [...(a ?? [])].filter((s) => b?.has(s)).length / least;
      const contradict = one !== undefined && other !== undefined && share >= SAME;
      const text = contradict ? own.against(one.claim, one.title, other.claim, other.title) : '';
      return { id, reason: own.compared(Math.round(share * 100)), contradict, text };
    }),
  };
}
