import type { Claim } from '../../../ports/content.ts';
import { takeHand as takeHandOf } from '../../drafting/nodes/take-hand.ts';
import { type ResearchState, report as reportShape } from '../state.ts';

/**
 * The report that a person made. A restored one answers the questions that it answered then; what was searched and what
 * sources say against each other stays as it is known today.
 */
export function takeHand(content: Parameters<typeof takeHandOf>[0], claim: Claim) {
  return takeHandOf(content, claim, ({ questions }: ResearchState, { kind, content: draft }) => ({
    report: reportShape.parse(draft),
    questions:
      kind === 'edit' || draft.kind !== 'research'
        ? questions
        : draft.questions.map(
            ({ id, text }) => questions.find((one) => one.id === id && one.text === text) ?? { id, text },
          ),
  }));
}
