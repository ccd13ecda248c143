import { type QueriesTask, queriesAnswer } from '../../../ports/model-tasks.ts';
import { turnText } from '../../drafting/conversation/turn.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { addressesIn, planRevision } from '../plan-revision.ts';
import { queriesPrompt } from '../prompts/queries.ts';
import type { ResearchNode } from '../state.ts';
import { lookupsOf } from './reword.ts';

/**
 * Decides what has to be looked for before a wish can be met: an address in it is read, a question that is new is looked
 * for, and a finding that is wanted in more depth as well. Words alone ("shorter") need nothing.
 *
 * It starts from what people saw, so that running it again does not ask twice for the same.
 */
export function followUp(askModel: AskModel): ResearchNode {
  return async (state, { signal }) => {
    const { report, questions: before } = have(state, 'shown');
    const changes = have(state, 'wanted').changes;
    const { questions, wishes } = planRevision(report, before, changes);
    const urls = addressesIn(
      [turnText(have(state, 'turn')), ...changes.map((c) => c.instruction)].join('\n'),
    );
    const known = new Set(before.map(({ id }) => id));
    const questionOf = (part: string) =>
      report.findings.find((one) => one.id === part)?.question_id ?? (part.startsWith('q') ? part : null);
    const wished = [...wishes].flatMap(([part, wish]) => {
      const question = questions.find(({ id }) => id === questionOf(part));
      return question ? [{ question, wish }] : [];
    });
    const deeper = wished.filter(({ question }) => known.has(question.id));
    const task: QueriesTask = {
      task: 'research_queries',
      language: have(state, 'language'),
      asked: state.brief.topic,
      gaps: deeper.map(({ question: { id, text }, wish }) => ({
        id,
        question: text,
        tried: state.tried[id] ?? [text],
        wish,
      })),
    };
    const run = { node: 'follow-up', system: queriesPrompt, round: state.round, signal };
    const asked = deeper.length > 0 ? await askModel(task, queriesAnswer, run) : null;
    const lookups = [
      ...lookupsOf(asked?.answer.gaps ?? [], task.gaps),
      ...questions.filter(({ id }) => !known.has(id)).map(({ id }) => ({ question_id: id, queries: [] })),
    ];
    // A page that is given for no finding in particular may answer any question.
    const named = new Set(wished.map(({ question }) => question.id));
    const forPages = urls.length === 0 ? [] : questions.filter(({ id }) => named.size === 0 || named.has(id));
    for (const { id } of forPages)
      if (!lookups.some((one) => one.question_id === id)) lookups.push({ question_id: id, queries: [] });
    return { questions, lookups, more_urls: urls };
  };
}
