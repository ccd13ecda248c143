import { type TitlesTask, titlesAnswer } from '../../ports/model-tasks.ts';
import type { AskModel } from '../models/ask-model.ts';
import { plainLine } from '../text/plain-line.ts';
import type { ModelRun } from './ask-part.ts';
import { titlesPrompt } from './prompts/titles.ts';
import type { Article } from './state.ts';

const MAX_KEYWORDS = 8;

export type Titles = Omit<Article, 'parts'>;

/** Asks for title, variants, meta description and keywords. */
export async function askTitles(
  askModel: AskModel,
  task: TitlesTask,
  run: ModelRun,
): Promise<{ titles: Titles; model: string }> {
  const { answer, model } = await askModel(task, titlesAnswer, {
    ...run,
    system: titlesPrompt,
  });
  const title = plainLine(answer.title);
  return {
    titles: {
      title,
      title_variants: unique(answer.title_variants)
        .filter((variant) => variant.toLowerCase() !== title.toLowerCase())
        .slice(0, 2),
      meta_description: plainLine(answer.meta_description),
      keywords: unique(answer.keywords).slice(0, MAX_KEYWORDS),
    },
    model,
  };
}

/** Plain, not empty, and each once in any case. */
function unique(lines: string[]): string[] {
  const known = new Map(lines.map((line) => plainLine(line)).map((line) => [line.toLowerCase(), line]));
  known.delete('');
  return [...known.values()];
}
