import { supportAnswer } from '../../ports/model-tasks.ts';

/**
 * The answer as it is taken: one verdict with a reason for each claim, and the planted ones, which no quote carries, called
 * so. Anything else is no answer, so that silence is never read as support. Verdicts on what was not asked are not read.
 *
 * A model that lets a planted claim pass has not compared sentences with quotes, or has listened to what stands in them. It
 * is not told which one it was.
 */
export function supportAnswerFor(ids: readonly string[], planted: readonly string[]) {
  return supportAnswer.superRefine(({ verdicts }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['verdicts'], message });
    for (const id of ids) {
      const own = verdicts.filter((v) => idOf(v.claim) === id);
      if (own.length === 0) say(`claim ${id} has no verdict`);
      else if (own.length > 1) say(`claim ${id} has ${own.length} verdicts; give one`);
      else if (own[0]?.reason.trim() === '') say(`the verdict on claim ${id} has no reason`);
    }
    if (verdicts.some((v) => planted.includes(idOf(v.claim)) && v.verdict !== 'not')) {
      say(
        'a sentence about which its quotes say nothing was not called "not"; judge every claim anew, by its own quotes and passages alone',
      );
    }
  });
}

export const idOf = (claim: string): string => claim.trim().toLowerCase();
