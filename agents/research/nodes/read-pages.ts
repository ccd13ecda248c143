import { inLanes } from '../../../platform/lanes.ts';
import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { attemptsAtPages, keepPage, openingOf } from '../../drafting/keep-page.ts';
import type { PageRead, ReadPage } from '../../extraction/read-page.ts';
import { canonicalAddress } from '../../web/search/canonical-address.ts';
import { researchLimits } from '../limits.ts';
import type { Candidate, PageOfJob, ResearchNode, ResearchState } from '../state.ts';

/**
 * Reads the pages that were chosen and keeps them for this job's searches. One source is one page, by
 * whichever address it was reached: told by the address without what only tracks readers, by where redirects ended, by the
 * link that the page gives as its own, and by its text. A page that cannot be read ends nothing: people are told which and why.
 */
export function readPages(
  readPage: ReadPage,
  content: Pick<ContentForAgent, 'storeDocument'>,
  claim: Claim,
): ResearchNode {
  return async (state, { signal }) => {
    const pages = state.pages.map((page) => ({ ...page }));
    const { attempt, unread } = attemptsAtPages(signal, [...state.unread]);
    const fresh = state.candidates.filter((one) => !isKnown(pages, [one.address], one));
    const read = await inLanes(fresh, researchLimits.atOnce, async (one) => ({
      one,
      page: await attempt(one.address, () => readPage(one.address, signal)),
    }));
    for (const { one, page } of read) {
      if (page === null) continue;
      const addresses = addressesOf(one, page);
      if (isKnown(pages, addresses, one)) continue;
      const stored = await attempt(one.address, () => keepPage(content, claim, page));
      if (stored === null) continue;
      const { document_id } = stored;
      const same = pages.find((p) => p.document_id === document_id);
      if (same) join(same, addresses, one);
      else
        pages.push({
          document_id,
          title: page.title,
          opening: openingOf(page.text),
          addresses,
          question_ids: one.question_ids,
          shortened: page.warnings.some((w) => w === 'behind_paywall' || w === 'pages_without_text'),
          is_given: one.search === null,
        });
    }
    return { pages, unread, searches: counted(state, pages), candidates: [] };
  };
}

function addressesOf(one: Candidate, page: PageRead): string[] {
  return [...new Set([one.address, page.url, ...(page.canonical ? [page.canonical] : [])])];
}

/** Whether one of these addresses is of a page that was read; then it is one for these questions as well. */
function isKnown(pages: PageOfJob[], addresses: readonly string[], one: Candidate): boolean {
  const keys = new Set(addresses.map(canonicalAddress));
  const page = pages.find((p) => p.addresses.some((address) => keys.has(canonicalAddress(address))));
  if (page) join(page, addresses, one);
  return page !== undefined;
}

function join(page: PageOfJob, addresses: readonly string[], one: Candidate): void {
  page.addresses = [...new Set([...page.addresses, ...addresses])];
  page.question_ids = [...new Set([...page.question_ids, ...one.question_ids])];
  page.is_given ||= one.search === null;
}

/** With how many of its results each search has brought something to read. */
function counted({ searches, candidates }: ResearchState, pages: readonly PageOfJob[]) {
  const readable = new Set(pages.flatMap((page) => page.addresses.map(canonicalAddress)));
  return searches.map((entry, at) => {
    const own = candidates.filter((one) => one.search === at && readable.has(canonicalAddress(one.address)));
    return own.length === 0 ? entry : { ...entry, read: entry.read + own.length };
  });
}
