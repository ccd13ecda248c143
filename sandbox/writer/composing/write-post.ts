import type { DeckMaterial, Post, Slide } from '../../../ports/model-tasks.ts';
import { articlePieces } from '../articles/article-pieces.ts';
import { keywordsFor } from '../articles/keywords.ts';
import { capital, shorten } from '../reading/shorten.ts';
import { countWords, digitRuns, fold, topicWords } from '../reading/words.ts';
import { ownWords } from './words-for-people.ts';

const HOOK_CHARS = 140;
const PARAGRAPH_WORDS = 40;

/** The text that carries the deck: hook, a few short paragraphs of quoted sentences, hashtags. */
export function writePost(task: DeckMaterial, slides: Slide[], intro: string[]): Post {
  const own = ownWords[task.language];
  const cover = slides[0]?.title ?? '';
  const points = slides.slice(1, -1);
  const told = points.flatMap((s) =>
    s.layout === 'statement' || s.layout === 'picture' || s.layout === 'quote' || s.layout === 'numbers'
      ? s.evidence.map((e) => e.quote).filter((q) => /[.!]$/.test(q) && countWords(q) >= 6)
      : [],
  );
  const titles = points.filter((s) => s.title !== cover).map((s) => `→ ${s.title}`);
  // Slides may be replaced one by one while the post stays: it repeats no number but the brief's and the cover's.
  const held = new Set(
    [task.brief.topic, ...(slides[0]?.evidence.map((e) => e.quote) ?? [])].flatMap(digitRuns),
  );
  const lasting = (s: string) => digitRuns(s).every((run) => held.has(run));
  const hook = hookOf(cover, intro.filter(lasting));
  const opening = intro.filter((s) => lasting(s) && !hook.includes(s));
  const paragraphs = [
    paragraph(opening),
    titles.length > 0 ? [own.inside, ...titles.slice(0, 8)].join('\n') : '',
    paragraph(told.filter((t) => lasting(t) && !opening.includes(t) && !hook.includes(t)).slice(0, 2)),
    task.brief.call_to_action?.trim() || `${own.keep}. ${own.share}`,
  ].filter((p) => p !== '');
  return { hook, body: paragraphs.join('\n\n'), hashtags: hashtags(task, slides) };
}

function paragraph(sentences: string[]): string {
  const kept: string[] = [];
  for (const s of sentences) {
    if (kept.reduce((sum, k) => sum + countWords(k), 0) + countWords(s) > PARAGRAPH_WORDS) break;
    kept.push(s);
  }
  return kept.join(' ');
}

function hookOf(cover: string, intro: string[]): string {
  const end = /[.!?…]$/.test(cover) ? '' : '.';
  const second = intro.map((s) => shorten(s, 16)).find((s) => cover.length + s.length + 2 <= HOOK_CHARS);
  return second ? `${cover}${end} ${second}` : cover.slice(0, HOOK_CHARS);
}

const standard = /\b(?:ISO|ASTM|RDC|EN)\s?(?:[A-Z]?\d{2,5})(?:\/\d{4})?\b/g;

/** Three to five CamelCase tags: standards and key words of the brief, then of the deck, then the brand. */
function hashtags(task: DeckMaterial, slides: Slide[]): string[] {
  const titles = slides.map((s) => s.title).join(' ');
  const cover = slides[0]?.evidence.map((e) => e.quote).join(' ') ?? '';
  const held = new Set(digitRuns(`${task.brief.topic} ${cover}`));
  const standards = [...`${task.brief.topic} ${cover}`.matchAll(standard)]
    .map((m) => m[0])
    .filter((s) => digitRuns(s).every((run) => held.has(run)))
    .map((s) => s.replace(/\/\d{4}$/, '').replace(/[\s/-]+/g, ''));
  const acronyms = new Set(standards.flatMap((s) => s.match(/^[A-Z]+?(?=[A-Z]?\d)/)?.[0] ?? []).map(fold));
  const plain = (text: string) =>
    topicWords(text)
      .filter((w) => !acronyms.has(fold(w)))
      .filter((w) => /^\p{L}[\p{L}-]{3,}$/u.test(w) && !verbs.has(fold(w)));
  // What the passages call the subject, as people would look for it: "passivação de implantes".
  const terms = keywordsFor(task, articlePieces(task)).filter(
    (term) =>
      /\s\p{Ll}/u.test(term) && countWords(term) <= 4 && digitRuns(term).every((run) => held.has(run)),
  );
  const words = plain(task.brief.topic).slice(0, 3);
  const camel = (text: string) =>
    text
      .split(/[\s-]+/)
      .map(capital)
      .join('');
  const brand = camel(task.brand.name.replace(/[^\p{L}\p{N}\s-]/gu, ''));
  // Half of the brand's name as a tag of its own says nothing beside the whole.
  const own = words.map(camel).filter((w) => !fold(task.brand.name).startsWith(fold(w)));
  const tags: string[] = [];
  const add = (tag: string, most: number) => {
    if (tags.length < most && tag.length > 2 && !tags.some((t) => fold(t) === fold(tag))) tags.push(tag);
  };
  for (const tag of [...standards.slice(0, 2), ...terms.slice(0, 2).map(camel)]) add(tag, 4);
  // A word that a longer tag holds already is not said again.
  const alone = own.filter((w) => !tags.some((t) => fold(t).includes(fold(w))));
  for (const tag of [...alone, brand]) add(tag, 5);
  for (const tag of plain(titles).map(camel)) add(tag, 3);
  return tags.map((t) => `#${t}`);
}

const verbs = new Set([
  'escolher',
  'choosing',
  'choose',
  'evitar',
  'avoid',
  'fazer',
  'conferir',
  'checking',
  'validar',
  'comprar',
  'buying',
  'when',
  'works',
  'funciona',
  'pedir',
  'classe',
  'antes',
  'decidir',
  'aceitar',
  'forgetting',
  'esquecer',
  'ignorar',
  'leaving',
]);
