import type { Desk } from '../desk.ts';
import type { ReadSlackFile } from '../slack/read-slack-file.ts';

/** What the handlers of `/knowledge` work with. */
export interface KnowledgeDesk extends Desk {
  readFile: ReadSlackFile;
}
