import Papa from 'papaparse';

/** A table of values, however its columns are parted and quoted: one line a row, as tables are everywhere here. */
export function extractTable(source: string): { title: null; text: string } {
  // Excel names the separator in a first line of its own.
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(source);
  const { data } = Papa.parse<string[]>(
    named ? source.slice(named[0].length) : source.replace(/^\ufeff/, ''),
    {
      delimiter: named?.[1] ?? '',
      delimitersToGuess: [';', ',', '\t', '|', Papa.RECORD_SEP, Papa.UNIT_SEP],
      skipEmptyLines: 'greedy',
    },
  );
  const lines = data.map((row) =>
    row
      .map((cell) => cell.replace(/\s+/g, ' ').trim())
      .join(' | ')
      .replace(/(?: \|)+\s*$/, ''),
  );
  return { title: null, text: lines.filter((line) => line !== '').join('\n') };
}
