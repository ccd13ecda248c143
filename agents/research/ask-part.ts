import type { ArticlePart } from '../../ports/content.ts';
import { partAnswer, type ReportPartTask } from '../../ports/model-tasks.ts';
import { tidyPart } from '../drafting/parts/tidy-part.ts';
import type { AskModel } from '../models/ask-model.ts';
import { reportPartPrompt } from './prompts/report-part.ts';

/** Asks for one part alone. Code puts it in place: every other part stays byte for byte as it was. */
export async function askPart(
  askModel: AskModel,
  id: string,
  task: ReportPartTask,
  run: { node: string; round: number; signal?: AbortSignal | undefined },
): Promise<{ part: ArticlePart; model: string }> {
  const asked = await askModel(task, partAnswer, { ...run, system: reportPartPrompt });
  return { part: tidyPart(id, asked.answer), model: asked.model };
}
