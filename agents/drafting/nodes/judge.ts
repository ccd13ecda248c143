import type { z } from 'zod';
import type { AskModel } from '../../models/ask-model.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { type Findings, settleFindings } from '../settle-findings.ts';
import type { AnyFinding, DraftingState } from '../state.ts';

/**
 * Asks a model for what code cannot see: another subject than the brief's, forbidden claims in other words,
 * contradictions. Without a usable answer the job fails: a check that did not run is not passed.
 *
 * @param read What the answer comes to. `bindsSubject`: the brief still says what the draft is about; what people ask for
 *   later may be another matter.
 */
export function judge<
  F extends AnyFinding,
  State extends DraftingState & Findings<F> & { blocking: F[] },
  Task extends { task: string },
  Answer,
>(
  askModel: AskModel,
  attempt: Attempt,
  {
    task,
    answer,
    system,
    read,
  }: {
    task(state: State): Task;
    answer: z.ZodType<Answer>;
    system: string;
    read(answer: Answer, task: Task, about: { bindsSubject: boolean }): Findings<F>;
  },
) {
  return async (state: State, { signal }: { signal?: AbortSignal | undefined }) => {
    const asked = task(state);
    const given = await askModel(asked, answer, { node: 'judge', system, round: state.round, signal });
    const { findings, warnings } = read(given.answer, asked, { bindsSubject: state.version === 1 });
    const found = { findings, warnings: [...state.warnings, ...warnings] };
    return settleFindings(state, found, state.blocking, attempt);
  };
}
