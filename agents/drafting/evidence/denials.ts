import type { Language } from '../../../ports/content.ts';
import { foldText } from '../../text/fold-text.ts';
import { rootOf } from '../topic/root-of.ts';
import { smallWords } from '../topic/small-words.ts';
import { quantitiesIn } from './quantities.ts';
import { unitOf } from './units.ts';

/** What a text says of its words, by root: states it, denies it, or neither for sure. */
interface Said {
  stated: Set<string>;
  denied: Set<string>;
  open: Set<string>;
  /** What something is said to have, or to be without. */
  having: Set<string>;
  lacking: Set<string>;
}

const always = new Set(
  'nao nem nunca jamais nenhum nenhuma nenhuns nenhumas not never neither nor none cannot'.split(' '),
);
const without = new Set('sem without'.split(' '));
const having = new Set('com with contem contains contain tem has have possui possuem'.split(' '));
/** Before "if ... not" and behind "not only" nothing is denied. */
const conditions = new Set('se if when quando unless caso where onde whether until ate'.split(' '));
const only = new Set('so apenas somente only just merely'.split(' '));
/** They turn a sense around without a "not", in ways that cannot be told apart. */
const soft =
  /^(?:proib\p{L}*|ved(?:ad[oa]s?|a|am)|evit\p{L}*|imped\p{L}*|dispens\p{L}*|deix\p{L}*|falh\p{L}*|falt\p{L}*|ausencia|carec\p{L}*|livres?|isent\p{L}*|exceto|salvo|forbid\p{L}*|prohibit\p{L}*|avoid\p{L}*|prevent\p{L}*|fail\p{L}*|lack\p{L}*|absen\p{L}*|free|except|unlike|instead|rather|pouc[oa]s?|raramente|rarely|hardly|seldom|little|few)$/u;
/** Stand between a "not" and what it denies. */
const auxiliaries = new Set(
  `e sao foi foram era eram ser sera serao seria seja sejam estar esta estao estava deve devem devera deveria dever pode podem podera poderia poder tem ter haver
  is are was were be been being do does did can could may might must should would will shall have has had need needs precisa precisam to necessariamente necessarily
  longer sempre always ainda yet any qualquer`.split(/\s+/),
);
const determiners = /^(?:nenhum\p{L}*|none|neither|cada)$/u;
/** "No more than 4 mg" is a bound. */
const bounds = /^(?:no|not|nao) (?:more|less|fewer|later|mais|menos) (?:than|que|de|do)/u;
const REACH = 5;
interface Reach {
  left: number;
  as: (keyof Said)[];
}

/** "None lasted longer than six minutes" denies no minutes. */
const isMeasure = (word: string): boolean =>
  quantitiesIn(word).length > 0 || (word.length > 1 && unitOf(word) !== undefined);

/** What a text states and denies. Pure. */
function saidIn(text: string, language: Language): Said {
  const said: Said = {
    stated: new Set(),
    denied: new Set(),
    open: new Set(),
    having: new Set(),
    lacking: new Set(),
  };
  const folded = foldText(text, { accents: false }).text;
  for (const clause of folded.split(
    /[.;:!?()\n]|,|\s-\s|(?<!\p{L})(?:mas|porem|but|e sim|however)(?!\p{L})/u,
  )) {
    const words = clause.match(/[\p{L}\p{N}][\p{L}\p{N}']*/gu) ?? [];
    const isDenial = (word: string) =>
      always.has(word) || word.endsWith("n't") || (language === 'en' && word === 'no');
    // "Não corrige riscos nem poros" goes on denying.
    const denials = words.filter((word) => isDenial(word) && !/^(?:nem|nor)$/.test(word)).length;
    // "Nenhum lote sai sem inspeção" denies nothing.
    const isDouble = denials + words.filter((w) => without.has(w)).length > 1;
    /** What the last denial makes of the words behind it. */
    let reach = null as Reach | null;
    for (const [at, word] of words.entries()) {
      const before = words.slice(Math.max(0, at - 3), at);
      if (isDenial(word)) {
        const isBound = bounds.test(words.slice(at, at + 3).join(' '));
        const isOpen = isDouble || before.some((w) => conditions.has(w)) || only.has(words[at + 1] ?? '');
        // "No patient needed surgery" denies the need, not the patient.
        const isOfAll = determiners.test(word) || (word === 'no' && at === 0);
        const as: (keyof Said)[] = isOpen || isBound ? ['open'] : isOfAll ? ['open', 'denied'] : ['denied'];
        reach = { left: REACH, as };
      } else if (without.has(word)) reach = { left: REACH, as: [isDouble ? 'open' : 'lacking'] };
      else if (soft.test(word)) reach = { left: REACH, as: ['open'] };
      else if (having.has(word) && reach === null) reach = { left: 3, as: ['having'] };
      else if (auxiliaries.has(word) || smallWords.has(word) || isMeasure(word)) {
        if (reach && --reach.left === 0) reach = null;
      } else {
        const root = rootOf(word);
        const [as = 'open', ...rest]: (keyof Said)[] = reach?.as ?? ['stated'];
        said[as].add(root);
        if (as === 'lacking') said.open.add(root);
        if (as === 'having') said.stated.add(root);
        // What stands behind the word that is denied may be denied with it, or not.
        if (reach)
          reach =
            as === 'having' || --reach.left <= 0
              ? null
              : { left: reach.left, as: rest.length > 0 ? rest : ['open'] };
      }
    }
  }
  return said;
}

/** Roots in common besides the one in question: below it two texts speak of different things. */
const MIN_SHARED = 2;

/**
 * Whether a sentence states what its quotes deny, or denies what they state: the same word, said the other way round, where
 * both speak of the same things. A question states nothing. Pure.
 */
export function negationDiffers(
  sentence: { text: string; language: Language },
  quotes: readonly { text: string; language: Language }[],
): boolean {
  if (/\?\s*["”»]?$/.test(sentence.text)) return false;
  const said = saidIn(sentence.text, sentence.language);
  const held = quotes.map(({ text, language }) => saidIn(text, language));
  const all = (part: keyof Said) => new Set(held.flatMap((one) => [...one[part]]));
  const source: Said = {
    stated: all('stated'),
    denied: all('denied'),
    open: all('open'),
    having: all('having'),
    lacking: all('lacking'),
  };
  const everything = ({ stated, denied, open }: Said) => new Set([...stated, ...denied, ...open]);
  const there = everything(source);
  const shared = [...everything(said)].filter((root) => there.has(root));
  const turned = [...opposite(said, source), ...opposite(source, said)];
  return turned.some((root) => shared.filter((other) => other !== root).length >= MIN_SHARED);
}

/** What `a` denies for sure and `b` states for sure, or is without and `b` has. */
function opposite(a: Said, b: Said): string[] {
  const denied = [...a.denied].filter(
    (root) =>
      b.stated.has(root) &&
      !a.stated.has(root) &&
      !a.open.has(root) &&
      !b.denied.has(root) &&
      !b.open.has(root),
  );
  const lacking = [...a.lacking].filter(
    (root) => b.having.has(root) && !a.having.has(root) && !b.lacking.has(root),
  );
  return [...denied, ...lacking];
}
