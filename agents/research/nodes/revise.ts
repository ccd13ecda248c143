import { isDeepStrictEqual } from 'node:util';
import { inLanes } from '../../../platform/lanes.ts';
import type { ArticlePart, ContentForAgent } from '../../../ports/content.ts';
import { turnText } from '../../drafting/conversation/turn.ts';
import { nextVersion } from '../../drafting/next-version.ts';
import { noChange } from '../../drafting/nodes/take-back.ts';
import { have } from '../../drafting/state.ts';
import { gaveUp } from '../../runner/attempt.ts';
import { askPart } from '../ask-part.ts';
import { researchLimits } from '../limits.ts';
import { partTask, titlePart } from '../part-task.ts';
import { partsOf, withParts } from '../parts-of-report.ts';
import { planRevision } from '../plan-revision.ts';
import type { FoundPart, Report, ResearchNode, ResearchState, ResearchTools } from '../state.ts';

/**
 * Makes the next version from what people asked for, under the brand kit and rules of today. Only the parts that were
 * named are asked for again; all others are the reviewed ones, byte for byte.
 *
 * A reply whose further search found nothing, or that asks for what is so already, makes no version; a button's wish does,
 * for its review is spent.
 */
export function revise({
  askModel,
  content,
  attempt,
}: Pick<ResearchTools, 'askModel' | 'attempt'> & {
  content: Pick<ContentForAgent, 'getBrandKit' | 'getHouseRules'>;
}): ResearchNode {
  return async (before, { signal }) => {
    const shown = have(before, 'shown');
    const turn = have(before, 'turn');
    const [brand, rules] = await Promise.all([
      content.getBrandKit(before.team_id),
      content.getHouseRules(before.team_id),
    ]);
    const { order, questions, wishes } = planRevision(
      shown.report,
      shown.questions,
      have(before, 'wanted').changes,
    );
    const state: ResearchState = { ...before, brand, rules, questions };
    if (turn.by === 'reply' && foundNothing(state)) {
      const message = 'Nothing new was found for what this turn asks for';
      return { stopped: { ...gaveUp(attempt), code: 'nothing_found', message, params: {} } };
    }
    const started = arranged(shown.report, order, state);
    const named = [titlePart(started), ...partsOf(started)].filter(
      (part) => wishes.has(part.id) || wishes.has(questionOf(started, part.id)),
    );
    const run = { node: 'revise', round: state.round, signal };
    const written = await inLanes(named, researchLimits.atOnce, (part) => {
      const instruction = wishes.get(part.id) ?? wishes.get(questionOf(started, part.id)) ?? null;
      return askPart(askModel, part.id, partTask(state, started, part, { instruction }), run);
    });
    const byId = new Map(written.map(({ part }) => [part.id, part]));
    const report = { ...withParts(started, byId), title: byId.get('title')?.heading || started.title };
    const isSame = isDeepStrictEqual(report, shown.report) && isDeepStrictEqual(questions, shown.questions);
    if (turn.by === 'reply' && isSame) return noChange(attempt, shown.version);
    const note = turnText(turn);
    return {
      ...nextVersion(before, { version: shown.version, note, brand, rules, passages: before.passages }),
      questions,
      report,
      model: written.at(-1)?.model ?? state.model,
      scope: named.map((part) => part.id),
    };
  };
}

const questionOf = ({ findings }: Report, id: string): string =>
  findings.find((part) => part.id === id)?.question_id ?? '';

/** Findings in their new order. One that is new has its place, and no text yet; without notes it is none. */
function arranged(
  report: Report,
  order: ReturnType<typeof planRevision>['order'],
  { noted }: ResearchState,
): Report {
  let last = Math.max(0, ...report.findings.map(({ id }) => Number(id.slice(1))));
  const findings = order.flatMap(({ question_id, part }): FoundPart[] => {
    const there = report.findings.find((one) => one.id === part);
    if (there) return [there];
    if ((noted[question_id] ?? []).length === 0) return [];
    last += 1;
    const fresh: ArticlePart = { id: `f${last}`, heading: '', markdown: '', evidence: [] };
    return [{ ...fresh, question_id }];
  });
  return { ...report, findings };
}

/** Whether something was looked for and brought no note that was not there. */
function foundNothing({ searched, searches, noted, shown }: ResearchState): boolean {
  const known = shown?.searches.length ?? 0;
  const looked = searches.length > known && searched > 0;
  const count = (notes: ResearchState['noted']) =>
    Object.values(notes).reduce((n, list) => n + list.length, 0);
  return looked && count(noted) === count(shown?.noted ?? {});
}
