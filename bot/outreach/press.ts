import type { OutreachDesk } from './outreach-desk.ts';

export { type Press, readPress, tellLine } from '../asking/press.ts';
export { recorded } from '../asking/recorded.ts';

/** Notes who acts; that it fails is no reason to do nothing, as the database knows everybody it has seen. */
export async function noted(desk: OutreachDesk, who: { teamId: string; userId: string }): Promise<void> {
  await desk.knowPerson(who.teamId, who.userId).catch(() => null);
}
