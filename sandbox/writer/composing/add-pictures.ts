import type { DeckMaterial, Slide } from '../../../ports/model-tasks.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { countWords, stemsOf } from '../reading/words.ts';
import { textsOf } from './slide-text.ts';

/** Slides of a deck that show a picture without having been asked to: one in three, two at most. */
const MOST = 2;
const ONE_IN = 3;
/** Words of a text beside a picture. */
const BODY_WORDS = 30;
const ANY_PICTURE = new Set(
  stemsOf(
    'foto fotos fotografia imagem imagens figura picture pictures photo photograph image use usar put coloque',
  ),
);

/** Statements that a picture of the team's own belongs to, as far as shared words tell, show it: each picture once. */
export function withPictures(points: readonly Slide[], task: DeckMaterial): Slide[] {
  const slides = [...points];
  const most = Math.min(MOST, Math.floor(points.length / ONE_IN));
  for (let shown = 0; shown < most; shown += 1) {
    const [best] = slides
      .flatMap((slide, at) => {
        const now = slide.layout === 'statement' ? pictured(slide, task, slides) : undefined;
        return now ? [{ at, now }] : [];
      })
      // A headline names what a slide is about more surely than its text.
      .toSorted((a, b) => worth(b.now, task) - worth(a.now, task) || a.at - b.at);
    if (!best) break;
    slides[best.at] = best.now;
  }
  return slides;
}

/** The statement with the picture whose words it shares most; undefined when no picture is left that shares any. */
function pictured(
  slide: Extract<Slide, { layout: 'statement' }>,
  task: DeckMaterial,
  slides: readonly Slide[],
): Slide | undefined {
  const title = new Set(stemsOf(slide.title));
  const said = new Set(stemsOf([...textsOf(slide), ...slide.evidence.map((e) => e.quote)].join(' ')));
  const others = new Set(slides.flatMap((one) => (one.layout === 'picture' ? [one.picture] : [])));
  const [best] = (task.pictures ?? [])
    .filter(({ id }) => !others.has(id))
    .map((picture) => {
      const shows = stemsOf(`${picture.title} ${picture.alt}`).filter((stem) => !ANY_PICTURE.has(stem));
      const shared = (stems: ReadonlySet<string>) => shows.filter((stem) => stems.has(stem)).length;
      const fits = shared(title) > 0 || shared(said) > 1;
      return { picture, worth: fits ? 3 * shared(title) + shared(said) : 0 };
    })
    .filter(({ worth }) => worth > 0)
    .toSorted((a, b) => b.worth - a.worth);
  if (!best) return undefined;
  const { evidence } = slide;
  return {
    layout: 'picture',
    title: slide.title,
    evidence,
    body: leading(slide.body),
    picture: best.picture.id,
  };
}

/** The same words without the picture. */
export function withoutPicture({ picture: _, ...words }: Extract<Slide, { layout: 'picture' }>): Slide {
  return { ...words, layout: 'statement' };
}

/** Its first sentences, as many as stand beside a picture; the first one at least. */
function leading(body: string): string {
  const [first = body, ...more] = splitSentences(body);
  let kept = first;
  for (const next of more) {
    if (countWords(`${kept} ${next}`) > BODY_WORDS) break;
    kept = `${kept} ${next}`;
  }
  return kept;
}

function worth(slide: Slide, task: DeckMaterial): number {
  if (slide.layout !== 'picture') return 0;
  const shown = task.pictures?.find(({ id }) => id === slide.picture);
  const shows = new Set(stemsOf(`${shown?.title} ${shown?.alt}`));
  return stemsOf(slide.title).filter((stem) => shows.has(stem)).length;
}
