import Papa from 'papaparse';
import { formulaCell } from '../../platform/formula-cell.ts';

/**
 * A table as a file that Excel opens with a double click: UTF-8 with its mark, in Portuguese with semicolons, as Excel reads
 * it there. What would be a formula begins with an apostrophe. Pure.
 */
export function excelCsv(fields: string[], data: (string | number)[][], locale: 'en' | 'pt-BR'): string {
  const delimiter = locale === 'pt-BR' ? ';' : ',';
  const text = Papa.unparse({ fields, data }, { delimiter, escapeFormulae: formulaCell, newline: '\r\n' });
  return `\ufeff${text}\r\n`;
}
