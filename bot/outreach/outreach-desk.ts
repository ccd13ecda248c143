import type { OutreachForBot } from '../../ports/outreach.ts';
import type { Desk } from '../desk.ts';
import type { ReadSlackFile } from '../slack/read-slack-file.ts';

/** What the handlers of outreach work with; nothing of content generation. */
export interface OutreachDesk extends Desk {
  outreach: OutreachForBot;
  readFile: ReadSlackFile;
}
