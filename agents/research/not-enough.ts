import { JobFailure } from '../runner/job-failure.ts';
import type { ResearchState } from './state.ts';

/** The end of a question to which nothing was found. `tried`: queries and addresses, with the code of what failed. */
export function notEnough(topic: string, tried: string[], more: Record<string, unknown> = {}): JobFailure {
  return new JobFailure('not_enough_evidence', `Cannot answer "${topic}": nothing that was read says it`, {
    params: { topic, tried, ...more },
  });
}

/** All that a job has tried, each once. Pure. */
export function allTried({ searches, unread }: Pick<ResearchState, 'searches' | 'unread'>): string[] {
  const lines = [
    ...searches.map(({ provider, query, fault }) =>
      fault === null ? `${provider}: ${query}` : `${provider}: ${query} (${fault})`,
    ),
    ...unread.map(({ url, code }) => `${url} (${code})`),
  ];
  return [...new Set(lines)];
}
