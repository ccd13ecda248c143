export interface Span {
  start: number;
  end: number;
}

/** A point of the calendar, as far as a text tells it. */
export interface DateMention extends Span {
  /** As written. */
  text: string;
  /** Each way to read it: 03/04/2024 has two. */
  readings: { year?: number; quarter?: number; month?: number; day?: number; weekday?: number }[];
}
type Reading = DateMention['readings'][number];

const monthNames = [
  'janeiro|january|jan',
  'fevereiro|february|fev|feb',
  'março|march|mar',
  'abril|april|abr|apr',
  'maio|may|mai',
  'junho|june|jun',
  'julho|july|jul',
  'agosto|august|ago|aug',
  'setembro|september|set|sept?',
  'outubro|october|out|oct',
  'novembro|november|nov',
  'dezembro|december|dez|dec',
];
const weekdays = [
  'segunda-feira|monday',
  'terça-feira|tuesday',
  'quarta-feira|wednesday',
  'quinta-feira|thursday',
  'sexta-feira|friday',
  'sábado|saturday',
  'domingo|sunday',
];
const month = `(${monthNames.join('|')})\\.?`;
const whole = `(${monthNames.map((names) => names.split('|').slice(0, 2).join('|')).join('|')})`;
const year = '((?:19|20)\\d\\d)';
const day = '([0-3]?\\d)(?:º|°|st|nd|rd|th)?';
const quarterNames = 'primeiro|first=1 segundo|second=2 terceiro|third=3 quarto|fourth=4';
const edge = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{N}/])${pattern}(?![\\p{L}\\p{N}/])`, 'giu');
/** "RDC 16/2013" is no month. */
const norm =
  /(?:rdc|in|lei|decreto|portaria|resolu[cç][aã]o|instru[cç][aã]o normativa|directive|regulation|diretiva|regulamento|n[º°o.]+)\s*(?:n[º°o.]*\s*)?$/iu;

const monthOf = (name: string | undefined) => {
  const plain = name?.toLowerCase().replace(/\.$/, '');
  const at = monthNames.findIndex((names) => new RegExp(`^(?:${names})$`, 'iu').test(plain ?? ''));
  return at + 1;
};
const quarterOf = (name: string) =>
  Number(
    /^\d/.exec(name)?.[0] ??
      quarterNames
        .split(' ')
        .find((row) => row.split('=')[0]?.split('|').includes(name.toLowerCase()))
        ?.at(-1),
  );

/** From the most telling to the least; what one has taken no later one reads. */
const patterns: [RegExp, (m: RegExpMatchArray) => Reading[]][] = [
  [
    edge(`${year}-(\\d\\d)-(\\d\\d)`),
    (m) => valid({ year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) }),
  ],
  [
    edge('(\\d{1,2})([/.])(\\d{1,2})\\2((?:19|20)?\\d\\d)'),
    (m) => {
      const full = m[4]?.length === 2 ? 2000 + Number(m[4]) : Number(m[4]);
      const [a, b] = [Number(m[1]), Number(m[3])];
      return [...valid({ year: full, month: b, day: a }), ...valid({ year: full, month: a, day: b })];
    },
  ],
  [
    edge(`${day}\\s+(?:de\\s+|of\\s+)?${month},?(?:\\s+de|\\s+of)?\\s+${year}`),
    (m) => valid({ day: Number(m[1]), month: monthOf(m[2]), year: Number(m[3]) }),
  ],
  [
    edge(`${month}\\s+${day},?\\s+${year}`),
    (m) => valid({ month: monthOf(m[1]), day: Number(m[2]), year: Number(m[3]) }),
  ],
  [
    edge(
      `(?:q([1-4])|([1-4])[ºo]?\\s?(?:t|tri(?:mestre)?)|(primeiro|segundo|terceiro|quarto)\\s+trimestre|(first|second|third|fourth)\\s+quarter)(?:\\s+de|\\s+of|/)?\\s*${year}`,
    ),
    (m) => [{ quarter: quarterOf(m[1] ?? m[2] ?? m[3] ?? m[4] ?? ''), year: Number(m[5]) }],
  ],
  [
    edge(`${month}(?:\\s+de\\s+|\\s+of\\s+|,?\\s+|/|-)${year}`),
    (m) => [{ month: monthOf(m[1]), year: Number(m[2]) }],
  ],
  [
    edge(`(0?[1-9]|1[0-2])/${year}`),
    (m) => (norm.test(m.input?.slice(0, m.index) ?? '') ? [] : [{ month: Number(m[1]), year: Number(m[2]) }]),
  ],
  [edge(`${day}\\s+(?:de\\s+|of\\s+)?${whole}`), (m) => valid({ day: Number(m[1]), month: monthOf(m[2]) })],
  [
    edge(`${whole}\\s+${day}`),
    (m) => (isName(m[1]) ? valid({ month: monthOf(m[1]), day: Number(m[2]) }) : []),
  ],
  [edge(whole), (m) => (isName(m[1]) ? [{ month: monthOf(m[1]) }] : [])],
  [
    edge(`(${weekdays.join('|')})s?`),
    (m) => [
      { weekday: weekdays.findIndex((names) => names.split('|').includes(m[1]?.toLowerCase() ?? '')) + 1 },
    ],
  ],
];

/** "may" and "march" are months with a capital alone; Portuguese writes all of them small. */
const isName = (name = ''): boolean => !/^(?:may|march|august)$/.test(name);

function valid(reading: Reading): Reading[] {
  const { month: m = 1, day: d = 1 } = reading;
  return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? [reading] : [];
}

/** The dates of a text in either language. A bare year is a number. Pure. */
export function datesIn(text: string): DateMention[] {
  const found: DateMention[] = [];
  for (const [pattern, read] of patterns) {
    for (const m of text.matchAll(pattern)) {
      const span = { start: m.index, end: m.index + m[0].length };
      if (found.some((f) => span.start < f.end && span.end > f.start)) continue;
      const readings = read(m);
      if (readings.length > 0) found.push({ ...span, text: m[0], readings });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * The dates of a sentence that no source tells as exactly. A part that a source leaves out of one date may stand
 * beside it: its year as a number. Pure.
 */
export function checkDates(
  sentence: string,
  sources: readonly string[],
  own: readonly string[],
): { all: DateMention[]; missing: string[]; given: string[] } {
  const all = datesIn(sentence);
  if (all.length === 0) return { all, missing: [], given: [] };
  const isIn = (one: DateMention, texts: readonly string[]) =>
    texts.some((text) => datesIn(text).some((other) => tells(other, one, text)));
  const open = all.filter((one) => !isIn(one, sources));
  const given = open.filter((one) => isIn(one, own)).map((one) => one.text);
  return { all, given, missing: open.filter((one) => !isIn(one, own)).map((one) => one.text) };
}

function tells(source: DateMention, said: DateMention, text: string): boolean {
  return said.readings.some((wanted) =>
    source.readings.some((held) =>
      Object.entries(wanted).every(([part, value]) => {
        const own = held[part as keyof Reading];
        return (
          own === value ||
          (own === undefined && part === 'year' && new RegExp(`(?<!\\d)${value}(?!\\d)`).test(text))
        );
      }),
    ),
  );
}
