import { Command } from '@langchain/langgraph';
import type { ContentForAgent, DraftContent, HandVersion } from '../../ports/content.ts';

/** Versions that people make, in memory: what a graph reads of them, and how one is handed to it. */
export function byHand() {
  const rows: HandVersion[] = [];
  const calls: Pick<ContentForAgent, 'readHandVersion' | 'draftWithSnapshots'> = {
    readHandVersion: async (_claim, number) => rows[number - 1] ?? null,
    draftWithSnapshots: async () => null,
  };
  /** The resume of a graph that waits for a review of that version and hash. */
  const turn = (
    { version = 0, hash }: { version?: number; hash: string },
    content: DraftContent,
    more: Partial<HandVersion> = {},
  ) => {
    const number = rows.length + 1;
    const row = {
      number,
      kind: 'edit' as const,
      base_version: version,
      from_version: null,
      from_draft_id: null,
    };
    rows.push({ ...row, person_id: 'leo', content, reason: null, ...more });
    return new Command({ resume: { kind: 'hand', number, version, hash, person_id: 'leo' } });
  };
  return { calls, turn };
}
