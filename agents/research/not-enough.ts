import { isDeepStrictEqual } from 'node:util';
import type { TriedInVain } from '../../ports/content.ts';
import { JobFailure } from '../runner/job-failure.ts';
import type { ResearchState } from './state.ts';

/** The end of a question to which nothing was found. */
export function notEnough(
  topic: string,
  tried: TriedInVain[],
  more: Record<string, unknown> = {},
): JobFailure {
  return new JobFailure('not_enough_evidence', `Cannot answer "${topic}": nothing that was read says it`, {
    params: { topic, tried, ...more },
  });
}

/** All that a job has tried, each once. Pure. */
export function allTried({ searches, unread }: Pick<ResearchState, 'searches' | 'unread'>): TriedInVain[] {
  const all = [...searches.map(({ provider, query, fault }) => ({ provider, query, fault })), ...unread];
  return all.filter((one, at) => all.findIndex((other) => isDeepStrictEqual(one, other)) === at);
}
