import type { OutreachForBot } from '../../ports/outreach.ts';
import type { Desk } from '../desk.ts';

/** What the handlers of outreach work with; nothing of content generation. */
export interface OutreachDesk extends Omit<Desk, 'content'> {
  outreach: OutreachForBot;
  /** User ids, by name; empty when the database does not say. */
  adminsOf(teamId: string): Promise<string[]>;
  /** Draws the person's Home tab anew, after something was decided there. */
  refreshHome(teamId: string, userId: string): Promise<void>;
  /** For bytes and response addresses. */
  fetch: typeof globalThis.fetch;
}
