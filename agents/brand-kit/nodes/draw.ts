import type { BrandKit, Claim, ContentForAgent } from '../../../ports/content.ts';
import type { CarouselRenderer } from '../../design/slides/create-renderer.ts';
import { storeFiles } from '../../runner/store-files.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { slug } from '../../text/slug.ts';
import { checkLogo } from '../check-logo.ts';
import { kitWarnings } from '../kit-warnings.ts';
import { sampleDeck } from '../sample-deck.ts';
import type { BrandKitNode } from '../state.ts';

/** Draws sample slides with the proposed kit, marked as drafts, and says what would be hard to read. */
export function draw(
  renderer: CarouselRenderer,
  content: Pick<ContentForAgent, 'putArtifact'>,
  claim: Claim,
): BrandKitNode {
  return async ({ brief, job_id }, { signal }) => {
    const { kit } = brief;
    if (kit.logo_svg !== '') await checkLogo(kit.logo_svg);
    // The bot writes the topic in the team's language, around a name that may be of any.
    const language = detectLanguage(brief.topic.replaceAll(kit.name, ' ')) ?? 'en';
    const brand: BrandKit = { ...kit, version: brief.base_version };
    const deck = sampleDeck(kit, language);
    const findings = await renderer.check(deck, brand);
    const drawn = await renderer.render(deck, brand, { draft: true, language });
    signal?.throwIfAborted();
    const name = slug(kit.name, 'brand-kit');
    const picture = (key: string, bytes: Buffer, role: 'page' | 'overview') => ({
      key: `${job_id}/q1/${key}.png`,
      name: `${name}-${key}.png`,
      mime: 'image/png',
      role,
      alt: `${kit.name}: ${key}`,
      bytes,
    });
    const files = await storeFiles(content, claim, [
      ...drawn.pages.map((bytes, at) => picture(`sample-${at + 1}`, bytes, 'page')),
      picture('overview', drawn.overview, 'overview'),
    ]);
    return { files, warnings: kitWarnings(kit, findings) };
  };
}
