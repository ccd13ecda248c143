import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import type { Attempt } from '../../attempt.ts';
import { slug } from '../../slug.ts';
import { storeFiles } from '../../store-files.ts';
import { overviewAlt, pageAlt } from '../alt-text.ts';
import type { CarouselRenderer } from '../render/create-renderer.ts';
import { renderOptions } from '../render-options.ts';
import { stopWhenExhausted } from '../repairs.ts';
import { type CarouselNode, have } from '../state.ts';

/** Checks how the pages would look, then draws them with the draft mark. What does not fit goes back to the writer. */
export function render(
  renderer: CarouselRenderer,
  content: Pick<ContentForAgent, 'putArtifact'>,
  claim: Claim,
  attempt: Attempt,
): CarouselNode {
  return async (state, { signal }) => {
    const deck = have(state, 'deck');
    const brand = have(state, 'brand');
    const issues = await renderer.check(deck, brand);
    if (issues.length > 0) return { issues, ...stopWhenExhausted(state, issues, attempt) };
    signal?.throwIfAborted();
    const drawn = await renderer.render(deck, brand, renderOptions(state, { draft: true }));
    signal?.throwIfAborted();
    const language = have(state, 'language');
    const folder = `${state.job_id}/v${state.version}`;
    // People download these: the name tells the version.
    const title = `${slug(deck.title, 'carousel')}-v${state.version}`;
    const name = `${title}-draft.pdf`;
    const files = await storeFiles(content, claim, [
      ...drawn.pages.map((bytes, at) => {
        const number = String(at + 1).padStart(2, '0');
        return {
          key: `${folder}/slide-${number}.png`,
          name: `${title}-draft-${number}.png`,
          mime: 'image/png',
          role: 'page' as const,
          alt: pageAlt(deck, at, language),
          bytes,
        };
      }),
      {
        key: `${folder}/overview.png`,
        name: 'overview.png',
        mime: 'image/png',
        role: 'overview',
        alt: overviewAlt(deck, language),
        bytes: drawn.overview,
      },
      {
        key: `${folder}/${name}`,
        name,
        mime: 'application/pdf',
        role: 'document',
        alt: deck.title,
        bytes: drawn.pdf,
      },
    ]);
    return { files, issues: [], stopped: null };
  };
}
