import Papa from 'papaparse';
import { formulaCell } from '../../platform/formula-cell.ts';
import {
  type BatchProposal,
  type EnrichedField,
  enrichedFields,
  type Language,
} from '../../ports/content.ts';

const heads: Record<Language, string[]> = {
  pt: ['lead', 'empresa', 'campo', 'valor', 'trecho', 'página'],
  en: ['lead', 'company', 'field', 'value', 'quote', 'page'],
};

/**
 * Every proposed change as a file that Excel opens with a double click: in Portuguese with semicolons, as Excel reads it there.
 * What would be a formula begins with an apostrophe. Pure.
 */
export function changesCsv(
  records: BatchProposal['records'],
  { language, without }: { language: Language; without: readonly EnrichedField[] },
): string {
  const data = records.flatMap(({ input, lead_id, outcome }) =>
    enrichedFields.flatMap((field) => {
      const found = without.includes(field) ? undefined : outcome?.values[field];
      if (!found) return [];
      return [
        [input.name ?? lead_id, input.company ?? '', field, String(found.value), found.quote, found.url],
      ];
    }),
  );
  const text = Papa.unparse(
    { fields: heads[language], data },
    { delimiter: language === 'pt' ? ';' : ',', escapeFormulae: formulaCell, newline: '\r\n' },
  );
  return `\ufeff${text}\r\n`;
}
