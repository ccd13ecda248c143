import type { Language } from '../../../ports/content.ts';
import type { DraftMaterial } from '../../../ports/model-tasks.ts';
import { asksQuestions } from '../articles/article-pieces.ts';
import { pointsBack } from '../articles/quote-units.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { isName } from '../composing/weigh-topic.ts';
import { nearSubjects } from '../reading/about-subjects.ts';
import { type Block, type Piece, readPieces, type Unit } from '../reading/read-pieces.ts';
import { countWords, digitRuns, fold, stem, stemsOf, topicStems } from '../reading/words.ts';

/** A sentence or an item of a list that has the words of a question. */
export interface Found {
  piece: Piece;
  block: Block;
  unit: Unit;
  /** Weighed share of the question's words, and what speaks for the sentence besides. */
  score: number;
}

/** Weighed share of the question's words that a sentence has to have, its heading and title counted in part. */
const ENOUGH = 0.5;
/** And of the best sentence's score. */
const NEAR_BEST = 0.65;
/** What a sentence counts that stands in a text about something else than the brief. */
const ASIDE = 0.7;
const IN_HEADING = 0.6;
const IN_TITLE = 0.4;
/** Longer ones are a page's navigation or a lost full stop; shorter ones say nothing by themselves. */
const WORDS = { min: 5, max: 60 } as const;

/** Words that ask and say nothing of what is asked about. */
const asking = new Set(
  'deve devem deveria trazer dura duram durar leva levam demora must should take takes last lasts bring quanto quantos quantas quanta por que porque dizem diz dizer fonte fontes trazem exigencia exigencias traz many much long often say says said source sources give according happen happens'
    .split(' ')
    .map(stem),
);
const wantsNumber =
  /\b(?:quant[oa]s?|limites?|prazos?|temperaturas?|valor(?:es)?|numeros?|how (?:many|much|long|often)|limits?|figures|numbers)\b/;

const wantsTime = /\bquanto tempo\b|\bhow long\b/;
const holdsTime =
  /\d\s*(?:s|min|h|segundos?|minutos?|horas?|dias?|semanas?|meses|anos?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b/;
/** Share of the question's words that a time has to have: it often stands in a list whose title says what it is of. */
const ENOUGH_FOR_TIME = 0.25;

/** The heading that a question of this writer's own is about; null: it is a person's. */
export const quotedIn = (question: string): string | null => /[“"]([^”"]+)[”"]/.exec(question)?.[1] ?? null;

export const stemsAsked = (question: string): string[] => topicStems(question).filter((s) => !asking.has(s));

/** Sentences that answer a question as far as words tell, the best first. */
export function answersTo(
  question: string,
  task: Pick<DraftMaterial, 'passages' | 'rules' | 'subjects'> & { language: Language },
): Found[] {
  const pieces = readPieces(task.passages).filter(
    (p) => (p.language === undefined || p.language === task.language) && !asksQuestions(p),
  );
  const isTime = wantsTime.test(fold(question));
  const asked = stemsAsked(question).filter((s) => !isTime || s !== stem('tempo'));
  const names = asked.filter(isName);
  // A question about a heading is answered by what stands under it, as it stands there.
  const quoted = quotedIn(question);
  const under = quoted === null ? null : fold(quoted);
  const weight = weigher(pieces);
  const total = asked.reduce((sum, s) => sum + weight(s), 0);
  if (total === 0) return [];
  const found = pieces.flatMap((piece) => {
    const [heading, title] = [new Set(stemsOf(piece.heading ?? '')), new Set(stemsOf(piece.title))];
    let place = 0;
    return piece.blocks.flatMap((block) =>
      block.units.flatMap((unit, at): Found[] => {
        place += 1;
        if (!mayStand(unit, block, task)) return [];
        const own = new Set(stemsOf(unit.text));
        const held = asked.reduce((sum, s) => {
          const part = own.has(s) ? 1 : heading.has(s) ? IN_HEADING : title.has(s) ? IN_TITLE : 0;
          return sum + part * weight(s);
        }, 0);
        const share = held / total;
        if (isOfAnother(names, own)) return [];
        const said = asked.filter((s) => own.has(s)).length;
        const isUnder = under !== null && fold(piece.heading ?? '').startsWith(under);
        const isAnswer = isTime
          ? share >= ENOUGH_FOR_TIME && holdsTime.test(fold(unit.text))
          : share >= ENOUGH && said > 0;
        if (!isUnder && !isAnswer) return [];
        const numbered = wantsNumber.test(fold(question)) && digitRuns(unit.text).length > 0;
        const near = nearSubjects(piece, task.subjects) >= 2 ? 1 : ASIDE;
        const score = share + (numbered ? 0.25 : 0) + (at === 0 ? 0.1 : 0);
        return [{ piece, block, unit, score: isUnder ? 2 - place / 1000 : score * near }];
      }),
    );
  });
  const best = Math.max(0, ...found.map((one) => one.score));
  return found.filter((one) => one.score >= best * NEAR_BEST).sort((a, b) => b.score - a.score);
}

/** A sentence about another standard than the one that is asked about says nothing of it. */
function isOfAnother(names: readonly string[], own: ReadonlySet<string>): boolean {
  return names.length > 0 && [...own].some(isName) && !names.some((name) => own.has(name));
}

/** A word weighs the more the fewer texts know it. */
function weigher(pieces: Piece[]): (s: string) => number {
  const held = pieces.map((p) => new Set([...p.stems, ...stemsOf(p.title)]));
  return (s) => Math.log(1 + (pieces.length + 1) / (held.filter((h) => h.has(s)).length + 1));
}

function mayStand({ text }: Unit, block: Block, task: Pick<DraftMaterial, 'rules'>): boolean {
  const words = countWords(text);
  const fits = words >= (block.kind === 'paragraph' ? WORDS.min : WORDS.min - 2) && words <= WORDS.max;
  return fits && !text.endsWith('?') && !text.endsWith(':') && !pointsBack(text) && !breaksRules(text, task);
}
