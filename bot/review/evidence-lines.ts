import type { KnownBlock } from '@slack/types';
import type {
  CheckedClaim,
  Doubts,
  DraftContent,
  LostEvidence,
  Review,
  WrittenContent,
} from '../../ports/content.ts';
import { isWritten } from '../../ports/content.ts';
import { bulleted, button, clip, dateToken, mention, quoted, said, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { type EvidenceRef, evidenceActions } from './evidence-ref.ts';

/** Claims that have lost their evidence, as far as a card names them. */
const SHOWN_LOST = 6;

/**
 * What code has found of a version's claims, with the way to look at them; and what was taken back since. A model's
 * judgement has a line of its own.
 */
export function evidenceLines(
  content: WrittenContent,
  lost: readonly LostEvidence[],
  ref: Omit<EvidenceRef, 'page' | 'doubtful'>,
  placeOf: (claim: CheckedClaim) => string | null,
  texts: Texts,
): KnownBlock[] {
  const { claims } = content;
  if (!claims) return [];
  const t = texts.evidence;
  if (claims.length === 0) return [small(t.noClaims)];
  const of = (status: CheckedClaim['status']) => claims.filter((claim) => claim.status === status).length;
  const line = t.line(claims.length, of('verified'), of('repaired'), of('unverified'));
  const value = JSON.stringify({ ...ref, page: 0, doubtful: false } satisfies EvidenceRef);
  return [
    { ...said(line), accessory: button(evidenceActions.open, t.open, value) },
    ...lostLines(claims, lost, placeOf, texts),
  ];
}

function lostLines(
  claims: readonly CheckedClaim[],
  lost: readonly LostEvidence[],
  placeOf: (claim: CheckedClaim) => string | null,
  texts: Texts,
): KnownBlock[] {
  if (lost.length === 0) return [];
  const t = texts.evidence;
  const lines = claims.flatMap((claim) => {
    const gone = lost.find(({ claim_id }) => claim_id === claim.id);
    if (!gone) return [];
    const place = placeOf(claim);
    const why = whyLost(gone, texts);
    return [`${place === null ? '' : `${place}: `}“${clip(claim.text, 120)}”: ${why.join('; ')}`];
  });
  const more = lines.length - SHOWN_LOST;
  return [
    said(`*${t.lost}*`),
    bulleted(lines.slice(0, SHOWN_LOST)),
    ...(more > 0 ? [small(texts.card.moreSources(more))] : []),
  ];
}

/** What became of a claim's evidence; empty: nothing. */
export function whyLost({ withdrawn, retracted }: Omit<LostEvidence, 'claim_id'>, texts: Texts): string[] {
  const t = texts.evidence;
  return [
    ...withdrawn.slice(0, 3).map((title) => t.withdrawn(clip(title, 100))),
    ...(retracted ? [t.retracted(clip(retracted.reason, 200))] : []),
  ];
}

/** Whether an approver has to answer for claims of the version. */
export function hasDoubts(content: DraftContent, lost: readonly LostEvidence[]): boolean {
  const claims = isWritten(content) ? (content.claims ?? []) : [];
  return (
    lost.length > 0 || claims.some(({ status, support }) => status === 'unverified' || support === 'not')
  );
}

export function countsLine(doubts: Doubts, texts: Texts): string {
  const { unverified, unsupported, withdrawn, retracted } = doubts;
  return texts.evidence.override.counts(unverified, unsupported, withdrawn, retracted);
}

/** Why approvers let a version out in spite of its claims, each in their own words. */
export function overrideBlocks(approvals: readonly Review[], texts: Texts): KnownBlock[] {
  return approvals.flatMap(({ reviewer_id, created_at, override_reason, overridden }) => {
    if (!override_reason || !overridden) return [];
    const person = texts.card.byAt(mention(reviewer_id), dateToken(created_at, texts.locale));
    return [
      said(texts.evidence.approvedDespite(person, countsLine(overridden, texts))),
      quoted(override_reason, 600),
    ];
  });
}
