/** A longer wait is a header that was misread. */
const LONGEST_S = 86_400;

/**
 * Seconds that an endpoint asks to wait for, by any of the headers in use; null: it says nothing.
 *
 * @param now Milliseconds since 1970, for headers that name a moment.
 */
export function retryAfter(headers: Headers, body: string, now: number): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN);
  const found =
    (Number.isFinite(ms) ? ms / 1000 : null) ??
    seconds(headers.get('retry-after'), now) ??
    resets(headers, now) ??
    fromBody(body);
  return found === null || found > LONGEST_S ? null : Math.max(0, found);
}

/** Of limits that are used up the latest reset; where none says that it is, the earliest of all. */
function resets(headers: Headers, now: number): number | null {
  const all: { wait: number; isUsedUp: boolean }[] = [];
  headers.forEach((value, name) => {
    if (!/ratelimit.*reset|reset.*ratelimit/.test(name)) return;
    const wait = seconds(value, now);
    const left = headers.get(name.replace('reset', 'remaining'));
    if (wait !== null) all.push({ wait, isUsedUp: left !== null && Number(left) <= 0 });
  });
  const usedUp = all.filter((one) => one.isUsedUp).map((one) => one.wait);
  if (usedUp.length > 0) return Math.max(...usedUp);
  return all.length > 0 ? Math.min(...all.map((one) => one.wait)) : null;
}

/** `30`, `7.66s`, `1m30s`, `20ms`, a moment as seconds or milliseconds since 1970, or a date. */
function seconds(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  if (text === '') return null;
  const number = Number(text);
  if (Number.isFinite(number)) {
    if (number > 1e12) return (number - now) / 1000;
    return number > 1e9 ? number - now / 1000 : number;
  }
  const spans = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  if (spans.length > 0 && spans.map(([all]) => all).join('') === text) {
    const unit: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
    return spans.reduce((sum, [, n, u = 's']) => sum + Number(n) * (unit[u] ?? 1), 0);
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : (date - now) / 1000;
}

/** Gemini's `retryDelay`, and "try again in 1.5s". */
function fromBody(body: string): number | null {
  const found =
    /"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"/.exec(body) ?? /try again in (\d+(?:\.\d+)?)(ms|s)\b/i.exec(body);
  if (!found) return null;
  return Number(found[1]) / (found[2] === 'ms' ? 1000 : 1);
}
