import type { Item } from '../reading/read-sections.ts';

export interface Figure {
  label: string;
  /** As written, with its unit: "0,13%", "3.520 partículas/m³", "5,5% a 6,5%". */
  value: string;
  /** Words around the value that a reader needs: "at least", "de antecedência". */
  rest: string;
  /** The number itself; undefined for ranges. */
  number: number | undefined;
  unit: string;
  quote: string;
}

const numeral = String.raw`\d+(?:[.,]\d+)*`;
const unit = String.raw`(?:\s?(?:%|°C|°F|µm|mm|m²|m³|kGy|MPa|GPa|mg|g|kg|EU|UFC|CFU|W\/m·K|partículas\/m³|particles\/m³|(?:milhões|milhão|mil|million)(?:\s(?:de|of))?|anos?|meses|dias\súteis|dias|horas|minutos|segundos|máquinas|years?|months?|working\sdays|days?|hours?|minutes?|seconds?|machines)(?![\p{L}\d]))`;
const range = new RegExp(`(${numeral})(${unit}?)(\\s(?:a|até|to|–|-)\\s)(${numeral})(${unit})`, 'u');
const single = new RegExp(`(${numeral})(${unit})`, 'u');

/** The quantity in one labelled item; undefined for an item without number and unit. */
export function figureOf(item: Item): Figure | undefined {
  if (item.label === null) return undefined;
  const span = range.exec(item.text);
  const found = span ?? single.exec(item.text);
  if (!found) return undefined;
  const around = `${item.text.slice(0, found.index)} ${item.text.slice(found.index + found[0].length)}`;
  const rest = around
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[,.;:]\s*|[.;,]$/g, '')
    .trim();
  return {
    label: item.label,
    value: found[0].trim(),
    rest,
    number: span ? undefined : toNumber(found[1] ?? ''),
    unit: (found[span ? 5 : 2] ?? '').trim(),
    quote: item.quote,
  };
}

/** A quantity inside running text: a number with a unit, not the number of a standard. */
export function figureIn(sentence: string): string | undefined {
  return (range.exec(sentence) ?? single.exec(sentence))?.[0].trim();
}

/** "3.520.000", "3,520,000", "0,13" and "0.13" as numbers: three digits after every mark make it a thousands mark. */
function toNumber(written: string): number {
  const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(written) && !/^0[.,]/.test(written);
  return Number(grouped ? written.replace(/[.,]/g, '') : written.replace(',', '.'));
}
