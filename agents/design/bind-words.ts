import { typographic } from '../text/typographic.ts';

const UNITS =
  'nm|µm|μm|mm²|mm³|mm|cm²|cm³|cm|km|m|m²|m³|UFC|CFU|EU|UE|ppm|ppb|bar|mbar|Pa|kGy|Hz|W|kW|V|mV|A|mA|kg|mg|µg|g|ml|mL|L|MPa|GPa|kPa|N|Nm|°C|°F|K|%|h|min|s|ms|dias|anos|days|years|yrs|x|×';
const BODIES = 'ISO|IEC|ASTM|EN|DIN|NBR|RDC|FDA|CFR|MDR|Classe|classe|Class|class|Art\\.|nº|Nº|No\\.';

/**
 * A text as it is set. Ties what must not be parted at a line's end: a number and its unit, a standard and its number, and the hyphens of
 * names such as Ti-6Al-4V.
 */
export function bindWords(text: string): string {
  return (
    typographic(text)
      .replace(new RegExp(`(\\d) (?=(?:${UNITS})(?![\\p{L}\\p{N}]))`, 'gu'), '$1\u00a0')
      .replace(new RegExp(`(?<![\\p{L}\\p{N}])(${BODIES}) (?=[\\dA-Z]*\\d)`, 'gu'), '$1\u00a0')
      .replace(/([≥≤<>±≈]) (?=\d)/g, '$1\u00a0')
      // 3 × 10⁶ is one number.
      .replace(/(\d)[ \u00a0]([×·x]) (?=10[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹])/gu, '$1\u00a0$2\u00a0')
      .replace(/([⁰¹²³⁴⁵⁶⁷⁸⁹]) (?=(?:UFC|CFU|EU|UE)(?![\p{L}]))/gu, '$1\u00a0')
      .replace(/(?<=\p{L})-(?=\d)|(?<=\d\p{L}{0,2})-(?=[\p{L}\d])/gu, '\u2060-\u2060')
  );
}
