import { Send } from '@langchain/langgraph';
import type { PartTask } from '../../../ports/model-tasks.ts';
import type { SideBySide } from '../../drafting/side-by-side.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { askPart } from '../ask-part.ts';
import { sectionTask } from '../part-task.ts';
import type { BlogState, BlogUpdate } from '../state.ts';

/** What a branch is sent: it does not see the graph's state. */
interface SectionToWrite {
  id: string;
  round: number;
  task: PartTask;
}

/** Writes one section. One branch for each entry of the outline; a branch that was killed runs again alone. */
export function writeSection(askModel: AskModel, sideBySide: SideBySide) {
  return async (
    { id, round, task }: SectionToWrite,
    { signal }: { signal?: AbortSignal | undefined },
  ): Promise<BlogUpdate> => {
    const { part } = await sideBySide(() => askPart(askModel, id, task, { node: 'write', round, signal }));
    return { drafted: { [id]: part } };
  };
}

/** A branch for each entry of the outline. */
export function toSections(state: BlogState): Send[] {
  return have(state, 'outline').sections.map((entry) => {
    const branch: SectionToWrite = { id: entry.id, round: state.round, task: sectionTask(state, entry) };
    return new Send('write-section', branch);
  });
}
