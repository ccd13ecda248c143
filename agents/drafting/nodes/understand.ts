import { z } from 'zod';
import type { Claim, ContentForAgent, Language, Passage } from '../../../ports/content.ts';
import {
  type MemoryLine,
  type Understanding,
  type UnderstandingTask,
  understandingAnswer,
} from '../../../ports/model-tasks.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { isOffline } from '../../models/prices.ts';
import { contentStems } from '../../text/content-stems.ts';
import { plainText } from '../../text/plain-line.ts';
import { type Possible, settleUnderstanding } from '../conversation/settle-understanding.ts';
import { type Turn, turnText } from '../conversation/turn.ts';
import { neededPassages } from '../needed-passages.ts';
import { passagesFor } from '../passages-for.ts';
import { understandPrompt } from '../prompts/understand.ts';
import { rulesFor } from '../rules-for.ts';
import { type DraftingState, have } from '../state.ts';

/** Passages that a turn is read with: what a question or a fact to mention is looked up in. */
const MAX_PASSAGES = 6;
/** A turn of fewer words of its own ("and where from?") is about what was said before it. */
const FEW_WORDS = 2;

/** What a turn is about, where graphs differ. */
export interface TurnSubject
  extends Pick<UnderstandingTask, 'waits_for' | 'kind' | 'title' | 'parts'>,
    Pick<Possible, 'fixed' | 'keepOne' | 'fixedNote' | 'changedNote'> {
  /** All that the draft may rest on. */
  passages: readonly Passage[];
  /** The version that a change makes; null: another outline. */
  nextVersion: number | null;
}

/**
 * Makes the node that reads a turn: asks the model what people want, says in the thread what was understood, and
 * answers what to do. The same for every graph; only `subject` is the graph's own.
 *
 * A model that gives no usable reading fails the node: nothing is changed on a guess.
 */
export function understand<State extends DraftingState>(
  tools: {
    askModel: AskModel;
    content: Pick<ContentForAgent, 'recordReply'>;
    claim: Claim;
    speaks: Language;
  },
  subject: (state: State, speaks: Language) => TurnSubject,
) {
  const { askModel, content, claim, speaks } = tools;
  return async (
    state: State,
    { signal }: { signal?: AbortSignal | undefined },
  ): Promise<Pick<DraftingState, 'wanted'>> => {
    const shared: DraftingState = state;
    const { today, memory, round } = shared;
    const turn = have(shared, 'turn');
    const language = have(shared, 'language');
    const rules = rulesFor(have(shared, 'rules').rules, language);
    const found = shared.found.map((p) => p.id);
    const { passages, fixed, keepOne, fixedNote, changedNote, nextVersion, ...about } = subject(
      state,
      speaks,
    );
    const task: UnderstandingTask = {
      task: 'thread_understanding',
      ...(today === '' ? {} : { today }),
      ...about,
      language,
      reply_language: speaks,
      passages: neededPassages(passagesFor(passages), {
        cited: found,
        words: wordsOf(turn, memory),
        most: Math.max(0, MAX_PASSAGES - found.length),
      }),
      memory,
      messages: turn.messages.map((m) => ({ author: m.author_id, text: m.text, about: m.about ?? null })),
    };
    const asked = await askModel(task, answerFor(about.parts.map((p) => p.id)), {
      node: 'understand',
      system: understandPrompt,
      round,
      signal,
    });
    const settled = settleUnderstanding(asked.answer, {
      waits_for: about.waits_for,
      fixed,
      keepOne,
      fixedNote,
      changedNote,
      meantEarlier: turn.messages.some((m) => m.about === 'an earlier outline'),
      mustChange: turn.by === 'button',
      note: turnText(turn),
      rules,
      speaks,
    });
    for (const { kind, text } of settled.replies) {
      await content.recordReply(claim, {
        key: `${turn.key}:${kind}`,
        kind,
        text: plainText(text),
        person_id: turn.messages.at(-1)?.author_id ?? null,
        version: kind !== 'understood' ? null : settled.next === 'go_on' ? 1 : nextVersion,
        offline: isOffline(asked.model),
      });
    }
    return { wanted: { next: settled.next, changes: settled.changes } };
  };
}

/** What a turn is about. */
function wordsOf(turn: Turn, memory: readonly MemoryLine[]): string {
  const text = turnText(turn);
  if (contentStems(text).length >= FEW_WORDS) return text;
  return [text, ...memory.slice(-2).map((line) => line.text)].join('\n');
}

/**
 * The answer's shape, with the ids that there are checked by code: a change of a part that does not exist is no usable
 * answer. The schema itself names none, so that it is the same for each draft.
 */
function answerFor(ids: string[]): z.ZodType<Understanding> {
  const known = new Set(ids);
  const accepted = ids.join(', ');
  const part = understandingAnswer.shape.changes.element.shape.part;
  const change = understandingAnswer.shape.changes.element.extend({
    part: part.refine((id) => id === 'all' || known.has(id), { error: `accepted: ${accepted}, all` }),
    after: z
      .string()
      .refine((id) => known.has(id), { error: `accepted: ${accepted}, or null` })
      .nullable(),
  });
  return understandingAnswer.extend({ changes: z.array(change) });
}
