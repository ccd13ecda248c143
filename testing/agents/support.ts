import type { z } from 'zod';
import type { SupportTask, SupportVerdict, supportAnswer } from '../../ports/model-tasks.ts';

/** The claim that code plants; no quote carries it. */
export const isPlanted = ({ sentence }: { sentence: string }) => /Eiffel/.test(sentence);

/** An answer to `quote_support` that sees what is planted, and else says what `verdictOf` says. */
export const aSupportAnswer = (
  { claims }: SupportTask,
  verdictOf: (sentence: string) => SupportVerdict = () => 'supported',
): z.infer<typeof supportAnswer> => ({
  verdicts: claims.map((claim) => ({
    claim: claim.id,
    reason: `About ${claim.id}.`,
    verdict: isPlanted(claim) ? 'not' : verdictOf(claim.sentence),
  })),
});
