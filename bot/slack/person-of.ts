import { mention } from './blocks.ts';

/** The person who added or changed something; what a workspace was born with has none. */
export function personOf(userId: string | null, t: { installation: string }): string {
  return userId !== null && isPerson(userId) ? mention(userId) : t.installation;
}

/** Whether an id is one of Slack's. */
export function isPerson(userId: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(userId);
}
