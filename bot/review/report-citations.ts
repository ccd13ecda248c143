import type { ResearchDraft } from '../../ports/content.ts';
import { isWebAddress } from '../slack/blocks.ts';
import type { Citation } from '../slack/rich-markdown.ts';

type Quoted = ResearchDraft['summary']['evidence'];

/**
 * What a quote of a report refers to, by the number of its source: as the files number it. Null where no source of the
 * report is known by it.
 *
 * Quotes name passages, and sources name documents: the claims of the report name both.
 */
export function reportCitations(
  content: ResearchDraft,
): (evidence: Quoted[number] | undefined) => Citation | null {
  const documents = new Map(
    (content.claims ?? []).flatMap(({ evidence }) =>
      evidence.map(({ passage_id, document_id }) => [passage_id, document_id] as const),
    ),
  );
  const sources = new Map(content.sources.map((source) => [source.document_id, source]));
  return (evidence) => {
    const source = sources.get(documents.get(evidence?.passage_id ?? '') ?? '');
    if (!source) return null;
    const { number, url } = source;
    return { number, url: url !== null && isWebAddress(url) ? url : null };
  };
}
