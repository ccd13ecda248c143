import { researchRounds } from '../../ports/content.ts';
import { researchLimits } from './limits.ts';
import type { PriceOf, ResearchState } from './state.ts';

// Tokens, about: of a prompt with its rules, of a passage (documents are cut at 700 characters), of a note with its quote.
const PROMPT = 2_400;
const PASSAGE = 320;
const NOTE = 200;

interface Wanted {
  questions: number;
  rounds: number;
  searchUsd: number;
}
type Planned = [task: string, times: number, inputTokens: number];
interface Cost {
  calls: number;
  usd: number | null;
  tokens: number;
}

/** Rounds of searching that were asked for. */
export const roundsOf = ({ brief }: Pick<ResearchState, 'brief'>): number =>
  brief.rounds ?? researchRounds.default;

/**
 * What follows the plan at most: model calls, what they cost and how many tokens they take, with every question looked
 * for in every round. Repairs of a report are not in it. Pure.
 */
export function estimate(priceOf: PriceOf, { questions, rounds, searchUsd }: Wanted): Cost {
  const cost = costOf(priceOf, [...readingOf(questions, rounds), ...writingOf(questions)]);
  const searches = searchUsd * questions * rounds;
  return { ...cost, usd: cost.usd === null ? null : Math.ceil((cost.usd + searches) * 10_000) / 10_000 };
}

/** What another round about so many questions takes, and the report behind it. Pure. */
export function costOfRound(priceOf: PriceOf, { questions, searchUsd }: Omit<Wanted, 'rounds'>): Cost {
  const cost = costOf(priceOf, [
    ['research_queries', 1, PROMPT],
    ...readingOf(questions, 1),
    ...writingOf(researchLimits.questions),
  ]);
  return { ...cost, usd: cost.usd === null ? null : cost.usd + searchUsd * questions };
}

function readingOf(questions: number, rounds: number): Planned[] {
  const again = rounds - 1;
  return [
    ['research_notes', questions * rounds, PROMPT + researchLimits.passages * PASSAGE],
    ['research_conflicts', rounds, PROMPT + questions * researchLimits.notes * NOTE],
    ['research_queries', again, PROMPT],
  ];
}

function writingOf(questions: number): Planned[] {
  const notes = questions * researchLimits.notes * NOTE;
  return [
    ['research_report', 1, PROMPT + notes + questions * researchLimits.passages * PASSAGE],
    ['research_judgement', 1, PROMPT + notes],
    ['quote_support', 1, PROMPT + notes],
    ['mend_sentences', 1, PROMPT],
  ];
}

function costOf(priceOf: PriceOf, planned: readonly Planned[]): Cost {
  return planned.reduce<Cost>(
    (sum, [task, times, inputTokens]) => {
      const { usd, tokens } = priceOf(task, inputTokens);
      return {
        calls: sum.calls + times,
        usd: usd === null || sum.usd === null ? null : sum.usd + times * usd,
        tokens: sum.tokens + times * tokens,
      };
    },
    { calls: 0, usd: 0, tokens: 0 },
  );
}
