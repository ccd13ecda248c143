import { folded } from '../../platform/folded.ts';
import { isZone } from '../../platform/local-time.ts';
import { readable } from '../../platform/unseen-characters.ts';
import type { ImportRow, LeadField } from '../../ports/outreach.ts';
import type { ColumnMeaning, Mapping } from './lead-columns.ts';
import type { Table } from './read-table.ts';

/** What is wrong with a cell: it is left empty, and the rest of its row is imported. */
const cellFaults = [
  'formula',
  'excel_error',
  'excel_date',
  'email',
  'headcount',
  'time_zone',
  'language',
] as const;
type CellFault = (typeof cellFaults)[number];
export interface CellProblem {
  n: number;
  column: number;
  fault: CellFault;
  /** As it stands in the file. */
  value: string;
}

const blank =
  /^(?:|-+|—|n\/?a|null|none|undefined|nan|\(blank\)|\(vazio\)|sem dados|nao informado|não informado)$/i;
/** Excel's words for a formula that failed. */
const excelError =
  /^#(?:n\/?[ad]|ref|name\??|value|valor|nome\??|div\/0|num|n[uú]m|null|nulo|spill|calc)!?$/i;
/** What Excel made of "10-11" or "1/2": a day. */
const excelDate =
  /^(?:\d{1,2}[-/. ](?:jan|ene|fe[bv]|mar|a[bp]r|ma[iy]|jun|jul|ago|aug|se[tp]|o[cu]t|nov|de[cz]|dic)[a-zç]{0,6}\.?(?:[-/. ]\d{2,4})?|(?:jan|ene|fe[bv]|mar|a[bp]r|ma[iy]|jun|jul|ago|aug|se[tp]|o[cu]t|nov|de[cz]|dic)[-/ ]\d{2,4}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?: \d{1,2}:\d{2}.*)?)$/i;
const verified = /^(?:valid|verified|deliverable|ok|yes|true|safe|v[aá]lido|verificado|sim|entreg[aá]vel)$/i;

/** The rows of a file as the database takes them, and what is wrong with cells. Pure. */
export function readRows(
  { rows }: Pick<Table, 'rows'>,
  mapping: Mapping,
  common: { tag: string | null },
): { rows: ImportRow[]; problems: CellProblem[] } {
  const problems: CellProblem[] = [];
  const read = rows.map(({ n, cells }): ImportRow => {
    const row: ImportRow = { n, urls: [], email: null, is_verified: false, fields: {} };
    const tags: string[] = common.tag === null ? [] : [common.tag];
    for (const [column, meaning] of mapping.entries()) {
      const cell = cells[column] ?? '';
      if (meaning === null || cell === '') continue;
      const { value, fault } = readCell(cell, meaning);
      if (fault) problems.push({ n, column, fault, value: cell });
      if (value === '') continue;
      if (meaning === 'profile' || meaning === 'sales_profile' || meaning === 'linkedin_id')
        row.urls.push(value);
      else if (meaning === 'email_status') row.is_verified = verified.test(value);
      else if (meaning === 'tags')
        tags.push(
          ...value
            .split(/[;,|]/)
            .map((tag) => tag.trim())
            .filter(Boolean),
        );
      else row.fields[meaning] = value;
    }
    settle(row);
    if (tags.length > 0) row.fields.tags = tags;
    return row;
  });
  return { rows: read, problems };
}

/** What belongs together: a company's page that stands where its website should, and the address of the e-mail. */
function settle(row: ImportRow): void {
  const { website, email } = row.fields;
  if (typeof website === 'string' && /linkedin\.com\/(?:company|school|showcase)\//i.test(website)) {
    row.fields.company_url ??= website;
    delete row.fields.website;
  }
  row.email = typeof email === 'string' ? email : null;
}

/** More than any field holds; what is longer costs time, and is no value. */
const CELL_MAX = 2000;
/** Of a link these want the address, the others what a person reads. */
const addresses: ReadonlySet<ColumnMeaning> = new Set([
  'profile',
  'sales_profile',
  'linkedin_id',
  'company_url',
  'website',
  'email',
]);

function readCell(cell: string, meaning: ColumnMeaning): { value: string; fault?: CellFault } {
  const { text, fault } = unwrapped(cell.slice(0, CELL_MAX).toWellFormed(), meaning);
  if (fault) return { value: '', fault };
  if (blank.test(text)) return { value: '' };
  if (excelError.test(text)) return { value: '', fault: 'excel_error' };
  const reader = (readers as Partial<Record<ColumnMeaning, (text: string) => string | CellFault>>)[meaning];
  const value = reader ? reader(text) : text;
  const wrong = cellFaults.find((known) => known === value);
  return wrong ? { value: '', fault: wrong } : { value };
}

/** Without the wrapping of spreadsheets: `="Ana"`, a link's formula, the apostrophe that keeps a cell text. */
function unwrapped(cell: string, meaning: ColumnMeaning): { text: string; fault?: CellFault } {
  let text = readable(cell).replaceAll(/\s+/g, ' ').trim();
  if (/^'\s*[=+\-@＝＋－＠]/.test(text)) return { text: text.slice(1).trim() };
  const constant = /^=\s*"((?:[^"]|"")*)"$/.exec(text);
  if (constant) return { text: (constant[1] ?? '').replaceAll('""', '"').trim() };
  const link = /^=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"(?:\s*[,;]\s*"((?:[^"]|"")*)")?/i.exec(text);
  if (link) {
    const [, address = '', label] = link;
    const shown = addresses.has(meaning) ? address : (label ?? address);
    return { text: shown.replaceAll('""', '"').trim() };
  }
  if (/^[=＝]/.test(text) || /^[+\-@＋－＠]\s*[\p{L}\d.$]*[(!|]/u.test(text))
    return { text, fault: 'formula' };
  text = text.replace(/^"(.*)"$/, '$1').trim();
  return { text };
}

/** Each answers the value, or what is wrong with it. */
const readers: Partial<Record<LeadField, (text: string) => string | CellFault>> = {
  email: (text) => {
    const address = /<([^<>\s]+@[^<>\s]+)>$/.exec(text)?.[1] ?? text.replace(/^mailto:/i, '');
    return /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>".,;]{2,}$/.test(address) && address.length <= 254
      ? address
      : 'email';
  },
  headcount,
  country: (text) => countryCode(text) ?? text,
  time_zone: (text) => (isZone(text) ? text : 'time_zone'),
  language: (text) => {
    const word = text.toLowerCase();
    const code =
      /^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/.test(word) && word.length !== 3 ? word.split(/[-_]/)[0] : undefined;
    return code ?? languageCode(text) ?? 'language';
  },
  name: excelText,
  first_name: excelText,
  last_name: excelText,
  title: excelText,
  company: excelText,
};

/** A day where a name should be is what Excel made of something else. */
function excelText(text: string): string | CellFault {
  return excelDate.test(text) && /\d/.test(text) && !/\p{L}{4,}/u.test(text) ? 'excel_date' : text;
}

/** "51-200" counts as 51, "10.001+" as 10001: at least so many. */
function headcount(text: string): string | CellFault {
  const said = text.replace(/\s*(?:employees|funcion[aá]rios|colaboradores|people|pessoas)$/i, '').trim();
  const number = '\\d{1,3}(?:[.,\\s]\\d{3})+|\\d{1,8}';
  const read = new RegExp(
    `^[<>~≈]?\\s*(${number})(?:[.,]0+)?\\s*(?:\\+|(?:-|–|—|to|a|até)\\s*(?:${number}))?$`,
    'i',
  ).exec(said);
  if (read?.[1]) return read[1].replaceAll(/[.,\s]/g, '');
  return excelDate.test(said) ? 'excel_date' : 'headcount';
}

function namesOf(type: 'region' | 'language', codes: readonly string[]): Map<string, string> {
  return new Map(
    ['en', 'pt-BR', 'es'].flatMap((locale) => {
      const names = new Intl.DisplayNames([locale], { type });
      return codes.flatMap((code): [string, string][] => {
        const name = names.of(code);
        return name && name !== code ? [[folded(name), code]] : [];
      });
    }),
  );
}
const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
const countries = namesOf(
  'region',
  letters.flatMap((a) => letters.map((b) => a + b)),
);
for (const [name, code] of [
  ['usa', 'US'],
  ['eua', 'US'],
  ['uk', 'GB'],
  ['holanda', 'NL'],
] as const)
  countries.set(name, code);
const languages = namesOf('language', [
  'pt',
  'en',
  'es',
  'fr',
  'de',
  'it',
  'nl',
  'ja',
  'zh',
  'ko',
  'ru',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'tr',
  'ar',
  'he',
]);

function countryCode(text: string): string | null {
  return countries.get(folded(text)) ?? null;
}
function languageCode(text: string): string | null {
  return languages.get(folded(text)) ?? null;
}
