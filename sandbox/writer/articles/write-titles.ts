import type { TitlesAnswer, TitlesTask } from '../../../ports/model-tasks.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { capital, clip, shorten } from '../reading/shorten.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { digitRuns, fold, stemsOf } from '../reading/words.ts';
import { articlePieces } from './article-pieces.ts';
import { articleWords } from './article-words.ts';
import { changeTitles } from './change-titles.ts';
import { fitTitle, titleLength } from './fit-title.ts';
import { keywordsFor } from './keywords.ts';
import { lowered } from './lowered.ts';
import { topicLine } from './topic-line.ts';

const metaLength = { min: 70, max: 160 } as const;

/** Title, two others, description and keywords from what the article holds; with `current`, only what is asked for. */
export function writeTitles(task: TitlesTask): TitlesAnswer {
  const fresh = composed(task);
  return task.current ? changeTitles(task, task.current, fresh) : fresh;
}

function composed(task: TitlesTask): TitlesAnswer {
  const [title = topicLine(task.brief.topic, ''), ...variants] = titlesFor(task);
  return {
    title,
    title_variants: variants.slice(0, 2),
    meta_description: describe(task, title),
    keywords: keywordsOf(task),
  };
}

/** At least three different ones that fit and keep their promises, the plainest first. */
function titlesFor(task: TitlesTask): string[] {
  const own = articleWords[task.language].titles;
  const text = task.article.map((a) => `${a.heading}\n${a.markdown}`).join('\n');
  const headings = task.article.map((a) => a.heading).filter((h) => h !== '');
  const line = fitTitle(promised(topicLine(task.brief.topic, headings[0] ?? ''), task));
  const core = line.split(/:\s|\?\s/)[0] ?? line;
  const plain = fold(text);
  // "5 erros ao escolher um fornecedor" is about choosing one.
  const [, rest] = /^\d{1,2} (?:erros|mistakes) (?:ao|em|na|no|when|in) (.+)$/i.exec(core) ?? [];
  const act = rest === undefined ? undefined : capital(rest);
  const holds = {
    questions: (text.match(/\?\s*(?:\[\^|$)/gm)?.length ?? 0) >= 3,
    mistakes: /\b(?:erros?|mistakes?)\b/.test(plain) && !/\b(?:erros?|mistakes?)\b/.test(fold(core)),
    steps: /^1\. /m.test(text),
    figures: (text.match(/^- .*\d\s?(?:%|°C|[µm]m\b|MPa|kGy|mg|EU|UFC|CFU)/gm)?.length ?? 0) >= 3,
  };
  const suffixes = [
    holds.questions && holds.mistakes ? own.mistakesAndQuestions : '',
    holds.questions ? own.questions : '',
    holds.steps ? own.steps : '',
    holds.figures ? own.figures : '',
    own.guide,
    own.overview,
  ].filter((s) => s !== '');
  const sections = headings.slice(0, 3).map((h) => `${core}: ${lowered(h)}`);
  const candidates = [
    // Two words alone do not say what the reader gets.
    ...(line === core && stemsOf(core).length <= 3 ? [] : [line]),
    ...(act && holds.questions ? [own.mistakesAndQuestions, own.questions].map((s) => `${act}: ${s}`) : []),
    ...suffixes.filter((s) => !act || s !== own.steps).map((s) => `${core}: ${s}`),
    ...(core.length > 50 ? suffixes.map((s) => `${clip(core, 6)}: ${s}`) : []),
    ...sections,
    core,
  ];
  const held = new Set(digitRuns(`${task.brief.topic}\n${text}`));
  const good = candidates.filter(
    (t) => t.length <= titleLength && !breaksRules(t, task) && digitRuns(t).every((n) => held.has(n)),
  );
  const different = good.filter((t, i) => good.findIndex((o) => fold(o) === fold(t)) === i);
  for (const plain of [own.guide, own.overview, own.questions].map(capital))
    if (different.length < 3) different.push(plain);
  return different;
}

/** "7 erros" of which the article tells five promises too much. */
function promised(line: string, task: TitlesTask): string {
  const [, count] = /^(?:os |as |the )?(\d{1,2})\s+\p{L}+/u.exec(line) ?? [];
  if (!count) return line;
  const n = Number(count);
  const own = articleWords[task.language];
  const counted = task.article.filter((a) =>
    [...own.ordinals, ...own.ordinalsFeminine].some(
      (o) => a.heading.startsWith(`${o} `) && a.heading.includes(':'),
    ),
  ).length;
  const listed = task.article.some((a) =>
    a.markdown.split(/\n\s*\n/).some((b) => (b.match(/^(?:- |\d+\. )/gm)?.length ?? 0) === n),
  );
  return counted === n || listed ? line : capital(line.replace(/^((?:os |as |the )?)\d{1,2}\s+/i, '$1'));
}

const clean = (markdown: string): string =>
  markdown
    .replace(/\[\^\d+\]|\*\*/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The article's own sentences, as many as search results show. */
function describe(task: TitlesTask, title: string): string {
  const paragraphs = task.article
    .flatMap((a) => a.markdown.split(/\n\s*\n/))
    .filter((b) => !/^\s*(?:[-*|>#]|\d+\.)/.test(b) && !b.trimEnd().endsWith(':'));
  const sentences = paragraphs
    .flatMap((p) => splitSentences(clean(p)))
    .filter((s) => /[.!]$/.test(s) && !breaksRules(s, task));
  for (const [i, sentence] of sentences.entries()) {
    const two = `${sentence} ${sentences[i + 1] ?? ''}`.trim();
    const fits = [two, sentence, shorten(sentence, 22)].find(
      (s) => s.length >= metaLength.min && s.length <= metaLength.max,
    );
    if (fits) return fits;
    if (i > 6) break;
  }
  const headings = task.article.map((a) => a.heading).filter((h) => h !== '');
  return padded(`${title.split(/:\s/)[0]}: ${headings.map(lowered).join('; ')}`, task);
}

/** Whole words up to the limit, and the wording of the house where it would be too short. */
function padded(text: string, task: TitlesTask): string {
  const own = articleWords[task.language];
  let words = text.split(/\s+/);
  while (words.length > 3 && words.join(' ').length > metaLength.max - 1) words = words.slice(0, -1);
  const line = `${words.join(' ').replace(/[;:,.\s]+$/, '')}.`.slice(0, metaLength.max);
  return line.length >= metaLength.min ? line : `${line} ${own.close}`.slice(0, metaLength.max);
}

/** Keywords whose numbers stand in the article; three at least. */
function keywordsOf(task: TitlesTask): string[] {
  const text = task.article.map((a) => `${a.heading}\n${a.markdown}`).join('\n');
  const held = new Set(digitRuns(`${task.brief.topic}\n${task.brief.keywords ?? ''}\n${text}`));
  const found = [...task.outline.keywords, ...keywordsFor(task, articlePieces(task))]
    .map((k) => k.trim())
    .filter((k) => k !== '' && digitRuns(k).every((n) => held.has(n)) && !breaksRules(k, task));
  const unique = found.filter((k, i) => found.findIndex((o) => fold(o) === fold(k)) === i);
  const words =
    stemsOf(task.brief.topic).length > 0 ? (task.brief.topic.toLowerCase().match(/\p{L}{5,}/gu) ?? []) : [];
  for (const word of words) if (unique.length < 3 && !unique.includes(word)) unique.push(word);
  for (const heading of task.article
    .map((a) => a.heading.toLowerCase())
    .filter((h) => h !== '' && digitRuns(h).length === 0))
    if (unique.length < 3 && !unique.includes(heading)) unique.push(heading);
  return unique.slice(0, 8);
}
