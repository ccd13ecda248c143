import type { IncomingReplyDraft } from '../../ports/content.ts';
import { have } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import type { ReplyState } from './state.ts';

/** The draft as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function draftContent(state: ReplyState): IncomingReplyDraft {
  const { brief, intent, summary, passages, written, blocking, warnings, model } = state;
  const byId = new Map(passages.map((one) => [one.id, one]));
  const quoted = (written?.quotes ?? []).flatMap(({ passage_id, quote }) => {
    const from = byId.get(passage_id);
    return from ? [{ from, quote }] : [];
  });
  const sources = new Map(
    quoted.map(({ from: { document_id, title, url } }) => [document_id, { document_id, title, url }]),
  );
  return {
    kind: 'incoming_webhook',
    title: brief.topic,
    language: have(state, 'language'),
    intent,
    summary,
    reply: { ...brief.reply, person: brief.person.name },
    answer: written?.text ?? null,
    quotes: quoted.map(({ from, quote }) => ({
      passage_id: from.id,
      title: from.title,
      url: from.url,
      quote,
    })),
    missing: written?.missing ?? null,
    blocking,
    warnings,
    model,
    offline: isOffline(model),
    sources: [...sources.values()],
  };
}
