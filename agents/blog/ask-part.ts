import type { ArticlePart } from '../../ports/content.ts';
import type { AskModel } from '../models/ask-model.ts';
import { partAnswer } from './answers.ts';
import { partPrompt } from './prompts/part.ts';
import type { PartTask } from './tasks.ts';
import { tidyPart } from './tidy-part.ts';

/** A section of 400 words with its quotes takes about 1,500; a reasoning model thinks in the rest. */
const MAX_OUTPUT_TOKENS = 10_000;

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
    maxOutputTokens: MAX_OUTPUT_TOKENS,
  });
  return { part: tidyPart(id, asked.answer), model: asked.model };
}
