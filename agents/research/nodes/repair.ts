import { inLanes } from '../../../platform/lanes.ts';
import { sayFinding } from '../../drafting/say-finding.ts';
import { have } from '../../drafting/state.ts';
import { askPart } from '../ask-part.ts';
import { bothSides } from '../both-sides.ts';
import { researchLimits } from '../limits.ts';
import { partTask, titlePart } from '../part-task.ts';
import { partsOf, withParts } from '../parts-of-report.ts';
import type { Report, ResearchNode, ResearchState, ResearchTools } from '../state.ts';

/**
 * Sends what the checks found back to the writer: only the parts that are named are written again. A remark on what is
 * uncertain goes; a contradiction is told in both sources' words.
 */
export function repair({ askModel }: Pick<ResearchTools, 'askModel'>): ResearchNode {
  return async (state, { signal }) => {
    const before = have(state, 'report');
    const findingsOf = (id: string) =>
      state.findings
        // What the report as a whole misses, its summary can say with the least change to the rest.
        .filter(({ place }) => (place ?? 'summary') === id)
        .map((found) => ({ code: found.code, message: sayFinding(found) }));
    const run = { node: 'repair', round: state.round, signal };
    const named = [...partsOf(before), titlePart(before)].filter((part) => findingsOf(part.id).length > 0);
    const written = await inLanes(named, researchLimits.atOnce, (part) =>
      askPart(askModel, part.id, partTask(state, before, part, { findings: findingsOf(part.id) }), run),
    );
    const byId = new Map(written.map(({ part }) => [part.id, part]));
    const report: Report = {
      ...withParts(before, byId),
      title: byId.get('title')?.heading || before.title,
      uncertain: before.uncertain.filter(({ text }) => !isNamed(state, 'uncertain', text)),
    };
    const conflicts = state.conflicts.map((one) =>
      isNamed(state, 'contradictions', one.text)
        ? { ...one, text: bothSides(have(state, 'language'), one.sides) }
        : one,
    );
    return { report, conflicts, model: written.at(-1)?.model ?? state.model, repairs: state.repairs + 1 };
  };
}

/** Whether a finding of that place is about this sentence, or about none in particular. */
function isNamed({ findings }: ResearchState, place: string, text: string): boolean {
  return findings.some((found) => {
    const sentence = 'sentence' in found.params ? found.params.sentence : text;
    return found.place === place && sentence === text;
  });
}
