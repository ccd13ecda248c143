import type { ArticleOutline, ContentForAgent, Passage } from '../../../ports/content.ts';
import { type OutlineAnswer, type OutlineTask, outlineAnswer } from '../../../ports/model-tasks.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import { refuseWish } from '../../drafting/conversation/refuse-wish.ts';
import { turnText } from '../../drafting/conversation/turn.ts';
import { rulesFor } from '../../drafting/rules-for.ts';
import { have } from '../../drafting/state.ts';
import { isOffline } from '../../models/prices.ts';
import { gaveUp } from '../../runner/attempt.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { plainLine } from '../../text/plain-line.ts';
import { articleMaterial } from '../article-material.ts';
import { outlinePrompt } from '../prompts/outline.ts';
import { sectionsFor, wordsAsked } from '../section-plan.ts';
import type { BlogNode, BlogState, BlogTools } from '../state.ts';

/** With what turns add; see `MAX_PASSAGES` of retrieve. */
export const MOST_PASSAGES = 44;
const MAX_SECTIONS = 10;

/**
 * Proposes what the article is going to be, or changes the proposal as people asked. Finds, too, that the passages do
 * not carry the topic: then the job ends; but a wish that they do not carry leaves the proposal as it was and says so.
 */
export function writeOutline({
  askModel,
  content,
  claim,
  attempt,
  speaks,
}: Pick<BlogTools, 'askModel' | 'claim' | 'attempt' | 'speaks'> & {
  content: Pick<ContentForAgent, 'recordReply'>;
}): BlogNode {
  return async (before, { signal }) => {
    const { turn, outline: previous } = before;
    const wish = previous && turn ? turnText(turn) : null;
    const binding = rulesFor(have(before, 'rules').rules, have(before, 'language'));
    if (previous && turn?.by === 'button' && (await refuseWish({ content, claim, speaks }, turn, binding))) {
      return { asked: before.asked + 1, stopped: null };
    }
    const passages = addPassages(before.passages, wish === null ? [] : before.found, MOST_PASSAGES);
    const state: BlogState = { ...before, passages };
    const task: OutlineTask = {
      task: 'blog_outline',
      ...articleMaterial(state, passages),
      section_count: sectionsFor(wordsAsked(state.brief)),
      previous: wish === null ? null : previous,
      notes: wish === null ? [] : [wish],
      reply_language: speaks,
    };
    const { answer, model } = await askModel(task, outlineAnswer, {
      node: 'write-outline',
      system: outlinePrompt,
      round: state.round,
      signal,
    });
    const next = { asked: state.asked + 1, model, stopped: null };
    const missing = plainLine(answer.missing ?? '');
    if (answer.enough) {
      return {
        ...next,
        outline: usable(answer, { topic: state.brief.topic, passages, model }),
        ...(passages === before.passages ? {} : { passages }),
        ...(wish === null ? {} : { notes: [...state.notes, wish] }),
      };
    }
    if (wish !== null && turn) {
      await content.recordReply(claim, {
        key: `${turn.key}:missing`,
        kind: 'unclear',
        text: missing,
        person_id: turn.messages.at(-1)?.author_id ?? null,
        version: null,
        offline: isOffline(model),
      });
      return next;
    }
    return {
      model,
      stopped: {
        ...gaveUp(attempt),
        code: 'no_evidence',
        message: 'The passages found do not carry this topic',
        params: { topic: state.brief.topic, terms_missing: [], missing, unread: state.unread },
      },
    };
  };
}

/** Plain texts, ids of our own, and no passage that does not exist. */
function usable(
  answer: OutlineAnswer,
  { topic, passages, model }: { topic: string; passages: readonly Passage[]; model: string },
): ArticleOutline {
  const ids = new Set(passages.map((p) => p.id));
  const entries = answer.sections
    .map((entry) => ({ ...entry, heading: plainLine(entry.heading), point: plainLine(entry.point) }))
    .filter((entry) => entry.heading !== '')
    .slice(0, MAX_SECTIONS);
  if (entries.length === 0) {
    throw new JobFailure('model_invalid_answer', `Model "${model}" proposed an outline without sections`, {
      retryable: true,
      params: { node: 'write-outline' },
    });
  }
  return {
    angle: plainLine(answer.angle) || plainLine(topic),
    audience: plainLine(answer.audience),
    keywords: answer.keywords
      .map((k) => plainLine(k))
      .filter((k) => k !== '')
      .slice(0, 8),
    sections: entries.map(({ heading, point, passage_ids }, at) => ({
      id: `s${at + 1}`,
      heading,
      point,
      passage_ids: [...new Set(passage_ids)].filter((id) => ids.has(id)),
    })),
  };
}
