import { foldText } from '../../text/fold-text.ts';
import { rootOf } from './root-of.ts';

/** "5 perguntas", "three steps", "os sete erros mais comuns": a count that a text promises. */
interface CountPromise {
  count: number;
  /** Root of the noun that is counted. */
  noun: string;
  /** As written. */
  text: string;
}

const numerals: Record<string, number> = Object.fromEntries(
  [
    'dois duas two',
    'tres three',
    'quatro four',
    'cinco five',
    'seis six',
    'sete seven',
    'oito eight',
    'nove nine',
    'dez ten',
    'onze eleven',
    'doze twelve',
  ].flatMap((words, at) => words.split(' ').map((word) => [word, at + 2])),
);
/** Things that a text counts as its own parts; what is measured ("30 minutos") or named ("2 normas ASTM") promises nothing. */
const nouns =
  `pergunta perguntas question questions erro erros mistake mistakes error errors falha falhas passo passos step steps etapa etapas stage stages fase fases phase phases
  motivo motivos razao razoes reason reasons dica dicas tip tips conselho conselhos coisa coisas thing things sinal sinais sign signs criterio criterios criteria criterion
  ponto pontos point points cuidado cuidados mito mitos myth myths fato fatos fact facts licao licoes lesson lessons maneira maneiras forma formas jeito jeitos way ways
  regra regras rule rules armadilha armadilhas pitfall pitfalls vantagem vantagens advantage advantages beneficio beneficios benefit benefits verdade verdades truth truths
  segredo segredos secret secrets exemplo exemplos example examples item itens items risco riscos risk risks ideia ideias idea ideas requisito requisitos requirement requirements
  verificacao verificacoes check checks teste testes test tests resposta respostas answer answers argumento argumentos argument arguments habito habitos habit habits
  truque truques trick tricks conceito conceitos concept concepts`.split(/\s+/);
const counted = new RegExp(
  `(?<![\\p{L}\\d.,])(\\d{1,2}|${Object.keys(numerals).join('|')})\\s+(?:(?:\\p{L}+)\\s+)?(${nouns.join('|')})(?![\\p{L}\\d])`,
  'gu',
);

/** Pure. */
export function promisedCounts(text: string): CountPromise[] {
  const plain = foldText(text, { accents: false }).text;
  return [...plain.matchAll(counted)].flatMap(([written, number = '', noun = '']) => {
    const count = numerals[number] ?? Number(number);
    return count >= 2 && count <= 20 ? [{ count, noun: rootOf(noun), text: written }] : [];
  });
}

/** A list as a draft shows it: its heading, its items, or the numbers before a row of headings. */
export interface Series {
  heading: string;
  items: readonly string[];
}

const ordinals: [RegExp, number][] = (
  [
    ['primeir[oa]|first', 1],
    ['segund[oa]|second', 2],
    ['terceir[oa]|third', 3],
    ['quart[oa]|fourth', 4],
    ['quint[oa]|fifth', 5],
    ['sext[oa]|sixth', 6],
    ['setim[oa]|seventh', 7],
    ['oitav[oa]|eighth', 8],
    ['non[oa]|ninth', 9],
    ['decim[oa]|tenth', 10],
  ] as const
).map(([word, n]) => [new RegExp(`^(?:${word})\\s+\\p{L}+\\s*[:.–-]`, 'u'), n]);
const leadingNumber = /^(?:\p{L}+\s+)?(?:n[ºo.]\s*)?#?(\d{1,2})\s*[.):ºª–-]/u;

/** The number that a heading gives itself: "3. ...", "Erro 3: ...", "Third mistake: ..."; null: none. Pure. */
export function numberOf(heading: string): number | null {
  const plain = foldText(heading, { accents: false }).text;
  const [, digits] = leadingNumber.exec(plain) ?? [];
  if (digits !== undefined) return Number(digits);
  return ordinals.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/**
 * Whether a draft holds as many numbered things as it promises: a row of headings numbered from 1, or one list of so many
 * items whose heading names them. Questions are told by their mark, under any heading. Pure.
 *
 * @param headings Of slides or sections, in order.
 */
export function isKept(
  { count, noun }: CountPromise,
  headings: readonly string[],
  lists: readonly Series[],
): boolean {
  const numbers = headings.map(numberOf).filter((n) => n !== null);
  const row = Array.from({ length: count }, (_, at) => at + 1);
  if (row.every((n) => numbers.includes(n)) && Math.max(...numbers) === count) return true;
  const isQuestion = noun === rootOf('pergunta') || noun === rootOf('question');
  const fitting = lists.filter(({ heading, items }) =>
    isQuestion
      ? items.length > 0 && items.every((item) => /\?\W*$/.test(item))
      : rootsOf(heading).has(noun) || lists.length === 1 || items.some((item) => numberOf(item) !== null),
  );
  if (fitting.some((list) => list.items.length === count)) return true;
  // A row that one page could not hold goes on on the next.
  const sum = fitting.reduce((n, list) => n + list.items.length, 0);
  if (fitting.length > 1 && sum === count) return true;
  return isQuestion && headings.filter((h) => /\?\W*$/.test(h)).length === count;
}

const rootsOf = (text: string): Set<string> =>
  new Set((foldText(text, { accents: false }).text.match(/\p{L}+/gu) ?? []).map(rootOf));
