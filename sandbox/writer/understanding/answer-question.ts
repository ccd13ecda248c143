import { type Piece, readPieces } from '../reading/read-pieces.ts';
import { countWords, digitRuns, fold, noteStems, stemsOf } from '../reading/words.ts';
import type { Language } from '../wire.ts';
import type { UnderstandingTask } from '../wire-understanding.ts';
import { replyWords } from './reply-words.ts';

/** Answers from the draft's passages word for word, or says that they do not say. */
export function answerQuestion(question: string, task: UnderstandingTask, language: Language): string {
  const own = replyWords[language];
  const text = fold(question);
  if (
    /\b(?:o que (?:voce|vc) (?:sabe|pode|consegue)|what can you do|how do (?:i|you) work|como funciona voce)\b/.test(
      text,
    )
  )
    return own.help;
  if (
    /\b(?:quantas palavras|how many words|quantas secoes|how many sections|how long is|qual o tamanho)\b/.test(
      text,
    )
  ) {
    return own.length(
      task.parts.reduce((n, p) => n + countWords(p.text), 0),
      task.parts.length,
    );
  }
  const wantsSource = source.test(text);
  const stems = noteStems(question).filter((s) => !asking.has(s));
  const numbers = digitRuns(question);
  if (
    wantsSource &&
    numbers.length === 0 &&
    /\b(?:numeros?|numbers?|figures?|dados?|valor(?:es)?|values?)\b/.test(text)
  ) {
    const shown = numbersOf(task);
    if (shown.length > 1) return own.which(shown.slice(0, 8));
    if (shown[0] !== undefined) return answerQuestion(`${question} ${shown[0]}`, task, language);
  }
  if (wantsSource && stems.length === 0 && numbers.length === 0) {
    const titles = titlesUsed(task);
    return titles.length > 0 ? own.sources(titles.slice(0, 5)) : own.silent;
  }
  const said = best(readPieces(task.passages), stems, numbers, task);
  if (said) return (wantsSource ? own.from : own.says)(said.title, said.text);
  const typed = task.parts.find(
    (p) => numbers.length > 0 && numbers.every((n) => digitRuns(p.text).includes(n)) && wantsSource,
  );
  return typed ? own.typed(typed.label, sentenceWith(typed.text, numbers)) : own.silent;
}

const source =
  /\b(?:de onde|fontes?|sources?|where (?:does|do|did|is|are)|(?:de |em )?(?:qual|que|which|what) (?:documento|document|pagina|page|texto)|quem diz|who says|citation|referencias?|baseado|based on)\b/;
const asking = new Set(
  noteStems(
    'onde vem veio vindo saiu tirou fonte fontes source sources document documento diz dizem says said come comes from where which what who tell know saber there true verdade isso quanto quantos quantas qual quais much many disso dessa desse essa este rascunho draft artigo article',
  ),
);

const isDefinition = /^.{2,60}?\s(?:é|são|significa|is|are|means|stands for)\s/;

interface Said {
  title: string;
  text: string;
}

/** The sentence that holds most of what is asked for: all its numbers, and at least three fifths of its words. */
function best(
  pieces: Piece[],
  stems: string[],
  numbers: string[],
  task: UnderstandingTask,
): Said | undefined {
  const draft = draftText(task);
  const candidates = pieces.flatMap((piece) =>
    piece.blocks.flatMap((block) =>
      block.units.map((unit) => {
        const heading = new Set(stemsOf(`${piece.heading ?? ''} ${piece.title}`));
        const own = new Set(stemsOf(unit.text));
        const share =
          stems.length === 0
            ? 0
            : stems.reduce((n, s) => n + (own.has(s) ? 1 : heading.has(s) ? 0.6 : 0), 0) / stems.length;
        const held = new Set(digitRuns(unit.text));
        const inHeading = new Set(digitRuns(piece.heading ?? ''));
        const all = numbers.every((n) => held.has(n) || inHeading.has(n));
        const some = numbers.length === 0 || numbers.some((n) => held.has(n));
        const inDraft = draft.includes(fold(unit.text)) ? 0.3 : 0;
        const opens = unit === piece.blocks[0]?.units[0] && stems.some((s) => heading.has(s)) ? 0.2 : 0;
        // "X is ..." answers better than a sentence that merely holds the word.
        const defines =
          unit.label === null && isDefinition.test(unit.text) && stems.includes(stemsOf(unit.text)[0] ?? '')
            ? 0.2
            : 0;
        return { piece, text: unit.text, share, fits: all && some, score: share + inDraft + opens + defines };
      }),
    ),
  );
  const enough = numbers.length > 0 ? 0.3 : 0.6;
  const [found] = candidates
    .filter((c) => c.fits && (c.share >= enough || (numbers.length > 0 && stems.length === 0)))
    .sort((a, b) => b.score - a.score);
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
function titlesUsed(task: UnderstandingTask): string[] {
  const draft = draftText(task);
  const used = readPieces(task.passages).filter((p) =>
    p.blocks.some((b) => b.units.some((u) => countWords(u.text) >= 4 && draft.includes(fold(u.text)))),
  );
  return [...new Set(used.map((p) => p.title))];
}

const sentenceWith = (text: string, numbers: string[]): string =>
  (text.split(/(?<=[.!?])\s+|\n/).find((s) => numbers.some((n) => digitRuns(s).includes(n))) ?? text).slice(
    0,
    200,
  );
