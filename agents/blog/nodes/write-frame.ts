import type { SideBySide } from '../../drafting/side-by-side.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { askPart } from '../ask-part.ts';
import { frameTask } from '../part-task.ts';
import type { BlogNode } from '../state.ts';

/** Writes introduction or conclusion, from the sections that are there. */
export function writeFrame(
  part: 'introduction' | 'conclusion',
  askModel: AskModel,
  sideBySide: SideBySide,
): BlogNode {
  return async (state, { signal }) => {
    const run = { node: 'write', round: state.round, signal };
    const asked = await sideBySide(() => askPart(askModel, part, frameTask(state, part), run));
    return { drafted: { [part]: asked.part } };
  };
}
