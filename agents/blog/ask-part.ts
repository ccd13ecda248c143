import type { ArticlePart } from '../../ports/content.ts';
import { type PartTask, partAnswer } from '../../ports/model-tasks.ts';
import { tidyPart } from '../drafting/parts/tidy-part.ts';
import type { AskModel } from '../models/ask-model.ts';
import { partPrompt } from './prompts/part.ts';

export interface ModelRun {
  node: string;
  round: number;
  signal?: AbortSignal | undefined;
}

/** Asks for one part alone. Code puts it in place: every other part stays byte for byte as it was. */
export async function askPart(
  askModel: AskModel,
  id: string,
  task: PartTask,
  run: ModelRun,
): Promise<{ part: ArticlePart; model: string }> {
  const asked = await askModel(task, partAnswer, {
    ...run,
    system: partPrompt,
  });
  return { part: tidyPart(id, asked.answer), model: asked.model };
}
