const SUPERSCRIPTS: Record<string, string> = {
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
  '-': '⁻',
  '−': '⁻',
  '–': '⁻',
  '+': '⁺',
};

/**
 * A text as it is set in print: powers raised (10^-6 is 10⁻⁶, cm^2 is cm²), ≤, ≥ and ± for what stands in for them on a
 * keyboard. Nothing of its meaning changes, and applying it again changes nothing. Pure.
 */
export function typographic(text: string): string {
  return text
    .replace(
      /(?<=[\p{L}\p{N})])\s?\^\s?(?:\{\s?([-−–+]?\d{1,3})\s?\}|\(([-−–+]?\d{1,3})\)|([-−–+]?\d{1,3}))/gu,
      (_, ...found) => raised(found.slice(0, 3).find((power) => typeof power === 'string') ?? ''),
    )
    .replace(/(?<![<>=-])<=(?![=>])/g, '≤')
    .replace(/(?<![<>=-])>=(?![=>])/g, '≥')
    .replace(/\+\/[-−–]/g, '±');
}

/** The sign of each digit, raised. */
export function raised(power: string): string {
  return [...power].map((sign) => SUPERSCRIPTS[sign] ?? sign).join('');
}
