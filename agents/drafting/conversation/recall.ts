import { z } from 'zod';
import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { clip } from '../../text/clip.ts';
import type { Turn } from './turn.ts';

/** Lines of a thread that a turn remembers. Older ones say little about what is wanted now. */
const MAX_LINES = 40;
const MAX_CHARS = 1_000;

export const memoryLine = z.object({ from: z.enum(['person', 'agent']), text: z.string() });
export type MemoryLine = z.infer<typeof memoryLine>;

/**
 * What was said in the thread before this turn, oldest first, as edited and without what was deleted.
 *
 * It has a node of its own, before the model is asked: lines that come meanwhile would make another question of it
 * when that node runs again, which would be paid again.
 */
export async function recall(
  content: Pick<ContentForAgent, 'readThread'>,
  claim: Claim,
  turn: Turn,
): Promise<MemoryLine[]> {
  const lines = await content.readThread(claim, MAX_LINES);
  const first = Math.min(...turn.messages.map((m) => m.id ?? Number.POSITIVE_INFINITY));
  return lines
    .filter((line) => line.id < first && line.text.trim() !== '')
    .map((line) => ({ from: line.author_kind, text: clip(line.text, MAX_CHARS) }));
}
