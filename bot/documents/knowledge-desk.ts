import type { Recipient } from '../asking/tell.ts';
import type { Desk } from '../desk.ts';
import type { ReadSlackFile } from '../slack/read-slack-file.ts';
import type { KnowledgeTexts } from '../texts/knowledge-texts.ts';
import { knowledgeTextsOf } from '../texts/knowledge-texts-of.ts';

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

export async function wordsFor(desk: KnowledgeDesk, teamId: string): Promise<KnowledgeTexts> {
  return knowledgeTextsOf((await desk.textsFor(teamId)).locale);
}
