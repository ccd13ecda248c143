import type { OutreachForBot } from '../../ports/outreach.ts';
import type { Desk } from '../desk.ts';

/** What the handlers of outreach work with; nothing of content generation. */
export interface OutreachDesk extends Desk {
  outreach: OutreachForBot;
}
