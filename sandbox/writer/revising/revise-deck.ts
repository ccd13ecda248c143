import { pictured, withoutPicture } from '../composing/add-pictures.ts';
import { composeDeck } from '../composing/compose-deck.ts';
import { withDisclaimers } from '../composing/disclaimers.ts';
import { textsOf } from '../composing/slide-text.ts';
import { writePost } from '../composing/write-post.ts';
import { countWords, fold, noteStems } from '../reading/words.ts';
import type { Deck, Slide, WireIssue, WriterTask } from '../wire.ts';
import { applyRules } from './apply-rules.ts';
import { changePost, retold, titleAfter } from './change-post.ts';
import { direct, mapTexts, withBody, withoutPictures, withoutTexts, withSentence } from './edit-slide.ts';
import { type Offers, offersFor } from './find-replacement.ts';
import { type Change, readNote } from './read-note.ts';
import { repairPost, repairSlide } from './repair.ts';
import { inSeries, reshape } from './reshape-deck.ts';
import { shrink } from './shrink-slide.ts';

export interface Wish {
  note: string;
  issues: WireIssue[];
  /** 1-based: the one slide that may change. */
  only: number | undefined;
}

/**
 * Changes a deck where a person's note or the checks ask for it, and nowhere else.
 *
 * What the note asks for and the passages do not hold is left as it was: nothing is made up to please.
 */
export function reviseDeck(task: WriterTask, deck: Deck, wish: Wish): Deck {
  if (wish.only === undefined && deck.slides.length !== task.slides) return composeDeck(task).deck;
  const offers = offersFor(task);
  const slides = [...deck.slides];
  let post = deck.post;
  const place = (slide: number | 'last') => (slide === 'last' ? slides.length : slide) - 1;

  for (const { slide, change } of readNote(wish.note)) {
    if (slide === 'post' || change.do === 'hook') {
      if (wish.only === undefined) post = changePost(post, change);
      continue;
    }
    if (change.do === 'drop' || change.do === 'insert' || change.do === 'swap') {
      if (wish.only === undefined) reshape(slides, slide === null ? undefined : place(slide), change, offers);
      continue;
    }
    const target = slide === null ? wish.only : place(slide) + 1;
    if (wish.only !== undefined && target !== wish.only) continue;
    if (target === undefined) changeAll(slides, change, offers, task);
    else changeOne(slides, target - 1, change, offers, task);
    if (slide === null && wish.only === undefined && (change.do === 'shorter' || change.do === 'direct'))
      post = changePost(post, change);
    if (change.do === 'without' && change.phrase === 'emoji' && wish.only === undefined)
      post = changePost(post, change);
  }
  for (const issue of wish.issues) {
    if (issue.slide === null) {
      if (wish.only === undefined) post = repairPost(post, issue, task, () => writePost(task, slides, []));
    } else if (wish.only === undefined || issue.slide === wish.only) {
      const current = slides[issue.slide - 1];
      if (current) slides[issue.slide - 1] = repairSlide(current, issue, task, slides, offers);
    }
  }
  for (const [i, slide] of slides.entries()) {
    if (wish.only === undefined || wish.only === i + 1) slides[i] = applyRules(slide, task, slides, offers);
  }
  const said = retold(post, deck.slides, slides);
  return {
    title: titleAfter(deck, slides),
    slides,
    post: wish.only === undefined ? withDisclaimers(said, task) : said,
  };
}

const fixed = (slide: Slide): boolean => slide.layout === 'cover' || slide.layout === 'cta';

function changeOne(slides: Slide[], at: number, change: Change, offers: Offers, task: WriterTask): void {
  const slide = slides[at];
  if (!slide) return;
  const changed = ((): Slide | undefined => {
    switch (change.do) {
      case 'title':
        return { ...slide, title: change.text };
      case 'body':
        return withBody(slide, change.text);
      case 'shorter':
        return shrink(slide);
      case 'direct':
        return textsOf(direct(slide)).join() === textsOf(slide).join() ? shrink(slide) : direct(slide);
      case 'without':
        if (change.phrase === 'emoji') return mapTexts(slide, withoutPictures);
        return (
          withoutTexts(slide, (t) => fold(t).includes(fold(change.phrase))) ??
          (fixed(slide) ? undefined : offers.slide(slides, ''))
        );
      case 'layout':
        return fixed(slide)
          ? undefined
          : (offers.layout(slide, change.layout) ?? offers.slide(slides, '', change.layout));
      case 'picture':
        return fixed(slide) ? undefined : pictured(slide, task, slides, change.about);
      case 'no_picture':
        return withoutPicture(slide);
      case 'mention':
        return mention(slides, slide, change.about, offers, task);
      case 'other':
        if (fixed(slide)) return otherCover(slide, change.about, slides, offers);
        return other(slides, slide, offers.known(change.about), offers);
      case 'hook':
      case 'drop':
      case 'insert':
      case 'swap':
        return undefined;
    }
  })();
  if (changed) slides[at] = changed;
}

function other(slides: Slide[], slide: Slide, about: string, offers: Offers): Slide | undefined {
  // One of a counted series is told in another way before it is given up.
  const retold = about === '' && inSeries(slide) ? offers.layout(slide, undefined) : undefined;
  return retold ?? offers.slide(slides, about) ?? offers.slide(slides, '') ?? offers.layout(slide, undefined);
}

function mention(
  slides: Slide[],
  slide: Slide,
  about: string,
  offers: Offers,
  task: WriterTask,
): Slide | undefined {
  if (noteStems(about).length === 0) return fixed(slide) ? undefined : offers.slide(slides, '');
  const sentence = offers.sentence(slides, about);
  // An item of another list would change what this one lists; running text takes a sentence more.
  const fits = sentence && (slide.layout === 'statement' || offers.together(slide, sentence));
  const grown = fits ? withSentence(slide, sentence, task.brief.topic) : undefined;
  if (grown) return grown;
  if (slide.layout === 'cover')
    return sentence ? { ...slide, subtitle: sentence.quote, evidence: [sentence] } : undefined;
  return slide.layout === 'cta' ? undefined : offers.slide(slides, about);
}

function otherCover(slide: Slide, about: string, slides: Slide[], offers: Offers): Slide | undefined {
  const sentence = offers.sentence(slides, about);
  if (slide.layout === 'cover' && sentence && countWords(sentence.quote) <= 20)
    return { ...slide, subtitle: sentence.quote, evidence: [sentence] };
  return shrink(slide);
}

function changeAll(slides: Slide[], change: Change, offers: Offers, task: WriterTask): void {
  if (change.do === 'title') {
    changeOne(slides, 0, change, offers, task);
    return;
  }
  if (change.do === 'mention' || change.do === 'other' || change.do === 'layout') {
    const about = change.do === 'layout' ? '' : change.about;
    // A note that names nothing the passages know ("melhore") still asks for something else than what there is.
    const words = change.do === 'other' ? offers.known(about) : about;
    const known = change.do === 'other' && !offers.slide(slides, words) ? '' : words;
    const replacement = offers.slide(slides, known, change.do === 'layout' ? change.layout : undefined);
    const at = replacement ? weakest(slides, offers) : -1;
    if (replacement && at >= 0) slides[at] = replacement;
    else if (change.do === 'mention') addAnywhere(slides, about, offers, task);
    return;
  }
  for (const [at, slide] of slides.entries()) {
    if (fixed(slide) && (change.do === 'shorter' || change.do === 'body')) continue;
    if (change.do !== 'body') changeOne(slides, at, change, offers, task);
  }
}

function addAnywhere(slides: Slide[], about: string, offers: Offers, task: WriterTask): void {
  const sentence = offers.sentence(slides, about);
  if (!sentence) return;
  for (const [at, slide] of slides.entries()) {
    const grown = slide.layout !== 'statement' ? undefined : withSentence(slide, sentence, task.brief.topic);
    if (grown) {
      slides[at] = grown;
      return;
    }
  }
}

/** The point that has least to do with the brief; a counted series ("Erro 2: ...") stays whole. */
function weakest(slides: Slide[], offers: Offers): number {
  const free = slides
    .map((slide, at) => ({ slide, at }))
    .filter(({ slide }) => !fixed(slide) && !inSeries(slide));
  return free.toSorted((a, b) => offers.worth(a.slide) - offers.worth(b.slide) || b.at - a.at)[0]?.at ?? -1;
}
