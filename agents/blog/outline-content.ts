import type { Outline } from '../../ports/content.ts';
import { documentsOf } from '../drafting/parts/cited-passages.ts';
import { have } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import type { BlogState } from './state.ts';

/** The outline as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function outlineContent(state: BlogState): Outline {
  const { angle, audience, keywords, sections } = have(state, 'outline');
  const used = new Set(sections.flatMap((entry) => entry.passage_ids));
  return {
    kind: 'outline',
    language: have(state, 'language'),
    angle,
    audience,
    keywords,
    sections,
    sources: documentsOf(state.passages.filter((p) => used.has(p.id))).map(({ document_id, title, url }) => ({
      document_id,
      title,
      url,
    })),
    unread: state.unread,
    model: state.model,
    offline: isOffline(state.model),
  };
}
