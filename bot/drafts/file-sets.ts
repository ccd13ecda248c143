import type { Artifact, Draft, Question } from '../../ports/content.ts';
import type { Texts } from '../texts/texts.ts';
import type { FileSet } from './post-files.ts';

/**
 * Above the card: slides of a carousel; of an article its preview and the files to read it in; of a report its files.
 *
 * @param fresh Numbers of the slides that the version before has not: the others stand in the thread already. Null: all.
 */
export function draftFiles(draft: Draft | null, fresh: number[] | null, texts: Texts): FileSet {
  const of = byRole(draft?.artifacts ?? []);
  const { page: pages, overview, comparison, document: documents } = of;
  const version = draft?.version ?? 1;
  if (draft?.content.kind === 'blog') {
    return {
      shared: [...pages, ...documents],
      hidden: overview,
      comment: texts.files.article(version, pages.length),
    };
  }
  if (draft?.content.kind === 'research') {
    return { shared: documents, hidden: overview, comment: texts.files.report(version) };
  }
  if (draft?.content.kind === 'lead_enrichment') {
    return { shared: documents, hidden: [], comment: texts.enrichment.file(version) };
  }
  const made = fresh === null ? pages : pages.filter((_, i) => fresh.includes(i + 1));
  if (fresh !== null && made.length === 0) {
    return { shared: overview, hidden: comparison, comment: texts.files.overview(version) };
  }
  return {
    shared: made,
    hidden: [...comparison, ...overview],
    comment:
      made.length === pages.length
        ? texts.files.pages(version, pages.length)
        : texts.files.freshPages(version, made.length),
  };
}

/** Above a question: its sample slides; the overview stands in the question itself. */
export function sampleFiles(question: Question | null, texts: Texts): FileSet {
  const { page: pages, overview } = byRole(question?.artifacts ?? []);
  const shared = pages.length > 0 ? pages : overview;
  const hidden = pages.length > 0 ? overview : [];
  return { shared, hidden, comment: texts.files.samples(shared.length) };
}

export function finalFiles(final: Artifact[], texts: Texts): FileSet {
  return { shared: inReadingOrder(final), hidden: [], comment: texts.files.final };
}

/** Documents first, a PDF before the rest: they are what people came for. */
export function inReadingOrder(final: Artifact[]): Artifact[] {
  const { page: pages, document: documents } = byRole(
    [...final].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)),
  );
  return [...documents, ...pages];
}

/** To read first, to check last. */
const rank = ({ mime }: Artifact) => (mime === 'application/pdf' ? 0 : mime === 'application/json' ? 2 : 1);

function byRole(artifacts: Artifact[]): Record<Artifact['role'], Artifact[]> {
  const of = (role: Artifact['role']) => artifacts.filter((a) => a.role === role);
  return {
    page: of('page'),
    overview: of('overview'),
    comparison: of('comparison'),
    document: of('document'),
  };
}
