import type { Recipient } from '../asking/tell.ts';
import type { Desk } from '../desk.ts';
import type { ReadSlackFile } from '../slack/read-slack-file.ts';

/** What the handlers of `/knowledge` work with. */
export interface KnowledgeDesk extends Desk {
  /** User ids, by name; empty when the database does not say. */
  adminsOf(teamId: string): Promise<string[]>;
  readFile: ReadSlackFile;
  /** For response addresses. */
  fetch: typeof globalThis.fetch;
}

/** Who asked for something, and where the answer goes. */
export interface Asked {
  teamId: string;
  userId: string;
  triggerId: string;
  to: Recipient;
}
