import { createHash } from 'node:crypto';
import type { ContentForAgent } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import type { SlidePicture } from '../../design/slides/slide-picture.ts';
import type { CarouselState } from '../state.ts';
import { picturesOn } from './offered-pictures.ts';

/**
 * The bytes of what these decks show, each exactly the one whose hash the draft carries.
 *
 * @throws {Error} When the database has others: what people are shown must be what the draft says.
 */
export async function loadPictures(
  content: Pick<ContentForAgent, 'getPicture'>,
  { team_id, pictures }: Pick<CarouselState, 'team_id' | 'pictures'>,
  decks: readonly (Deck | null)[],
): Promise<Record<string, SlidePicture>> {
  const wanted = new Set(decks.flatMap((deck) => (deck ? [...picturesOn(deck)] : [])));
  const loaded: Record<string, SlidePicture> = {};
  for (const { id, alt, language, width, height, sha256 } of pictures.filter((p) => wanted.has(p.id))) {
    const stored = await content.getPicture(team_id, id);
    const bytes = Buffer.from(stored?.base64 ?? '', 'base64');
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new Error(`Cannot draw picture "${id}": its bytes are not those with SHA-256 ${sha256}`);
    loaded[id] = { bytes, width, height, alt, language };
  }
  return loaded;
}
