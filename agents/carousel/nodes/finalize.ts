import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { JobFailure } from '../../job-failure.ts';
import { slug } from '../../slug.ts';
import { storeFiles } from '../../store-files.ts';
import { pageAlt } from '../alt-text.ts';
import { hashOfState } from '../draft-content.ts';
import type { CarouselRenderer } from '../render/create-renderer.ts';
import { renderOptions } from '../render-options.ts';
import { type CarouselNode, have } from '../state.ts';

/** Draws the approved version without the draft mark. Refuses any text but the one that was approved. */
export function finalize(
  renderer: CarouselRenderer,
  content: Pick<ContentForAgent, 'putArtifact'>,
  claim: Claim,
): CarouselNode {
  return async (state, { signal }) => {
    const decision = have(state, 'decision');
    if (decision.version !== state.version || decision.hash !== hashOfState(state)) {
      throw new JobFailure(
        'draft_mismatch',
        `Cannot finalize version ${state.version}: the approval is for another text (version ${decision.version})`,
      );
    }
    const deck = have(state, 'deck');
    const drawn = await renderer.render(deck, have(state, 'brand'), renderOptions(state, { draft: false }));
    signal?.throwIfAborted();
    const name = slug(deck.title, 'carousel');
    const file = (part: string) => ({
      key: `${state.job_id}/final/${name}-${part}`,
      name: `${name}-${part}`,
    });
    const finals = await storeFiles(content, claim, [
      { ...file('final.pdf'), mime: 'application/pdf', role: 'document', alt: deck.title, bytes: drawn.pdf },
      ...drawn.pages.map((bytes, at) => ({
        ...file(`final-${String(at + 1).padStart(2, '0')}.png`),
        mime: 'image/png',
        role: 'page' as const,
        alt: pageAlt(deck, at, have(state, 'language')),
        bytes,
      })),
    ]);
    return { finals };
  };
}
