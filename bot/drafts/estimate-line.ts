import { within } from '../../platform/within.ts';
import type { JobEstimate } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import type { ContentDesk } from '../content-desk.ts';
import { costOf } from '../texts/amounts.ts';
import type { StopsTexts } from '../texts/en/stops.ts';
import type { DraftKind } from './draft-kinds.ts';

/** Tokens of a job to its first version, with the offline writer (2026-11-30): what a model's price makes of them is not known. */
export const measured: Record<DraftKind['type'], number> = {
  carousel: 20_000,
  blog: 55_000,
  research: 19_000,
};

/** What such a job will take, for the foot of its form; null: the database did not say in time, and the form does not wait. */
export async function estimateLine(
  desk: Pick<ContentDesk, 'content' | 'clock'>,
  teamId: string,
  type: DraftKind['type'],
  t: StopsTexts,
): Promise<string | null> {
  const asked = desk.content.getEstimate(teamId, type).catch(() => null);
  const known = await within(desk.clock, deadlines.firstLook, asked);
  return known ? inWords(known, type, t) : null;
}

/** Pure. */
export function inWords({ jobs, usd, tokens }: JobEstimate, type: DraftKind['type'], t: StopsTexts): string {
  if (jobs === 0) return t.estimate.measured(t.tokens(measured[type]));
  return t.estimate.fromJobs(jobs, costOf({ usd, tokens: roundly(tokens) }, t));
}

/** Two figures say what is known. */
export function roundly(tokens: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(tokens, 1))) - 1);
  return Math.round(tokens / step) * step;
}
