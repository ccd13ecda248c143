import { folded } from '../../platform/folded.ts';
import { type ScoredField, type ScoreRule, scoredFields } from '../../ports/outreach.ts';

/** What the fields are called in a rule, in either language, without accents. */
const names: Record<ScoredField, readonly string[]> = {
  title: ['cargo'],
  seniority: ['senioridade'],
  language: ['idioma'],
  email: ['e-mail'],
  source: ['origem'],
  tags: ['tag', 'etiqueta', 'etiquetas'],
  company: ['empresa'],
  industry: ['setor'],
  headcount: ['employees', 'funcionarios'],
  country: ['pais'],
  website: ['site'],
};

export const RULES_MAX = 40;
const POINTS_MAX = 100;
const VALUES_MAX = 60;
const VALUE_LENGTH = 80;

export type LineFault = 'shape' | 'field' | 'points' | 'values' | 'numbers';
export type ReadLines =
  | { rules: ScoreRule[] }
  /** The first line that is no rule, and what is wrong with it. */
  | { fault: LineFault; line: string };

/**
 * Reads rules of scores, one a line, with field names of either language:
 *
 *     +35 title: CME, central de material, esteriliza*    words anywhere in the field
 *     +15 country = BR, Brasil                            the whole field
 *     +10 headcount: 200+    +5 headcount: 50-199         a number
 *     +5 email: *                                         any value
 *
 * Pure. @param text As it was typed; phones write curly quotes and long dashes.
 */
export function readScoreLines(text: string): ReadLines {
  const rules: ScoreRule[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const read = readLine(line);
    if (typeof read === 'string') return { fault: read, line };
    rules.push(read);
  }
  return { rules };
}

function readLine(line: string): ScoreRule | LineFault {
  const parts = /^([+\-−–]?)\s*(\d+)\s+([\p{L}-]+)\s*([:=])\s*(.*)$/u.exec(line);
  if (!parts) return 'shape';
  const [, sign = '', amount = '', name = '', mark, said = ''] = parts;
  const points = Number(amount) * (sign === '' || sign === '+' ? 1 : -1);
  if (points === 0 || Math.abs(points) > POINTS_MAX) return 'points';
  const word = folded(name);
  const field = scoredFields.find((one) => one === word || names[one].includes(word));
  if (!field) return 'field';
  if (said === '*') return { op: 'filled', field, points };
  if (field === 'headcount') {
    const span = readSpan(said);
    return span ? { op: 'between', field, points, ...span } : 'numbers';
  }
  const values = [...said.matchAll(/["“”]([^"“”]*)["“”]|[^,]+/gu)]
    .map(([whole, quoted]) => (quoted ?? whole).replaceAll(/\s+/g, ' ').trim())
    .filter((value) => value !== '');
  const sound = values.every((value) => value.length <= VALUE_LENGTH && /[\p{L}\p{N}]/u.test(value));
  if (values.length === 0 || values.length > VALUES_MAX || !sound) return 'values';
  return { op: mark === '=' ? 'is' : 'has', field, points, values };
}

/** `200+`, `50-199` or `120`; the ends count. */
function readSpan(said: string): { min: number | null; max: number | null } | null {
  const parts = /^(\d{1,7})(?:\s*(\+)|\s*[-–]\s*(\d{1,7}))?$/.exec(
    said.replaceAll(/(?<=\d)[.,](?=\d{3})/g, ''),
  );
  if (!parts) return null;
  const min = Number(parts[1]);
  const max = parts[2] ? null : Number(parts[3] ?? parts[1]);
  return max === null || min <= max ? { min, max } : null;
}

/** A rule as `readScoreLines` reads it. `called`: what the fields are called. Pure. */
export function scoreLine(rule: ScoreRule, called: Record<ScoredField, string>): string {
  const points = rule.points > 0 ? `+${rule.points}` : `-${-rule.points}`;
  const name = called[rule.field];
  switch (rule.op) {
    case 'filled':
      return `${points} ${name}: *`;
    case 'between':
      return `${points} ${name}: ${spanWords(rule)}`;
    default: {
      const values = rule.values.map((value) => (value.includes(',') ? `"${value}"` : value));
      return `${points} ${name}${rule.op === 'is' ? ' =' : ':'} ${values.join(', ')}`;
    }
  }
}

function spanWords({ min, max }: { min: number | null; max: number | null }): string {
  return max === null ? `${min ?? 0}+` : `${min ?? 0}-${max}`;
}

const companyFields: readonly ScoredField[] = ['company', 'industry', 'headcount', 'country', 'website'];

/** As the form and the list show them: what a person is, then what their company is. */
export function scoreTexts(
  rules: ScoreRule[],
  called: Record<ScoredField, string>,
): { person: string; company: string } {
  const text = (ofCompany: boolean) =>
    rules
      .filter((rule) => companyFields.includes(rule.field) === ofCompany)
      .map((rule) => scoreLine(rule, called))
      .join('\n');
  return { person: text(false), company: text(true) };
}
