import { foldText } from '../../text/fold-text.ts';
import { rootOf } from '../topic/root-of.ts';
import { smallWords } from '../topic/small-words.ts';

/** Words that point two ways, by what they compare: one pole, the other. Folded, without accents. */
const poles: [pole: RegExp, opposite: RegExp][] = (
  [
    [
      'mais|maior(?:es)?|superior(?:es)?|acima|more|greater|higher|larger|bigger|above|over',
      'menos|menor(?:es)?|inferior(?:es)?|abaixo|less|fewer|lower|smaller|below|under',
    ],
    [
      'aument\\p{L}+|cresc\\p{L}+|elev[aeo]\\p{L}*|sub(?:iu|iram|e|em|ir)|ampli\\p{L}+|increas\\p{L}+|rises?|rose|risen|grows?|grew|growth|raises?|raised',
      'redu[cz]\\p{L}*|diminu\\p{L}+|cai|caiu|cairam|caem|queda|decreas\\p{L}+|reduc\\p{L}+|drop(?:s|ped)?|declin\\p{L}+|fell|falls?|lower(?:s|ed|ing)',
    ],
    [
      'no minimo|pelo menos|ao menos|minim[oa]s?|at least|minimum|not? less than|nao menos',
      'no maximo|maxim[oa]s?|at most|maximum|not? more than|nao mais|up to',
    ],
    ['antes|before|prior|previously|previamente', 'depois|apos|after|afterwards|posteriormente'],
    [
      'melhor(?:es|a|am|ou|ar)?|better|best|improv\\p{L}+',
      'pior(?:es|a|am|ou|ar)?|worse|worst|worsen\\p{L}*',
    ],
    ['rapid[oa]s?|rapidamente|faster|fast|quicker|quickly', 'lent[oa]s?|lentamente|slower|slow|slowly'],
    ['fortes?|stronger|strongest', 'frac[oa]s?|weaker|weakest'],
    ['longer|longest', 'shorter|shortest'],
    ['alt[oa]s?|high|highest|elevad[oa]s?', 'baix[oa]s?|low|lowest'],
    ['obrigatori[oa]s?|mandatory|compulsory|required', 'opciona(?:l|is)|facultativ[oa]s?|optional|voluntary'],
    [
      'permitid[oa]s?|permite|allowed|permitted|allows?',
      'proibid[oa]s?|vedad[oa]s?|forbidden|prohibited|banned',
    ],
    [
      'inclui|incluem|incluid[oa]s?|includes?|included|including',
      'exclui|excluem|excluid[oa]s?|excludes?|excluded|excluding',
    ],
  ] as const
).map(([a, b]) => [alone(a), alone(b)]);
function alone(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'gu');
}
const denial = /(?<!\p{L})(?:nao|nem|not|no|never|nunca|jamais|n't|sem|without)\s(?:\S+\s){0,2}$/u;
/** They point one way only where a number follows: "over time", "under the rule". */
const needsNumber = /^(?:over|under|above|below|acima|abaixo|up to)$/;

interface Pointed {
  family: number;
  pole: 0 | 1;
  /** As the text has it, with what is beside it. */
  around: string;
  roots: Set<string>;
}

function pointedIn(text: string): Pointed[] {
  const folded = foldText(text, { accents: false }).text;
  return poles.flatMap((pair, family) =>
    pair.flatMap((pattern, pole) =>
      [...folded.matchAll(pattern)].flatMap((m): Pointed[] => {
        const left = folded.slice(0, m.index);
        const right = folded.slice(m.index + m[0].length);
        if (denial.test(left)) return [];
        if (needsNumber.test(m[0]) && !/^\s(?:de\s|a\s)?\p{Sc}?\s?\d/u.test(right)) return [];
        // "não mais" has lost nothing: "no more than" is a bound of its own.
        const beside = [...lastWords(left, 2), ...firstWords(right, 3)];
        return [
          {
            family,
            // SAFETY: of a pair.
            pole: pole as 0 | 1,
            around: `${m[0]} ${right
              .trim()
              .split(/[\s,.;:]+/)
              .slice(0, 2)
              .join(' ')}`.trim(),
            roots: new Set(beside.map(rootOf)),
          },
        ];
      }),
    ),
  );
}

const wordsOf = (text: string): string[] =>
  (text.match(/\p{N}+(?:[.,]\p{N}+)*|\p{L}+/gu) ?? []).filter(
    (word) => !smallWords.has(word) && word.length > 1,
  );
const firstWords = (text: string, count: number): string[] =>
  wordsOf(/^[^.;:!?]*/.exec(text)?.[0] ?? '').slice(0, count);
const lastWords = (text: string, count: number): string[] =>
  wordsOf(/[^.;:!?]*$/.exec(text)?.[0] ?? '').slice(-count);

/**
 * Where a sentence points the other way than its quotes: "more resistant" for "less resistant", or the two sides of a
 * comparison changed over. Only what is beside the same word counts. Pure.
 */
export function comparisonDiffers(
  sentence: string,
  quotes: readonly string[],
): { said: string; source: string } | null {
  const source = quotes.join('\n');
  const [said, held] = [pointedIn(sentence), pointedIn(source)];
  for (const one of said) {
    if (said.some((other) => other.family === one.family && other.pole !== one.pole)) continue;
    const others = held.filter(
      (other) => other.family === one.family && [...other.roots].some((root) => one.roots.has(root)),
    );
    if (others.some((other) => other.pole === one.pole)) continue;
    const [against] = others;
    // "A is slower than B" and "B is faster than A" say the same.
    if (against && !isTurnedRound(sentence, source)) return { said: one.around, source: against.around };
  }
  return sidesDiffer(sentence, source);
}

const comparative =
  /(?<!\p{L})(mais|menos|more|less|fewer|maior(?:es)?|menor(?:es)?|melhor(?:es)?|pior(?:es)?|superior(?:es)?|inferior(?:es)?|\p{L}{2,}er)(?!\p{L})([^.;:!?]*?)(?<!\p{L})(?:do que|que|than|a[os]?|to)(?!\p{L})/u;

interface Sides {
  comparative: string;
  left: Set<string>;
  right: Set<string>;
}

function sidesIn(text: string): Sides[] {
  return foldText(text, { accents: false })
    .text.split(/[.;!?]/)
    .flatMap((clause) => {
      const m = comparative.exec(clause);
      if (!m) return [];
      const roots = (part: string) => new Set(wordsOf(part).map(rootOf));
      return [
        {
          comparative: m[1] ?? '',
          left: roots(clause.slice(0, m.index)),
          right: roots(clause.slice(m.index + m[0].length)),
        },
      ];
    });
}

const moved = (a: Set<string>, notA: Set<string>, b: Set<string>, notB: Set<string>): boolean =>
  [...a].some((root) => b.has(root) && !notA.has(root) && !notB.has(root));
const areSwapped = (a: Sides, b: Sides): boolean =>
  moved(a.left, a.right, b.right, b.left) && moved(a.right, a.left, b.left, b.right);

function isTurnedRound(sentence: string, source: string): boolean {
  const held = sidesIn(source);
  return sidesIn(sentence).some((said) => held.some((other) => areSwapped(said, other)));
}

function sidesDiffer(sentence: string, source: string): { said: string; source: string } | null {
  for (const said of sidesIn(sentence)) {
    for (const held of sidesIn(source)) {
      if (poleOf(said.comparative) !== poleOf(held.comparative)) continue;
      if (areSwapped(said, held)) return { said: sidesText(said), source: sidesText(held) };
    }
  }
  return null;
}

const sidesText = ({ left, comparative: word, right }: Sides): string =>
  `${[...left].at(-1) ?? ''} ${word} ${[...right][0] ?? ''}`.trim();

function poleOf(word: string): string {
  const at = poles.findIndex(([a, b]) => [a, b].some((p) => word.match(p)));
  const side = poles[at]?.[0] && word.match(poles[at][0]) ? 0 : 1;
  return at < 0 ? word : `${at}.${side}`;
}

const superlatives = [
  /(?<!\p{L})(?:[oa]s?|d[oa]s?|n[oa]s?|pel[oa]s?|aos?|à)\s+(?:\p{L}+\s+){0,2}?(?:mais|menos)\s+(?!que\b|do\b|de\b|importante)\p{L}{4,}(?!\s+(?:d?o?\s?que|poss[íi]vel))/iu,
  /(?<!\p{L})(?:[oa]s?|d[oa]s?|n[oa]s?|pel[oa]s?)\s+(?:maior|melhor|pior|menor)(?:es)?(?!\p{L})(?!\s+(?:parte|que|do que)\b)/iu,
  /(?<!\p{L})(?:líder(?:es)?|número um|nº 1|únic[oa]s?)\s+(?:d[oae]s?|n[oa]s?|em)\s+(?:mercado|setor|brasil|mundo|país|segmento|américa)/iu,
  /(?<!\p{L})(?:incompar[áa]ve(?:l|is)|inigual[áa]ve(?:l|is)|imbat[íi]ve(?:l|is)|sem igual|\p{L}+[íi]ssim[oa]s?)(?!\p{L})/iu,
  /(?<!\p{L})(?:the|our|its|their|world[’']s|market[’']s|industry[’']s)\s+(?:\p{L}+\s+)?(?:most|least)\s+(?!important\b|of\b)\p{L}{4,}/iu,
  /(?<!\p{L})(?:the|world[’']s|market[’']s|industry[’']s)\s+(?:\p{L}+\s+)?(?:best|worst|(?!(?:r|t|w|gu|for|inter|requ|harv|t?emp|latt|pr|pri|mod|hon|arr|ch|v|n|qu|cont|prot|inv|b?e)est\b)\p{L}{2,}[^\W\d_aeiou]est)(?!\p{L})/iu,
  /(?<!\p{L})(?:market|industry|world|global)[\s-]lead(?:er|ing)|number one|unmatched|unrivall?ed|unbeatable|second to none/iu,
];
const comparisons = [
  /(?<!\p{L})(?:mais|menos)\s+(?!d[oe]\b)\p{L}+\s+(?:do\s+)?que\s(?!nunca|isso|apenas|só|um|uma\b)/iu,
  /(?<!\p{L})(?:maior|menor|melhor|pior|superior|inferior)(?:es)?\s+(?:(?:do\s+)?que|aos?|à)\s/iu,
  /(?<!\p{L})(?:em comparação com|comparad[oa]s? (?:com|a)|o dobro|o triplo|\p{L}+ vezes (?:mais|menos|maior|menor))/iu,
  /(?<!\p{L})(?:more|less|fewer)\s+\p{L}+\s+than\s(?!ever|just|that|a\b|an\b)/iu,
  /(?<!\p{L})(?!(?:rather|other|later|further)\b)\p{L}{3,}er\s+than\s(?!ever|just)/iu,
  /(?<!\p{L})(?:compared (?:to|with)|twice as|times (?:more|less|as|higher|lower|faster))/iu,
];

/** Whether a sentence ranks something above all others, or compares; the words that do. Pure. */
export const superlativeIn = (text: string): string | null => first(superlatives, text);
export const comparisonIn = (text: string): string | null => first(comparisons, text);

function first(patterns: readonly RegExp[], text: string): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found.trim();
  }
  return null;
}
