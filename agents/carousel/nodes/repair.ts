import type { SlideFinding } from '../../../ports/content.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { changeDeck } from '../change-deck.ts';
import { changeSlides } from '../change-slides.ts';
import type { CarouselNode } from '../state.ts';

/**
 * Sends the findings of the checks back to the writer.
 *
 * When the person asked for single slides, only slides with findings are written again, and a finding on the post
 * changes the post alone, so that nothing else moves.
 */
export function repair(askModel: AskModel): CarouselNode {
  return async (state, { signal }) => {
    const { findings, scope } = state;
    const run = { node: 'repair', round: state.round, signal };
    const repairs = state.repairs + 1;
    if (scope === null) {
      return { ...(await changeDeck(askModel, state, { note: null, findings }, run)), repairs };
    }
    const found = findings.flatMap((finding) => blamed(finding, scope));
    const slides = [...new Set(found.flatMap((i) => (i.place === null ? [] : [i.place])))];
    const changes = slides.map((slide) => ({
      slide,
      note: null,
      findings: found.filter((i) => i.place === slide),
    }));
    let changed = await changeSlides(askModel, state, changes, run);
    const general = found.filter((i) => i.place === null);
    if (general.length > 0) {
      const whole = await changeDeck(
        askModel,
        { ...state, deck: changed.deck },
        { note: null, findings: general },
        run,
      );
      changed = {
        deck: { ...have(state, 'deck'), ...changed.deck, post: whole.deck.post },
        model: whole.model,
      };
    }
    return { ...changed, repairs };
  };
}

/** A promise of the cover or of another slide that a change broke is mended where the change was made. */
function blamed(finding: SlideFinding, scope: readonly number[]): SlideFinding[] {
  const elsewhere = finding.place === null || !scope.includes(finding.place);
  if (finding.code !== 'broken_promise' || !elsewhere || scope.length === 0) return [finding];
  return scope.map((place) => ({ ...finding, place }));
}
