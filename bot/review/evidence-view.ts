import type { KnownBlock, ModalView, MrkdwnElement, PlainTextElement } from '@slack/types';
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
  words,
} from '../slack/blocks.ts';
import { sayFound } from '../texts/say-found.ts';
import type { Texts } from '../texts/texts.ts';
import { whyLost } from './evidence-lines.ts';
import { type EvidenceRef, evidenceActions, type RetractionRef } from './evidence-ref.ts';
import { placeName } from './place-name.ts';

type TextObject = PlainTextElement | MrkdwnElement;

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
    words({ text: clip(page.title, 200) || '…', bold: true }),
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
  const more = found.length - SHOWN_QUOTES;
  const faults = claim.faults
    .slice(0, 4)
    .map((fault) => clip(sayFound({ ...fault, place: null }, texts.findings), 300));
  const lost = whyLost(claim, texts);
  const { given = [] } = claim;
  return [
    { type: 'divider' },
    small(`*${state}*`),
    ...(found.length === 0 ? [columns(claim.text, t.noQuote, texts)] : []),
    ...found
      .slice(0, SHOWN_QUOTES)
      .flatMap((quote, at) => [
        columns(at === 0 ? claim.text : '⋯', `“${quote.quote}”`, texts, sourceOf(quote, texts)),
        ...around(quote),
      ]),
    ...(more > 0 ? [small(t.moreQuotes(more))] : []),
    ...(given.length > 0
      ? [
          small(
            safeText(
              t.given(
                given
                  .slice(0, 12)
                  .map((one) => clip(one, 60))
                  .join(', '),
              ),
              1000,
            ),
          ),
        ]
      : []),
    ...(faults.length > 0 ? [said(t.found), bulleted(faults)] : []),
    ...(lost.length > 0 ? [said(`*${texts.evidence.lost}*`), bulleted(lost)] : []),
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

/** Side by side: what the draft says, and what its source says; in letters, as it stands there. */
function columns(claim: string, quote: string, texts: Texts, source: string | null = null): KnownBlock {
  const t = texts.evidence.view;
  const title = (text: string): TextObject => ({ type: 'mrkdwn', text });
  const letters = (text: string): TextObject => ({
    type: 'plain_text',
    text: clip(text, 900) || '…',
    emoji: false,
  });
  return {
    type: 'section',
    fields: [
      title(`*${t.claim}*`),
      title(`*${t.quote}*${source === null ? '' : `: ${source}`}`),
      letters(claim),
      letters(quote),
    ],
  };
}

/** Where a quote stands: what was read, when. */
function sourceOf({ title, url, fetched_at }: QuotedEvidence, texts: Texts): string {
  const named = safeText(title.replaceAll('|', '¦'), 200) || '…';
  const address = url?.replaceAll('|', '%7C') ?? '';
  const source = isWebAddress(address) ? `<${escapeMrkdwn(address)}|${named}>` : named;
  const read = fetched_at === null ? '' : dateToken(fetched_at, texts.locale);
  return read === '' ? source : `${source} (${texts.evidence.view.readAt(read)})`;
}

/** The sentences that stand before and after the quote in its source: grey, as a context block is. */
function around({ before, after }: QuotedEvidence): KnownBlock[] {
  if (before.trim() === '' && after.trim() === '') return [];
  // Signs of Markdown at the head of a line are no words.
  const plainly = (text: string) =>
    text
      .replaceAll(/^\s*#{1,6}\s+/gm, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
  const text = `${[...plainly(before)].slice(-AROUND).join('')} […] ${clip(plainly(after), AROUND)}`.trim();
  return [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }];
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
