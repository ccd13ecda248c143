/** A run of text with its place: `super` and `sub` stand above and below the line, `mark` leads to a footnote. */
export interface ScriptRun {
  text: string;
  script: 'none' | 'super' | 'sub' | 'mark';
}

/**
 * One line of text of runs on, above and below the line, so that no number changes: a power stays a power (10⁷, m², x^n),
 * a footnote's mark stands apart in brackets (MPa [1]), a formula reads as people type it (TiO2, Rp0,2).
 *
 * A raised number says neither, so what stands before it decides: "10", a unit, a variable or a closed sum takes a power.
 * In doubt it is a mark, since a mark changes no number.
 */
export function joinScripts(runs: readonly ScriptRun[]): string {
  const merged = mergeNeighbours(runs);
  let out = '';
  let plain = '';
  for (let at = 0; at < merged.length; at += 1) {
    const { text, script } = merged[at] ?? { text: '', script: 'none' };
    const after = merged[at + 1]?.text ?? '';
    const below = fractionAt(merged, at);
    if (below !== null) {
      out += `${/\d$/.test(out) ? ' ' : ''}${text.trim()}/${below}`;
      at += 2;
      continue;
    }
    // "x₁²": the power is the variable's, not its number's.
    const isIndexed = merged[at - 1]?.script === 'sub' && /(?:^|[^\p{L}])\p{L}$/u.test(plain);
    if (script === 'none') out += text;
    else if (text.trim() === '') out += text;
    else if (script === 'sub') {
      plain = out;
      out += lowered(out, text.trim(), after);
    } else if (script === 'super' && isIndexed && /^[-+−–]?\d{1,2}$/.test(text.trim())) out += toPower(text);
    else {
      const raised = script === 'mark' ? mark(out, text, after) : raise(out, text.trim(), after);
      // "10 ⁷" of a PDF is set with a hair of room.
      out =
        (/^[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻^]/u.test(raised) && /(?:^|[^\d.,])10 $/.test(out) ? out.trimEnd() : out) + raised;
    }
  }
  return out;
}

/** "¹/₂" set with a number above and one below the line: the number below; null: no fraction begins here. */
function fractionAt(runs: readonly ScriptRun[], at: number): string | null {
  const [above, bar, below] = runs.slice(at, at + 3);
  const isFraction =
    above?.script === 'super' &&
    bar?.script === 'none' &&
    /^\s*[/\u2044]\s*$/.test(bar.text) &&
    below?.script === 'sub' &&
    /^\d+$/.test(above.text.trim()) &&
    /^\d+$/.test(below.text.trim());
  return isFraction ? below.text.trim() : null;
}

/** An exponent as characters of its own where Unicode has them, else behind a caret. */
export function toPower(exponent: string): string {
  const text = exponent.replace(/\s+/g, '').replace(/[−–]/g, '-');
  if (/^[-+]?\d+[-+]?$|^[ni]$/.test(text)) return [...text].map((c) => RAISED[c] ?? c).join('');
  return /^[-+]?[\p{L}\d.,]+$/u.test(text) && !/^[-+].*[.,]/.test(text) ? `^${text}` : `^(${text})`;
}

const RAISED: Record<string, string> = Object.fromEntries(
  [...'0123456789+-ni'].map((c, at) => [c, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ'][at] ?? c]),
);
const LOWERED: Record<string, string> = Object.fromEntries(
  [...'0123456789+-'].map((c, at) => [c, [...'₀₁₂₃₄₅₆₇₈₉₊₋'][at] ?? c]),
);
/** What is measured in squares, cubes and, for sections of beams, in fourth powers. */
const SQUARED = /(?:^|[^\p{L}])(?:[kcdmµμn]?m|in|ft|pol|s|h|min|[mk]?g)$/u;
/** Small words of both languages that end where a raised number is a footnote's. */
const SMALL_WORD =
  /(?:^|[^\p{L}])(?:[aeoéàyà]|as|os|em|de|do|da|no|na|ao|se|um|eu|tu|já|só|of|is|to|it|on|at|by|we|an|or|as|be|so|if|up|us|he|my)$/iu;

function mergeNeighbours(runs: readonly ScriptRun[]): ScriptRun[] {
  const merged: ScriptRun[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = merged.at(-1);
    if (last && last.script === run.script) last.text += run.text;
    else merged.push({ ...run });
  }
  return merged;
}

function raise(before: string, text: string, after: string): string {
  if (/^[[(].*[\])]$/.test(text)) return mark(before, text.slice(1, -1), after);
  if (/^(?:tm|sm)$/i.test(text)) return text.toLowerCase() === 'tm' ? '™' : '℠';
  if (/^(?:st|nd|rd|th)$/i.test(text) && /\d$/.test(before)) return text;
  if (/^[oaºª]s?$/i.test(text) && /(?:^|[^\d.,])\d{1,2}$|(?:^|[^\p{L}])[nN]$|[a-z]{2}$/u.test(before)) {
    const ordinal = /[oº]/i.test(text) ? 'º' : 'ª';
    const isAbbreviated = /\d$|(?:^|[^\p{L}])(?:n|sr|dr|prof|eng|art|av)$/iu.test(before);
    if (isAbbreviated) return ordinal + (/s$/i.test(text) ? 's' : '');
  }
  // Cents of a price, as shops set them.
  if (/^[.,]\d{2}$/.test(text) && /\d$/.test(before)) return text;
  if (/^\d{2}$/.test(text) && /(?:R\$|US\$|[$€£])\s?\d[\d.,]*$/.test(before))
    return `${/R\$\s?[\d.,]*$|€\s?[\d.,]*$/.test(before) ? ',' : '.'}${text}`;
  if (/^[º°ª®©*†‡§″′'"]+$/u.test(text)) return text;
  // The charge of an ion: Ca²⁺, SO4²⁻.
  if (/^\d?[-+−–]$/.test(text) && /[\p{L}\d)\]]$/u.test(before)) return toPower(text);
  if (/^\d+$/.test(text) && /(?:^|\s|[(])$/.test(before) && /^[A-Z][a-z]?(?![\p{L}])/u.test(after))
    return toPower(text);
  if (/^[-+−–]?\d+(?:[.,]\d+)?$/.test(text))
    return takesPower(before, text, after) ? toPower(text) : mark(before, text, after);
  if (/^\d+(?:\s*[,;–-]\s*\d+)+$/.test(text) || /^\p{L}$/u.test(text)) {
    const isVariable = /^[nxyzkmij]$/.test(text) && /(?:^|[^\p{L}])(?:\d+|\p{L})$|\)$/u.test(before);
    return isVariable ? toPower(text) : mark(before, text, after);
  }
  if (/^\p{L}{2,}/u.test(text)) return /[\s(]$|^$/.test(before) ? text : ` ${text}`;
  return /[\p{L}\p{N})\]]$/u.test(before) ? toPower(text) : mark(before, text, after);
}

function takesPower(before: string, text: string, after: string): boolean {
  const base = before.replace(/(?<=(?:^|[^\d.,])10) $/, '');
  const isTen = /(?:^|[^\d.,])10$/.test(base);
  if (/^[-−–]/.test(text)) return /[\p{L}\d)\]]$/u.test(base);
  if (/[.,]/.test(text)) return isTen || /(?:^|[^\p{L}])\p{L}$|\)$/u.test(base);
  const exponent = Number(text);
  if (isTen) return true;
  if (exponent < 2 || exponent > 99) return false;
  // A year, a figure with decimals: documents annotate these and do not square them.
  if (/\d$/.test(base)) return /(?:^|[^\d.,\p{L}])\d{1,2}$/u.test(base);
  if (exponent > 12) return false;
  if (/\)$/.test(base)) return /\([^()]*[-+−–·*/][^()]*\)$/.test(base.slice(-60));
  if (exponent <= 4 && SQUARED.test(base)) return true;
  const isFormula = /^\s*[-+−=*/·×)]/.test(after) || /[-+−=*/·×(]\s*\p{L}{1,2}$/u.test(base);
  if (/(?:^|[^\p{L}°%])\p{L}$/u.test(base)) return isFormula || !SMALL_WORD.test(base);
  return exponent <= 3 && /(?:^|[^\p{L}°])\p{L}{2}$/u.test(base) && (isFormula || !SMALL_WORD.test(base));
}

function mark(before: string, text: string, after: string): string {
  const name = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (name === '') return '';
  return `${before === '' || /[\s([]$/.test(before) ? '' : ' '}[${name}]${/^[\p{L}\p{N}]/u.test(after) ? ' ' : ''}`;
}

function lowered(before: string, text: string, after: string): string {
  const plain = text.replace(/\s+/g, ' ').replace(/[−–]/g, '-');
  if (/^\d+$/.test(plain))
    return /[\p{L})\]]$/u.test(before) && !/^\d/.test(after) ? plain : signs(plain, LOWERED);
  if (/^\d?[-+]$/.test(plain)) return signs(plain, LOWERED);
  if (/^\p{Ll}$/u.test(plain) && /(?:^|[^\p{L}])\p{L}$/u.test(before)) return `_${plain}`;
  return /^[\p{L}\d.,%]+$/u.test(plain) && !/^\d/.test(after) ? plain : `_(${plain})`;
}

function signs(text: string, characters: Record<string, string>): string {
  return [...text].map((c) => characters[c] ?? c).join('');
}
