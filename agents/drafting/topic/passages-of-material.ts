import type { Language, Passage } from '../../../ports/content.ts';
import type { DraftingState } from '../state.ts';
import type { Knowledge } from './retrieve-topic.ts';

/** "this thread", "esta conversa": the brief means the material, and names no topic. */
const POINTING =
  /\b(?:this|the|our|above|est[ea]|ess[ea]|nest[ea]|ness[ea]|dest[ea]|dess[ea]|da|na|a)\s+(?:thread|conversation|discussion|chat|messages?|conversa|discuss[ãa]o|troca de mensagens|mensagens)\b/iu;

/**
 * The passages of what came with a brief. Where it speaks of the topic they count as `pages` do that a person gave; where
 * it does not, a topic that no document treats stays one.
 */
export async function passagesOfMaterial(
  { search }: Pick<Knowledge, 'search'>,
  material: DraftingState['material'],
  topic: string,
  language: Language | null,
): Promise<{ pages: Passage[][]; more: Passage[][] }> {
  if (material === null) return { pages: [], more: [] };
  const own = async (query: string, inLanguage: Language | null) =>
    (await search(query, inLanguage)).passages.filter((p) => p.document_id === material.document_id);
  const [onTopic, opening] = await Promise.all([
    own(topic, language),
    own(material.opening, material.language),
  ]);
  return onTopic.length > 0 || POINTING.test(topic)
    ? { pages: [onTopic, opening], more: [] }
    : { pages: [], more: [opening] };
}
