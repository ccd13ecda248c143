import { isDeepStrictEqual } from 'node:util';
import { inLanes } from '../../../platform/lanes.ts';
import type { ContentForAgent } from '../../../ports/content.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import { turnText } from '../../drafting/conversation/turn.ts';
import { nextVersion } from '../../drafting/next-version.ts';
import { noChange } from '../../drafting/nodes/take-back.ts';
import { have } from '../../drafting/state.ts';
import { askPart } from '../ask-part.ts';
import { askTitles } from '../ask-titles.ts';
import { rewriteTask } from '../part-task.ts';
import { planRevision } from '../plan-revision.ts';
import type { BlogNode, BlogState, BlogTools } from '../state.ts';
import { currentTitles, keepOnly } from '../titles-of.ts';
import { titlesTask } from '../titles-task.ts';
import { AT_ONCE } from './repair.ts';
import { MOST_PASSAGES } from './write-outline.ts';

/**
 * Makes the next version from what people asked for, under the brand kit and rules of today. Only the parts that were
 * named are asked for again; all others are the reviewed ones, byte for byte.
 *
 * A reply that asks for what is so already makes no version; a button's wish does, for its review is spent.
 *
 * It starts from the draft that people saw, not from what an earlier attempt left in the state, so that running it again does not apply a wish twice.
 */
export function revise({
  askModel,
  content,
  attempt,
}: Pick<BlogTools, 'askModel' | 'attempt'> & {
  content: Pick<ContentForAgent, 'getBrandKit' | 'getHouseRules'>;
}): BlogNode {
  return async (before, { signal }) => {
    const { article, version } = have(before, 'shown');
    const turn = have(before, 'turn');
    const [brand, rules] = await Promise.all([
      content.getBrandKit(before.team_id),
      content.getHouseRules(before.team_id),
    ]);
    const passages = addPassages(before.passages, before.found, MOST_PASSAGES);
    const state: BlogState = { ...before, brand, rules, passages };
    const run = { node: 'revise', round: state.round, signal };
    const plan = planRevision(article, have(before, 'wanted').changes);
    const written = await inLanes(
      plan.parts.filter((part) => plan.rewrite.has(part.id)),
      AT_ONCE,
      (part) => {
        const why = { instruction: plan.rewrite.get(part.id) ?? null, findings: [] };
        return askPart(askModel, part.id, rewriteTask(state, plan.parts, part, why), run);
      },
    );
    const byId = new Map(written.map(({ part }) => [part.id, part]));
    const parts = plan.parts.map((part) => byId.get(part.id) ?? part);
    let titles = currentTitles(article);
    let model = written.at(-1)?.model ?? state.model;
    if (plan.fields.size > 0) {
      const instruction = [...new Set(plan.fields.values())].join('\n');
      const task = titlesTask(state, parts, { current: titles, instruction, findings: [] });
      const asked = await askTitles(askModel, task, run);
      const named = [...plan.fields.keys()].flatMap((field) =>
        field === 'title' ? (['title', 'title_variants'] as const) : [field],
      );
      titles = keepOnly(titles, asked.titles, named);
      model = asked.model;
    }
    if (turn.by === 'reply' && isDeepStrictEqual({ ...titles, parts }, article))
      return noChange(attempt, version);
    const known = new Set(article.parts.map((part) => part.id));
    return {
      ...nextVersion(before, { version, note: turnText(turn), brand, rules, passages }),
      article: { ...titles, parts },
      model,
      scope: [
        ...plan.rewrite.keys(),
        ...plan.fields.keys(),
        ...parts.map((p) => p.id).filter((id) => !known.has(id)),
      ],
    };
  };
}
