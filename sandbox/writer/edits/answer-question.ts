import type { Language } from '../../../ports/content.ts';
import type { UnderstandingTask } from '../../../ports/model-tasks.ts';
import { type Piece, readPieces } from '../reading/read-pieces.ts';
import { countWords, digitRuns, fold, noteStems, stemsOf } from '../reading/words.ts';
import { editWords } from './edit-words.ts';

/** Answers from the draft's passages word for word, or says that they do not say. */
export function answerQuestion(question: string, task: UnderstandingTask, language: Language): string {
  const own = editWords[language];
  const text = fold(question);
  const wantsSource = source.test(text);
  const stems = noteStems(question).filter((s) => !asking.has(s));
  const numbers = digitRuns(question);
  if (
    wantsSource &&
    numbers.length === 0 &&
    /\b(?:numeros?|numbers?|figures?|dados?|valor(?:es)?)\b/.test(text)
  ) {
    const shown = numbersOf(task);
    if (shown.length > 1) return own.which(shown.slice(0, 8));
    if (shown[0] !== undefined) return answerQuestion(`${question} ${shown[0]}`, task, language);
  }
  const pieces = readPieces(task.passages);
  if (wantsSource && stems.length === 0 && numbers.length === 0) {
    const titles = titlesUsed(pieces, task);
    return titles.length > 0 ? own.sources(titles.slice(0, 5)) : own.silent;
  }
  const said = best(pieces, stems, numbers, task);
  return said ? (wantsSource ? own.from : own.says)(said.title, said.text) : own.silent;
}

const source =
  /\b(?:de onde|fontes?|sources?|where (?:does|do|did|is|are)|(?:de |em )?(?:qual|que|which|what) (?:documento|document|pagina|page)|quem diz|who says|referencias?)\b/;
const asking = new Set(
  noteStems(
    'onde vem veio vindo saiu fonte fontes source sources document documento diz dizem says said come comes from where which what who isso quanto quantos quantas qual quais much many disso essa este rascunho draft artigo article',
  ),
);
const isDefinition = /^.{2,60}?\s(?:é|são|significa|is|are|means|stands for)\s/;

/** The sentence that holds most of what is asked for: all its numbers, and at least three fifths of its words. */
function best(pieces: Piece[], stems: string[], numbers: string[], task: UnderstandingTask) {
  const draft = draftText(task);
  const candidates = pieces.flatMap((piece) => {
    const heading = new Set(stemsOf(`${piece.heading ?? ''} ${piece.title}`));
    const inHeading = digitRuns(piece.heading ?? '');
    const units = piece.blocks.flatMap((block) => block.units);
    return units.map(({ text, label }, at) => {
      const held = new Set(stemsOf(text));
      const runs = digitRuns(text);
      const found = stems.reduce((n, s) => n + (held.has(s) ? 1 : heading.has(s) ? 0.6 : 0), 0);
      const share = stems.length === 0 ? 0 : found / stems.length;
      const fits =
        numbers.every((n) => runs.includes(n) || inHeading.includes(n)) &&
        (numbers.length === 0 || numbers.some((n) => runs.includes(n)));
      // "X is ..." answers better than a sentence that merely holds the word.
      const defines = label === null && isDefinition.test(text) && stems.includes(stemsOf(text)[0] ?? '');
      const opens = at === 0 && stems.some((s) => heading.has(s));
      const score = share + (draft.includes(fold(text)) ? 0.3 : 0) + (opens ? 0.2 : 0) + (defines ? 0.2 : 0);
      return { piece, text, share, fits, score };
    });
  });
  const enough = numbers.length > 0 ? (stems.length === 0 ? 0 : 0.3) : 0.6;
  const [found] = candidates.filter((c) => c.fits && c.share >= enough).sort((a, b) => b.score - a.score);
  if (!found) return undefined;
  const { heading, title } = found.piece;
  // "Oxigênio: 0,13%" alone does not say of what.
  return { title, text: countWords(found.text) < 6 && heading ? `${heading}: ${found.text}` : found.text };
}

/** As the passages have it: without marks of emphasis and of footnotes. */
const draftText = (task: UnderstandingTask): string =>
  fold(task.parts.map((p) => p.text.replace(/\*\*|\[\^\d+\]/g, '')).join('\n'));

/** Measured values of the draft as they are written; names of standards and counts of items are no such numbers. */
function numbersOf(task: UnderstandingTask): string[] {
  const text = task.parts.map((p) => p.text.replace(/\[\^\d+\]/g, '')).join('\n');
  const found = text.matchAll(
    /(?<![\p{L}\d.,/-])\d+(?:[.,]\d+)*(?:\s?(?:%|°C|[µmc]m\b|MPa\b|GPa\b|kGy\b|mg\b|min(?:utos?|utes?)?\b|horas?\b|hours?\b|dias?\b|days?\b|anos?\b|years?\b|lotes?\b|lots?\b|UFC\b|CFU\b))/gu,
  );
  return [...new Set([...found].map((m) => m[0]))];
}

/** Documents that a sentence of the draft stands in. */
function titlesUsed(pieces: Piece[], task: UnderstandingTask): string[] {
  const draft = draftText(task);
  const used = pieces.filter((p) =>
    p.blocks.some((b) => b.units.some((u) => countWords(u.text) >= 4 && draft.includes(fold(u.text)))),
  );
  return [...new Set(used.map((p) => p.title))];
}
