import type { KnownBlock, ModalView, MrkdwnElement } from '@slack/types';
import type { EvidencePage, QuotedEvidence, ShownClaim } from '../../ports/content.ts';
import { noticeView } from '../asking/form-parts.ts';
import {
  actions,
  bulleted,
  button,
  clip,
  dateToken,
  escapeMrkdwn,
  isWebAddress,
  mention,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import { sayFound } from '../texts/say-found.ts';
import type { Texts } from '../texts/texts.ts';
import { whyLost } from './evidence-lines.ts';
import { type EvidenceRef, evidenceActions, type RetractionRef } from './evidence-ref.ts';
import { placeName } from './place-name.ts';

/** Of a page: a window takes a hundred blocks, and a claim up to eighteen. */
export const CLAIMS_A_PAGE = 5;
/** Quotes of one claim; evidence.json holds all. */
const SHOWN_QUOTES = 3;
/** Characters of the sentences around a quote. */
const AROUND = 400;

/** A page of a version's claims: each beside its quotes, with the sentences around them. Pure. */
export function evidenceView(page: EvidencePage, ref: EvidenceRef, texts: Texts): ModalView {
  const t = texts.evidence.view;
  const listed = ref.doubtful ? page.doubtful : page.total;
  const pages = Math.max(1, Math.ceil(listed / CLAIMS_A_PAGE));
  const blocks: KnownBlock[] = [
    said(`*${safeText(page.title, 200)}*`),
    small(
      [t.facts(page.version, listed, page.total), ...(pages > 1 ? [t.page(ref.page + 1, pages)] : [])].join(
        ' · ',
      ),
    ),
    ...(page.current_version > page.version ? [small(t.superseded(page.version, page.current_version))] : []),
    ...turning(page, ref, pages, 'top', texts),
    ...(page.claims.length === 0 ? [said(page.total === 0 ? t.none : t.empty)] : []),
    ...page.claims.flatMap((claim) => claimBlocks(claim, page, ref, texts)),
    ...(pages > 1 ? turning(page, ref, pages, 'bottom', texts) : []),
  ];
  return noticeView(t.title, t.close, blocks);
}

function claimBlocks(claim: ShownClaim, page: EvidencePage, ref: EvidenceRef, texts: Texts): KnownBlock[] {
  const t = texts.evidence.view;
  const place = placeName(claim.place, page.parts, texts);
  const state = [
    ...(place === null ? [] : [safeText(place, 150)]),
    t.status[claim.status],
    ...(claim.support === null ? [] : [t.support[claim.support]]),
  ].join(' · ');
  const found = claim.evidence.filter((quote) => quote.start >= 0);
  const shown = found.slice(0, SHOWN_QUOTES);
  const more = found.length - shown.length;
  const faults = claim.faults
    .slice(0, 4)
    .map((fault) => clip(sayFound({ ...fault, place: null }, texts.findings), 300));
  const lost = whyLost(claim, texts);
  return [
    { type: 'divider' },
    ...(shown.length === 0
      ? [sideBySide(claim.text, t.noQuote, texts)]
      : shown.flatMap((quote, at) => [
          sideBySide(at === 0 ? claim.text : '', sourceOf(quote, texts), texts),
          ...around(quote),
        ])),
    ...(more > 0 ? [small(t.moreQuotes(more))] : []),
    small(state),
    ...(faults.length > 0 ? [said(t.found), bulleted(faults)] : []),
    ...lost.map((line) => said(`*${clip(escapeMrkdwn(line), 600)}*`)),
    ...(claim.retracted
      ? [
          small(
            texts.evidence.retractedBy(
              mention(claim.retracted.person_id),
              dateToken(claim.retracted.at, texts.locale),
            ),
          ),
        ]
      : page.may_retract && found.length > 0
        ? [retractButton(claim, page, ref, texts)]
        : []),
  ];
}

/** Two columns: what the draft says, and what its source says. */
function sideBySide(claim: string, source: string, texts: Texts): KnownBlock {
  const t = texts.evidence.view;
  const column = (title: string, text: string): MrkdwnElement => ({
    type: 'mrkdwn',
    text: `*${title}*\n${text}`,
    verbatim: true,
  });
  return {
    type: 'section',
    fields: [column(t.claim, safeText(claim, 900) || '…'), column(t.quote, source)],
  };
}

/** The quote, and where it stands: what was read, when. */
function sourceOf({ quote, title, url, fetched_at }: QuotedEvidence, texts: Texts): string {
  const named = safeText(title.replaceAll('|', '¦'), 200) || '…';
  const source = url !== null && isWebAddress(url) ? `<${escapeMrkdwn(url)}|${named}>` : named;
  const read = fetched_at === null ? '' : dateToken(fetched_at, texts.locale);
  const when = read === '' ? '' : `\n${texts.evidence.view.readAt(read)}`;
  return `“${safeText(quote, 900)}”\n${source}${when}`;
}

/** Grey, as a context block is: the sentences that stand before and after the quote in its source. */
function around({ before, after, quote }: QuotedEvidence): KnownBlock[] {
  if (before.trim() === '' && after.trim() === '') return [];
  const tail = [...before.trim()].slice(-AROUND).join('');
  const head = clip(after.trim(), AROUND);
  return [
    small(
      `${safeText(tail, AROUND * 2)} *[…${safeText(clip(quote, 40), 80)}…]* ${safeText(head, AROUND * 2)}`.trim(),
    ),
  ];
}

function retractButton(claim: ShownClaim, page: EvidencePage, ref: EvidenceRef, texts: Texts): KnownBlock {
  const value = { ...ref, hash: page.hash, claim: claim.id } satisfies RetractionRef;
  return actions(
    `retract_${claim.id}`.slice(0, 255),
    button(evidenceActions.retract, texts.evidence.view.retract, JSON.stringify(value)),
  );
}

function turning(
  page: EvidencePage,
  ref: EvidenceRef,
  pages: number,
  where: 'top' | 'bottom',
  texts: Texts,
): KnownBlock[] {
  const t = texts.evidence.view;
  const to = (change: Partial<EvidenceRef>) => JSON.stringify({ ...ref, ...change });
  const buttons = [
    ...(ref.page > 0 ? [button(evidenceActions.previous, t.previous, to({ page: ref.page - 1 }))] : []),
    ...(ref.page + 1 < pages ? [button(evidenceActions.next, t.next, to({ page: ref.page + 1 }))] : []),
    ...(where === 'top' && page.doubtful > 0 && (ref.doubtful || page.doubtful < page.total)
      ? [
          button(
            evidenceActions.filter,
            ref.doubtful ? t.all : t.onlyDoubtful(page.doubtful),
            to({ page: 0, doubtful: !ref.doubtful }),
          ),
        ]
      : []),
  ];
  return buttons.length === 0 ? [] : [actions(`turn_${where}`, ...buttons)];
}
