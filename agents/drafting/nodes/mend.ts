import type { AskModel } from '../../models/ask-model.ts';
import type { DraftText, Sounding } from '../../text/ai-sounding.ts';
import { type Mended, mendSentences } from '../mend-sentences.ts';
import { rulesFor } from '../rules-for.ts';
import { type DraftingState, have } from '../state.ts';

/**
 * Sends the sentences that sound like a machine's back to the writer, once; every other sentence stays as it is.
 *
 * @param texts Of the draft, as its sound is judged.
 * @param put The draft with these sentences in other words.
 */
export function mend<
  State extends DraftingState & { to_mend: Sounding<Place>[] },
  Place,
  Draft extends object,
>(
  askModel: AskModel,
  texts: (state: State) => DraftText<Place>[],
  put: (state: State, mended: Mended<Place>[]) => Draft,
) {
  return async (state: State, { signal }: { signal?: AbortSignal | undefined }) => {
    const shared: DraftingState = state;
    const language = have(shared, 'language');
    const { voice, rules } = have(shared, 'rules');
    const mended = await mendSentences(
      askModel,
      texts(state),
      state.to_mend,
      { language, rules: { voice, rules: rulesFor(rules, language) } },
      { node: 'mend', round: state.round, signal },
    );
    return { ...put(state, mended), mended: true, to_mend: [] };
  };
}
