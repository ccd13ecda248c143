import type { HouseRules } from '../../ports/content.ts';
import { type MendTask, mendAnswer } from '../../ports/model-tasks.ts';
import type { AskModel } from '../models/ask-model.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { DraftText, Sounding } from '../text/ai-sounding.ts';
import { findBanned } from '../text/find-banned.ts';
import { numbersMissingFrom } from '../text/numbers-in.ts';
import { reasonOf } from '../text/tell-reasons.ts';
import { mendPrompt } from './prompts/mend-sentences.ts';

/** A new sentence this much longer says something else as well. */
const MOST_LONGER = 1.5;

export interface Mended<Place> {
  place: Place;
  before: string;
  after: string;
}

/**
 * The one chance for the writer to say the worst sentences of a draft in other words. Code puts them in place, so that no
 * other sentence moves; one that brings a number, a mark or a word that the house forbids is left as it was.
 *
 * Style blocks nothing: without a usable answer all stays as it is.
 */
export async function mendSentences<Place>(
  askModel: AskModel,
  draft: readonly DraftText<Place>[],
  found: readonly Sounding<Place>[],
  about: Pick<MendTask, 'language' | 'rules'>,
  run: { node: string; round: number; signal?: AbortSignal | undefined },
): Promise<Mended<Place>[]> {
  const task: MendTask = {
    task: 'mend_sentences',
    ...about,
    sentences: found.map(({ params, place }, at) => ({
      number: at + 1,
      why: params.tells.map(reasonOf).join('; '),
      sentence: params.sentence,
      within: draft.find((text) => text.place === place && text.text.includes(params.sentence))?.text ?? '',
    })),
  };
  try {
    const { answer } = await askModel(task, mendAnswer, {
      ...run,
      system: mendPrompt,
    });
    return found.flatMap(({ params, place }, at) => {
      const after = answer.sentences.find((one) => one.number === at + 1)?.sentence.trim();
      const before = params.sentence;
      return after !== undefined && mayStand(before, after, about.rules.rules)
        ? [{ place, before, after }]
        : [];
    });
  } catch (error) {
    if (error instanceof JobFailure && styleMayFail.has(error.code)) return [];
    throw error;
  }
}

const styleMayFail = new Set(['model_refused_request', 'model_invalid_answer', 'model_cut_off']);

function mayStand(before: string, after: string, rules: HouseRules['rules']): boolean {
  const marks = (text: string) => (text.match(/\[\^[^\]\s]{1,20}\]/g) ?? []).sort().join();
  return (
    after !== '' &&
    after !== before &&
    !after.includes('\n') &&
    after.length <= before.length * MOST_LONGER &&
    marks(after) === marks(before) &&
    numbersMissingFrom(after, [before]).length === 0 &&
    numbersMissingFrom(before, [after]).length === 0 &&
    findBanned(after, rules).length === 0 &&
    !/<[a-z!/][^>]*>|https?:\/\//i.test(after)
  );
}
