import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import type { CarouselRenderer, LookOptions } from '../../design/slides/create-renderer.ts';
import { storeFinals } from '../../drafting/evidence/evidence-file.ts';
import { settleFindings } from '../../drafting/settle-findings.ts';
import { have } from '../../drafting/state.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { storeFiles } from '../../runner/store-files.ts';
import { slug } from '../../text/slug.ts';
import { changeAlt, overviewAlt, pageAlt } from '../alt-text.ts';
import { draftContent } from '../draft-content.ts';
import { loadPictures } from '../pictures/load-pictures.ts';
import type { CarouselNode, CarouselState } from '../state.ts';

/**
 * Checks how the pages would look, then draws them from one layout with the draft mark for the review, and as they go out
 * once this very version is approved. What does not fit goes back to the writer.
 */
export function render(
  renderer: CarouselRenderer,
  content: Pick<ContentForAgent, 'putArtifact' | 'getPicture'>,
  claim: Claim,
  attempt: Attempt,
): CarouselNode {
  return async (state, { signal }) => {
    const deck = have(state, 'deck');
    const brand = have(state, 'brand');
    const language = have(state, 'language');
    const pictures = await loadPictures(content, state, [deck, state.shown?.deck ?? null]);
    const look: LookOptions = {
      seed: state.job_id,
      language,
      sources: Object.fromEntries(state.passages.map((p) => [p.id, p.title])),
      pictures,
    };
    const found = { findings: await renderer.check(deck, brand, look), warnings: state.warnings };
    const settled = settleFindings(state, found, state.blocking, attempt);
    if (settled.findings.length > 0) return settled;
    signal?.throwIfAborted();
    const { draft: drawn, final: clean } = await renderer.renderBoth(deck, brand, look);
    const change = await drawnChange(renderer, state, look);
    signal?.throwIfAborted();
    const folder = `${state.job_id}/v${state.version}`;
    // People download these: the name tells the version.
    const name = slug(deck.title, 'carousel');
    const title = `${name}-v${state.version}`;
    const pdf = `${title}-draft.pdf`;
    const files = await storeFiles(content, claim, [
      ...drawn.pages.map((bytes, at) => {
        const number = String(at + 1).padStart(2, '0');
        return {
          key: `${folder}/slide-${number}.png`,
          name: `${title}-draft-${number}.png`,
          mime: 'image/png',
          role: 'page' as const,
          alt: pageAlt(deck, at, language, pictures),
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
      ...(change === null
        ? []
        : [
            {
              key: `${folder}/comparison.png`,
              name: 'comparison.png',
              mime: 'image/png',
              role: 'comparison' as const,
              alt: changeAlt(have(state, 'shown').deck, deck, language),
              bytes: change,
            },
          ]),
      {
        key: `${folder}/${pdf}`,
        name: pdf,
        mime: 'application/pdf',
        role: 'document',
        alt: deck.title,
        bytes: drawn.pdf,
      },
    ]);
    const final = (part: string) => ({
      key: `${folder}/final/${name}-${part}`,
      name: `${name}-${part}`,
    });
    // What is closed for approval does not go out.
    if (settled.blocking.length > 0) return { ...settled, files, finals: [] };
    const finals = await storeFinals(content, claim, {
      draft: draftContent({ ...state, ...settled }),
      folder,
      files: [
        {
          ...final('final.pdf'),
          mime: 'application/pdf',
          role: 'document',
          alt: deck.title,
          bytes: clean.pdf,
        },
        ...clean.pages.map((bytes, at) => ({
          ...final(`final-${String(at + 1).padStart(2, '0')}.png`),
          mime: 'image/png',
          role: 'page' as const,
          alt: pageAlt(deck, at, language, pictures),
          bytes,
        })),
      ],
    });
    return { ...settled, files, finals };
  };
}

/** What people see of their wish: the slides that they answered to, beside the new ones. */
async function drawnChange(
  renderer: CarouselRenderer,
  state: CarouselState,
  look: LookOptions,
): Promise<Buffer | null> {
  const { shown, version } = state;
  if (shown === null || version === 1) return null;
  const [deck, brand] = [have(state, 'deck'), have(state, 'brand')];
  return renderer.renderChange(
    { deck: shown.deck, brand: shown.brand ?? brand, version: version - 1 },
    { deck, brand, version },
    look,
  );
}
