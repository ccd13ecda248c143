import type { ScorePart } from '../../ports/outreach.ts';
import { safeText } from '../slack/blocks.ts';
import type { ScoreTexts } from '../texts/en/score-rules.ts';

/** Every contribution to a score, the largest first; mrkdwn. Pure. */
export function scoreReasons(parts: ScorePart[], t: ScoreTexts): string {
  if (parts.length === 0) return t.top.nothingFound;
  return parts
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map(({ points, field, found }) => {
      const what = found === '' ? t.fields[field] : `${t.fields[field]} “${safeText(found, 60)}”`;
      return `${points > 0 ? `+${points}` : `−${-points}`} ${what}`;
    })
    .join(' · ');
}
