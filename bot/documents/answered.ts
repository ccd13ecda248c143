import { noAnswer } from '../asking/no-answer.ts';
import { tellLine } from '../asking/press.ts';
import type { Recipient } from '../asking/tell.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import type { KnowledgeDesk } from './knowledge-desk.ts';

/** What the database answers to a question; undefined: it did not, and the person was told. */
export async function answered<T>(
  desk: KnowledgeDesk,
  to: Recipient,
  t: KnowledgeTexts,
  question: Promise<T>,
): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (!noAnswer(error)) throw error;
    await tellLine(desk, to, t.command.notAnswered);
    return undefined;
  }
}
