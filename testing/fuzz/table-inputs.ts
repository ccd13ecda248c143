import fc from 'fast-check';
import { columnMeanings } from '../../bot/leads/lead-columns.ts';
import { hostile } from './inputs.ts';
import { mutated } from './mutated.ts';

const names = [
  ...['Name', 'Nome', 'First Name', 'Sobrenome', 'LinkedIn', 'Profile URL', 'Company', 'Empresa', 'Email'],
  ...['E-mail status', 'Headcount', 'Country', 'Time zone', 'Idioma', 'Tags', 'Website', 'Cargo', '', 'x'],
];
const cell = fc.oneof(
  { weight: 4, arbitrary: hostile },
  fc.nat(400).map((n) => `https://www.linkedin.com/in/lead-${n}`),
  fc.nat(400).map((n) => `https://www.linkedin.com/sales/lead/ACwAA${n},NAME_SEARCH,x`),
  fc.constantFrom(
    ...['Ana Prado', 'ana@alba.example', '=HYPERLINK("https://www.linkedin.com/in/a";"Ana")', '=1+1|cmd'],
    ...['#N/D', '10-nov', '1.200', '51-200', 'São Paulo', 'Brasil', 'pt-BR', 'America/Sao_Paulo', '', '-'],
  ),
);

const quoted = (text: string, how: 'bare' | 'quoted' | 'open') => {
  if (how === 'bare') return text;
  return `"${text.replaceAll('"', '""')}${how === 'open' ? '' : '"'}`;
};

/** A file of leads as some program may have written it, or as no program would. */
export const tableInput: fc.Arbitrary<{ bytes: Buffer; columns: string[] | null }> = fc
  .record({
    header: fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, hostile), {
      maxLength: 8,
    }),
    rows: fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
    separator: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    how: fc.array(fc.constantFrom('bare', 'bare', 'quoted', 'quoted', 'quoted', 'open'), {
      minLength: 1,
      maxLength: 9,
    }),
    first: fc.constantFrom('', '', '', 'sep=;\n', 'Notes:\nas exported\n\n'),
    code: fc.constantFrom(
      'utf8',
      'utf8',
      'utf8',
      'latin1',
      'utf16le',
      'utf16 with its mark',
      'utf8 with its mark',
    ),
    // As a person says in the form; null: as the names say.
    columns: fc.option(fc.array(fc.constantFrom(...columnMeanings, ''), { maxLength: 8 })),
    spoil: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, mutated.edits),
  })
  .map(({ header, rows, separator, end, how, first, code, columns, spoil }) => {
    const lines = [header, ...rows].map((cells) =>
      cells
        .map((text, i) => quoted(text, (how[i % how.length] ?? 'bare') as 'bare' | 'quoted' | 'open'))
        .join(separator),
    );
    const text = `${first}${lines.join(end)}${end}`;
    const marked = code.endsWith('mark') ? `\ufeff${text}` : text;
    const bytes = Buffer.from(
      marked,
      code.startsWith('utf16') ? 'utf16le' : code === 'latin1' ? 'latin1' : 'utf8',
    );
    return { bytes: spoil === null ? bytes : mutated.apply(bytes, spoil), columns };
  });
