const UNITS =
  'nm|µm|μm|mm|cm|km|m|m²|m³|kg|mg|µg|g|ml|mL|L|MPa|GPa|kPa|N|Nm|°C|°F|K|%|h|min|s|ms|dias|anos|days|years|yrs|x|×';
const BODIES = 'ISO|IEC|ASTM|EN|DIN|NBR|RDC|FDA|CFR|MDR|Classe|classe|Class|class|Art\\.|nº|Nº|No\\.';

/**
 * Ties what must not be parted at a line's end: a number and its unit, a standard and its number, and the hyphens of
 * names such as Ti-6Al-4V.
 */
export function bindWords(text: string): string {
  return text
    .replace(new RegExp(`(\\d) (?=(?:${UNITS})(?![\\p{L}\\p{N}]))`, 'gu'), '$1\u00a0')
    .replace(new RegExp(`(?<![\\p{L}\\p{N}])(${BODIES}) (?=[\\dA-Z]*\\d)`, 'gu'), '$1\u00a0')
    .replace(/([≥≤<>±≈]) (?=\d)/g, '$1\u00a0')
    .replace(/(?<=\p{L})-(?=\d)|(?<=\d\p{L}{0,2})-(?=[\p{L}\d])/gu, '\u2060-\u2060');
}
