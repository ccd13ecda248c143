import type { BlogDraft } from '../../ports/content.ts';
import { turnOfReview } from '../drafting/conversation/turn.ts';
import { finishedEarly } from '../drafting/finished-early.ts';
import { citedPassages, documentsOf } from '../drafting/parts/cited-passages.ts';
import { countArticleWords } from '../drafting/parts/count-words.ts';
import { told } from '../drafting/parts/finding.ts';
import { readingMinutes } from '../drafting/parts/reading-time.ts';
import { rulesFor } from '../drafting/rules-for.ts';
import { have } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { slug } from '../text/slug.ts';
import { numberProofs } from './number-proofs.ts';
import type { ArticleForPublishing } from './publish/article.ts';
import type { BlogState } from './state.ts';

/** The draft as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function draftContent(state: BlogState): BlogDraft {
  const { title, title_variants, meta_description, keywords, parts } = have(state, 'article');
  const language = have(state, 'language');
  const { version: rulesVersion, rules } = have(state, 'rules');
  const words = countArticleWords(parts);
  return {
    kind: 'blog',
    title,
    title_variants,
    slug: slug(title, 'article'),
    meta_description,
    keywords,
    language,
    words,
    reading_minutes: readingMinutes(words, language),
    parts,
    disclaimers: rulesFor(rules, language)
      .filter((rule) => rule.kind === 'required_disclaimer')
      .map((rule) => rule.pattern),
    changes: state.changes,
    warnings: [...finishedEarly(state), ...state.warnings.map(told)],
    ...(state.blocking.length > 0 ? { blocking: state.blocking.map(told) } : {}),
    ...(state.support ? { support: state.support } : {}),
    ...(state.claims ? { claims: state.claims } : {}),
    sources: documentsOf(citedPassages(parts, state.passages)),
    proofs: numberProofs(parts, state.passages),
    brand_version: have(state, 'brand').version,
    rules_version: rulesVersion,
    model: state.model,
    offline: isOffline(state.model),
  };
}

export function hashOfState(state: BlogState): string {
  return draftHash(draftContent(state), state.files, state.finals);
}

/** The draft with what its files say besides. Pure. */
export function articleForPublishing(state: BlogState): ArticleForPublishing {
  const {
    changes: _changes,
    warnings: _warnings,
    blocking: _blocking,
    support: _support,
    claims: _claims,
    kind: _kind,
    proofs: _proofs,
    ...draft
  } = draftContent(state);
  const cited = citedPassages(draft.parts, state.passages);
  return {
    ...draft,
    version: state.version,
    author: have(state, 'brand').name,
    brand: have(state, 'brand'),
    documents: Object.fromEntries(cited.map((p) => [p.id, p.document_id])),
    texts: Object.fromEntries(cited.map((p) => [p.id, p.text])),
    rules: have(state, 'rules').rules,
  };
}

/** What an article's review is about. */
export const shownArticle = {
  hash: hashOfState,
  own: (state: BlogState) => ({ article: have(state, 'article'), changes: state.changes }),
  turnOf: turnOfReview,
};
