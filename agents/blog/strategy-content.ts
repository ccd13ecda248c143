import type { Strategy } from '../../ports/content.ts';
import { have } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import { documentsOf } from './cited-passages.ts';
import type { BlogState } from './state.ts';

/** The strategy as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function strategyContent(state: BlogState): Strategy {
  const { angle, audience, keywords, outline } = have(state, 'strategy');
  const used = new Set(outline.flatMap((entry) => entry.passage_ids));
  return {
    kind: 'strategy',
    language: have(state, 'language'),
    angle,
    audience,
    keywords,
    outline,
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
