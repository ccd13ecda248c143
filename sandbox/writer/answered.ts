import { researchTasks, type TaskName, taskNames } from '../../ports/model-tasks.ts';

/** Tasks that this writer answers. */
export type Answered = Exclude<TaskName, keyof typeof researchTasks>;
export const answered = taskNames.filter((name): name is Answered => !(name in researchTasks));
