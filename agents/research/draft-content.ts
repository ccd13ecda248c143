import type { Evidence, Passage, ResearchDraft } from '../../ports/content.ts';
import type { ResearchConflict } from '../../ports/model-tasks.ts';
import { turnOfReview } from '../drafting/conversation/turn.ts';
import { finishedEarly } from '../drafting/finished-early.ts';
import { told as toldFinding } from '../drafting/parts/finding.ts';
import { rulesFor } from '../drafting/rules-for.ts';
import { have } from '../drafting/state.ts';
import { isOffline } from '../models/prices.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { slug } from '../text/slug.ts';
import type { ReportForPublishing } from './publish/report.ts';
import type { ResearchState } from './state.ts';

/** The draft as people see it and as its hash covers it. Pure: the same state gives the same bytes. */
export function draftContent(state: ResearchState): ResearchDraft {
  const { title, summary, findings, uncertain } = have(state, 'report');
  const answered = new Set(findings.map((part) => part.question_id));
  const contradictions = eachOnce(conflictsTold(state)).map(({ text, sides }) => ({
    text,
    evidence: sides.flatMap((side) => side.evidence),
  }));
  const cited = [summary, ...findings, ...contradictions, ...uncertain].flatMap((part) => part.evidence);
  return {
    kind: 'research',
    title,
    question: state.brief.topic,
    language: have(state, 'language'),
    summary,
    findings,
    contradictions,
    uncertain,
    not_found: state.questions
      .filter(({ id }) => !answered.has(id))
      .map(({ id, text }) => ({ question_id: id, question: text, tried: triedFor(id, text, state) })),
    questions: state.questions.map((one) => ({ ...one, answered: answered.has(one.id) })),
    searches: state.searches,
    unread: state.unread,
    sources: sourcesOf(cited, state),
    changes: state.changes,
    warnings: [...finishedEarly(state), ...state.warnings.map(toldFinding)],
    ...(state.blocking.length > 0 ? { blocking: state.blocking.map(toldFinding) } : {}),
    ...(state.support ? { support: state.support } : {}),
    ...(state.claims ? { claims: state.claims } : {}),
    brand_version: have(state, 'brand').version,
    rules_version: have(state, 'rules').version,
    model: state.model,
    offline: isOffline(state.model),
  };
}

/** Contradictions of the questions that are still asked. Pure. */
export function conflictsTold({ conflicts, questions }: Pick<ResearchState, 'conflicts' | 'questions'>) {
  return conflicts.filter(({ question_id }) => questions.some(({ id }) => id === question_id));
}

/** The same two quotes are shown once, though several questions found them. */
function eachOnce(conflicts: readonly ResearchConflict[]): ResearchConflict[] {
  const quotes = ({ sides }: ResearchConflict) =>
    sides
      .flatMap((side) => side.evidence.map((e) => e.quote))
      .sort()
      .join('\n');
  return [...new Map(conflicts.toReversed().map((one) => [quotes(one), one])).values()].toReversed();
}

/** What a question was looked up by, and the pages that were read for it. */
function triedFor(id: string, text: string, { tried, pages }: ResearchState): string[] {
  const read = pages
    .filter((page) => page.question_ids.includes(id))
    .flatMap((page) => page.addresses[0] ?? []);
  return [...new Set([...(tried[id] ?? [text]), ...read])];
}

/** The documents behind these quotes, each once, in order of first use, with every address that led to them. */
function sourcesOf(cited: readonly Evidence[], { passages, pages }: ResearchState): ResearchDraft['sources'] {
  const byId = new Map(passages.map((p) => [p.id, p]));
  const used = new Map<string, Passage>();
  for (const { passage_id } of cited) {
    const passage = byId.get(passage_id);
    if (passage && !used.has(passage.document_id)) used.set(passage.document_id, passage);
  }
  return [...used.values()].map(({ document_id, title, url, fetched_at = null }, at) => {
    const page = pages.find((one) => one.document_id === document_id);
    const addresses = page?.addresses ?? (url === null ? [] : [url]);
    const shortened = page?.shortened ?? false;
    return { number: at + 1, document_id, title, url, fetched_at, addresses, shortened };
  });
}

export function hashOfState(state: ResearchState): string {
  return draftHash(draftContent(state), state.files, state.finals);
}

/** The draft with what its files say besides. Pure. */
export function reportForPublishing(state: ResearchState): ReportForPublishing {
  const report = draftContent(state);
  const { language, title } = report;
  const binding = rulesFor(have(state, 'rules').rules, language);
  return {
    ...report,
    claims: report.claims ?? [],
    version: state.version,
    slug: slug(title, 'report'),
    author: have(state, 'brand').name,
    disclaimers: binding.filter((rule) => rule.kind === 'required_disclaimer').map((rule) => rule.pattern),
    documents: Object.fromEntries(state.passages.map((p) => [p.id, p.document_id])),
  };
}

/** What a report's review is about. */
export const shownReport = {
  hash: hashOfState,
  own: (state: ResearchState) => {
    const { questions, searches, tried, pages, unread, conflicts, noted, changes } = state;
    const told = { questions, searches, tried, pages, unread, conflicts };
    return { report: have(state, 'report'), ...told, noted, changes };
  },
  turnOf: turnOfReview,
};
