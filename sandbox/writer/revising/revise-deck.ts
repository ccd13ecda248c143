import type { Deck, Post, RevisionTask, Slide, SlideTask } from '../../../ports/model-tasks.ts';
import { composeDeck } from '../composing/compose-deck.ts';
import { withDisclaimers } from '../composing/disclaimers.ts';
import { textsOf } from '../composing/slide-text.ts';
import { writePost } from '../composing/write-post.ts';
import { editWords } from '../edits/edit-words.ts';
import { type PlacedEdit, placeEdit } from '../edits/place-edit.ts';
import { clausesOf, readEdit } from '../edits/read-edits.ts';
import { replaceWords } from '../edits/replace-words.ts';
import { senseOf } from '../edits/sense-of.ts';
import { capital, clip } from '../reading/shorten.ts';
import { anotherSlide } from './another-slide.ts';
import { mapTexts } from './map-texts.ts';
import { repairSlide } from './repair-slide.ts';
import { shortTitle } from './short-title.ts';
import { shrink } from './shrink-slide.ts';

/** A deck of the job has 5 to 12 slides, cover and call to action at its ends. */
const SLIDES = { min: 5, max: 12 };

/** A slide with the number that people know it by, although slides before it come and go. */
interface Entry {
  id: string;
  slide: Slide;
}

/**
 * Changes a deck where a person's note or the checks ask for it, and nowhere else; a note that is not followed as a whole
 * is refused.
 *
 * @param only 1-based: the one slide that may change.
 */
export function reviseDeck(
  task: RevisionTask | SlideTask,
  only?: number,
): { deck: Deck } | { refusal: string } {
  const { deck, findings } = task;
  if (only === undefined && deck.slides.length !== task.slides) return { deck: composeDeck(task).deck };
  const read = editsOf(task, only);
  if ('refusal' in read) return read;
  const entries: Entry[] = deck.slides.map((slide, at) => ({ id: `slide-${at + 1}`, slide }));
  let { post } = deck;
  for (const placed of read.edits) {
    if (placed.edit.do === 'add') {
      const added = anotherSlide(task, slidesOf(entries), placed.edit.about);
      if (!added) return { refusal: editWords[spokenIn(task)].noSource(placed.edit.about) };
      insert(entries, { id: 'new', slide: added }, placed.after ?? null);
    } else reshape(entries, placed) || rewrite(entries, placed);
    if (only === undefined) post = postAfter(post, placed);
  }
  const count = entries.length;
  if (count !== deck.slides.length && (count < SLIDES.min || count > SLIDES.max))
    return { refusal: editWords[spokenIn(task)].refusal };
  for (const finding of findings) {
    const entry = finding.slide === null ? undefined : entries[finding.slide - 1];
    if (finding.slide === null && only === undefined) post = writePost(task, slidesOf(entries), []);
    if (entry && (only === undefined || finding.slide === only))
      entry.slide = repairSlide(entry.slide, finding.code, task, slidesOf(entries));
  }
  const slides = slidesOf(entries);
  const told = retold(post, deck.slides, slides);
  const cover = slides[0]?.title ?? deck.title;
  return {
    deck: {
      title: cover === deck.slides[0]?.title ? deck.title : cover,
      slides,
      post: only === undefined ? withDisclaimers(told, task) : told,
    },
  };
}

const slidesOf = (entries: Entry[]): Slide[] => entries.map((e) => e.slide);
/** What is said to the person who wrote the note. */
const spokenIn = (task: RevisionTask | SlideTask) => task.reply_language ?? task.language;

/** What the note asks for, each edit with its place; of one slide alone only what is about it. */
function editsOf(
  task: RevisionTask | SlideTask,
  only: number | undefined,
): { edits: PlacedEdit[] } | { refusal: string } {
  const own = editWords[spokenIn(task)];
  const slides = task.deck.slides.map((slide, at) => ({
    id: `slide-${at + 1}`,
    label: slide.title,
    text: textsOf(slide).join('\n'),
  }));
  const post = { id: 'post', label: 'post', text: `${task.deck.post.hook}\n${task.deck.post.body}` };
  const draft = { ...task, kind: 'carousel' as const, parts: [...slides, post] };
  const edits: PlacedEdit[] = [];
  const mine = only === undefined ? undefined : slides[only - 1];
  for (const clause of clausesOf(task.note ?? '')) {
    const edit = readEdit(clause);
    if (!edit && senseOf(clause, 'review') === 'talk') continue;
    // "Slide 4: shorter" comes as "shorter" for slide 4.
    const here =
      edit && mine && edit.places.length === 0 ? { ...edit, places: [{ number: only ?? 1 }] } : edit;
    const placed = here ? placeEdit(here, draft) : 'refused';
    if (placed === 'refused') return { refusal: own.refusal };
    if ('noPart' in placed) return { refusal: own.noPart(placed.noPart) };
    if ('noSource' in placed) return { refusal: own.noSource(placed.noSource) };
    edits.push(...placed.filter((p) => !mine || p.part?.id === mine.id));
  }
  const isForNothing = edits.length === 0 && (task.note ?? '').trim() !== '';
  return isForNothing ? { refusal: own.refusal } : { edits };
}

/** Takes a slide out, or moves it; false: the edit is no such thing. */
function reshape(entries: Entry[], { edit, part, after }: PlacedEdit): boolean {
  if (edit.do !== 'remove' && edit.do !== 'move') return false;
  const at = entries.findIndex((e) => e.id === part?.id);
  const [gone] = at < 0 ? [] : entries.splice(at, 1);
  if (gone && edit.do === 'move') insert(entries, gone, after ?? null);
  const [cover] = entries;
  // Without one of its members a counted series ("Erro 2: ...") is no longer as long as the cover says.
  if (gone && cover && edit.do === 'remove' && /^\p{L}+ \d+:/u.test(gone.slide.title))
    cover.slide = { ...cover.slide, title: capital(cover.slide.title.replace(/^\d{1,2}\s+/, '')) };
  return true;
}

/** Behind the cover at the earliest, before the call to action at the latest. */
function insert(entries: Entry[], entry: Entry, after: string | null): void {
  const at = entries.findIndex((e) => e.id === after) + 1;
  entries.splice(Math.min(Math.max(at, 1), entries.length - 1), 0, entry);
}

const isFixed = ({ layout }: Slide): boolean => layout === 'cover' || layout === 'cta';

function rewrite(entries: Entry[], { edit, part }: PlacedEdit): void {
  for (const entry of entries) {
    if (part ? part.id !== entry.id : isFixed(entry.slide)) continue;
    const { slide } = entry;
    if (edit.do === 'shorten') entry.slide = shrink(slide);
    if (edit.do === 'shorten_title') entry.slide = { ...slide, title: shortTitle(slide.title) };
    if (edit.do === 'title') entry.slide = { ...slide, title: edit.text };
    if (edit.do === 'replace') entry.slide = mapTexts(slide, (t) => replaceWords(t, edit.from, edit.to));
  }
}

function postAfter(post: Post, { edit, part }: PlacedEdit): Post {
  if (part && part.id !== 'post') return post;
  if (edit.do === 'replace') {
    const swap = (text: string) => replaceWords(text, edit.from, edit.to);
    return { ...post, hook: swap(post.hook), body: swap(post.body) };
  }
  if (edit.do !== 'shorten') return post;
  const [first, , ...rest] = post.body.split('\n\n');
  return rest.length > 0
    ? { ...post, body: [first, ...rest].join('\n\n') }
    : { ...post, hook: clip(post.hook, 14) };
}

/** The post lists the slides' titles: a title that changed changes there as well. */
function retold(post: Post, before: Slide[], after: Slide[]): Post {
  let { body } = post;
  const titles = new Set(after.map((s) => s.title));
  for (const [i, { title }] of before.entries()) {
    if (titles.has(title)) continue;
    const now = before.length === after.length ? after[i]?.title : undefined;
    body = body.replace(`→ ${title}${now ? '' : '\n'}`, now ? `→ ${now}` : '');
  }
  const [was, cover] = [before[0]?.title, after[0]?.title];
  const hook =
    was && cover && cover !== was && post.hook.startsWith(was)
      ? `${cover}${post.hook.slice(was.length)}`.slice(0, 140)
      : post.hook;
  return { ...post, body, hook };
}
