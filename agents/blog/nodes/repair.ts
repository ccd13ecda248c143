import { inLanes } from '../../../platform/lanes.ts';
import { sayFinding } from '../../drafting/say-finding.ts';
import { have } from '../../drafting/state.ts';
import { askPart } from '../ask-part.ts';
import { askTitles } from '../ask-titles.ts';
import { rewriteTask } from '../part-task.ts';
import { isField } from '../plan-revision.ts';
import type { BlogNode, BlogTools } from '../state.ts';
import { currentTitles, keepOnly } from '../titles-of.ts';
import { titlesTask } from '../titles-task.ts';

export const AT_ONCE = 3;

/** Sends the findings back to the writer: only the parts that they name are written again. */
export function repair({ askModel }: Pick<BlogTools, 'askModel'>): BlogNode {
  return async (state, { signal }) => {
    const article = have(state, 'article');
    const run = { node: 'repair', round: state.round, signal };
    const findingsOf = (id: string) =>
      state.findings
        // What the article as a whole misses, the conclusion can say with the least change to the rest.
        .filter(({ place }) => (place ?? 'conclusion') === id)
        .map((found) => ({ code: found.code, message: sayFinding(found) }));
    let { model } = state;
    const rewritten = await inLanes(
      article.parts.filter((part) => findingsOf(part.id).length > 0),
      AT_ONCE,
      async (part) => {
        const why = { instruction: null, findings: findingsOf(part.id) };
        return askPart(askModel, part.id, rewriteTask(state, article.parts, part, why), run);
      },
    );
    const byId = new Map(rewritten.map(({ part }) => [part.id, part]));
    const parts = article.parts.map((part) => byId.get(part.id) ?? part);
    model = rewritten.at(-1)?.model ?? model;
    let titles = currentTitles(article);
    const named = state.findings.flatMap(({ place }) =>
      place === 'title_variants' ? (['title_variants'] as const) : place && isField(place) ? [place] : [],
    );
    if (named.length > 0) {
      const findings = state.findings
        .filter(({ place }) => named.some((field) => field === place))
        .map((found) => ({ code: found.code, message: `${found.place}: ${sayFinding(found)}` }));
      const task = titlesTask(state, parts, { current: titles, instruction: null, findings });
      const asked = await askTitles(askModel, task, run);
      titles = keepOnly(titles, asked.titles, named);
      model = asked.model;
    }
    return { article: { ...titles, parts }, model, repairs: state.repairs + 1 };
  };
}
