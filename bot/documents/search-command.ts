import type { Asked } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { letters } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { searchMessage } from './search-message.ts';

const PASSAGES = 5;
/** A question is a sentence or two; the database reads no more than 4,000 characters. */
const QUERY_MAX = 1000;

/** `/knowledge search <words>`: what drafts on that subject would be given to quote. */
export async function searchCommand(
  desk: ContentDesk,
  asked: Asked,
  query: string,
  t: KnowledgeTexts,
): Promise<void> {
  const length = [...query].length;
  if (length > QUERY_MAX) {
    await desk.tell(asked.to, letters(t.search.tooLong(length, QUERY_MAX)));
    return;
  }
  if (!(await memberAsks(desk, asked, t))) return;
  const found = desk.content.searchKnowledge(asked.teamId, query, null, PASSAGES);
  const answer = await answered(desk, asked.to, t, found);
  if (!answer) return;
  if (answer.passages.length === 0 && (await isEmpty(desk, asked.teamId))) {
    await desk.tell(asked.to, letters(t.search.emptyBase));
    return;
  }
  await desk.tell(asked.to, searchMessage(query, answer, t));
}

async function isEmpty(desk: ContentDesk, teamId: string): Promise<boolean> {
  const page = await desk.content
    .listDocuments(teamId, { offset: 0, limit: 1, matching: null })
    .catch(() => null);
  return page?.total === 0;
}
