import { languages } from '../../../ports/content.ts';
import { oneLine } from '../../extraction/tidy-text.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import type { FetchedSource, FetchSource } from '../fetch-source.ts';
import { pictureKind } from '../picture-facts.ts';
import type { PreparedPicture, PreparePicture } from '../prepare-picture.ts';
import type { KnowledgeNode } from '../state.ts';

/** What a picture without a title is called: the beginning of what it shows. */
const TITLE_CHARACTERS = 80;

/** Draws the picture anew. What it shows is what the person says: no model looks at it. */
export function readPicture(
  prepare: PreparePicture,
  fetchSource: FetchSource,
  kept: { fetched: () => FetchedSource | null; keep: (picture: PreparedPicture) => void },
): KnowledgeNode {
  return async ({ brief }, { signal }) => {
    const { bytes, source } = kept.fetched() ?? (await fetchSource(brief.source, signal));
    if (pictureKind(bytes) === null)
      throw new JobFailure('bad_picture', 'Cannot use the picture: it is neither PNG nor JPEG nor WebP', {
        params: { reason: 'format' },
      });
    const picture = await prepare(bytes, signal);
    kept.keep(picture);
    const alt = oneLine(brief.alt ?? '');
    const { width, height } = picture;
    return {
      source,
      picture: {
        title: oneLine(brief.title ?? '') || beginningOf(alt),
        alt,
        language: brief.language ?? detectLanguage(alt) ?? languages[0],
        width,
        height,
      },
    };
  };
}

function beginningOf(alt: string): string {
  const points = [...alt];
  return points.length <= TITLE_CHARACTERS ? alt : `${points.slice(0, TITLE_CHARACTERS - 1).join('')}…`;
}
