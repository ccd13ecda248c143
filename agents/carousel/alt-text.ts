import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../../ports/content.ts';
import type { Deck, Slide } from '../../ports/model-tasks.ts';
import { slideTexts } from '../design/slide-text.ts';
import { clipped } from '../text/clip.ts';

/** Slack cuts alt texts at 2,000 characters; screen readers lose patience long before. */
const MAX_ALT = 500;
const words = {
  pt: {
    slide: 'Slide',
    of: 'de',
    overview: 'Todos os slides',
    before: 'antes',
    after: 'depois',
    picture: 'Imagem',
  },
  en: {
    slide: 'Slide',
    of: 'of',
    overview: 'All slides',
    before: 'before',
    after: 'after',
    picture: 'Picture',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** What a page shows, for people who do not see it. Pure. */
export function pageAlt(
  deck: Deck,
  at: number,
  language: Language,
  pictures: Readonly<Record<string, { alt: string }>> = {},
): string {
  const { slide, of, picture } = words[language];
  const shown = deck.slides[at];
  const alt = shown?.layout === 'picture' ? pictures[shown.picture]?.alt : undefined;
  const said = [...(shown ? slideTexts(shown) : []), ...(alt === undefined ? [] : [`${picture}: ${alt}`])];
  return clipped(`${slide} ${at + 1} ${of} ${deck.slides.length}: ${sentences(said)}`, MAX_ALT);
}

export function overviewAlt(deck: Deck, language: Language): string {
  const titles = deck.slides.map((s, at) => `${at + 1}. ${s.title}`).join('; ');
  return clipped(`${words[language].overview}: ${titles}`, MAX_ALT);
}

/** The slides that differ, as they were and as they are. */
export function changeAlt(old: Deck, fresh: Deck, language: Language): string {
  const { slide, before, after } = words[language];
  const said = (shown: Slide | undefined) => (shown ? sentences(slideTexts(shown)) : '');
  const changed = [...fresh.slides.keys()].filter(
    (at) => !isDeepStrictEqual(old.slides[at], fresh.slides[at]),
  );
  return clipped(
    changed
      .map(
        (at) => `${slide} ${at + 1}, ${before}: ${said(old.slides[at])} ${after}: ${said(fresh.slides[at])}`,
      )
      .join(' '),
    MAX_ALT,
  );
}

/** A screen reader pauses at each end; a text that has one gets no second. */
function sentences(texts: readonly string[]): string {
  return texts.map((text) => (/[.!?…:]$/.test(text.trimEnd()) ? text.trimEnd() : `${text}.`)).join(' ');
}
