import type { DraftKind } from './draft-kinds.ts';

/** What is asked for when the bot is called in a thread, in either language. */
const names: Record<DraftKind['type'], string> = {
  carousel: 'carousels?|carross?[ée]is|carross?el',
  blog: 'articles?|blog(?: post)?|artigos?',
  research: 'research|reports?|pesquisas?|relat[óo]rios?',
};
const before =
  '(?:(?:please|por favor|can you|make|write|draft|create|do|start|fa[çc]a|faz|fazer|crie|escreva|rascunhe|um|uma|me|an?|the|o|a|us|new|novo|nova)[\\s,]+)*';

/**
 * The draft that words to the bot ask for, with what they say besides: "carousel about cleaning", "faça um artigo". Null:
 * they ask for none. Pure.
 */
export function asksForDraft(said: string): { type: DraftKind['type']; brief: string } | null {
  for (const type of ['carousel', 'blog', 'research'] as const) {
    const found = new RegExp(
      `^\\s*/?${before}/?(?:${names[type]})(?![\\p{L}\\p{N}])[\\s:,.!?–-]*([\\s\\S]*)$`,
      'iu',
    ).exec(said);
    if (found) return { type, brief: (found[1] ?? '').replace(/^(?:sobre|about|on)\s+/iu, '').trim() };
  }
  return null;
}
