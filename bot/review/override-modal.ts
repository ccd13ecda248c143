import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { within } from '../../platform/within.ts';
import type { Doubts, EvidencePage } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { label, modal } from '../asking/form-parts.ts';
import { openForm } from '../asking/open-form.ts';
import type { Press } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { bulleted, clip, said, small } from '../slack/blocks.ts';
import { sayFound } from '../texts/say-found.ts';
import type { Texts } from '../texts/texts.ts';
import { countsLine, whyLost } from './evidence-lines.ts';
import { placeName } from './place-name.ts';
import { reasonField } from './reason-field.ts';
import { type CardRef, cardRef } from './review-card.ts';

export const OVERRIDE = 'approve_with_reason';

/** Claims that the form names; the window of Evidence shows all. */
const SHOWN = 8;

export const overrideOrigin = z.object({
  ref: cardRef,
  channel_id: z.string().nullable(),
  thread_ts: z.string().nullable(),
  on_home: z.boolean(),
});

/** Approve was pressed where evidence is missing: names what is, and asks for the reason that lets it out all the same. */
export async function askForReason(
  desk: ContentDesk,
  press: Press,
  ref: CardRef,
  doubts: Doubts,
  texts: Texts,
): Promise<void> {
  const reading = desk.content
    .readEvidence(press.teamId, press.userId, {
      job_id: ref.job,
      version: ref.version,
      offset: 0,
      limit: SHOWN,
      doubtful: true,
    })
    .catch(() => null);
  // The trigger opens a form for 3 s from the press; the counts alone will do.
  const page = await within(desk.clock, deadlines.firstLook, reading);
  const from = {
    ref,
    channel_id: press.below.channel_id,
    thread_ts: press.below.thread_ts ?? null,
    on_home: press.onHome,
  } satisfies z.infer<typeof overrideOrigin>;
  const view = overrideModal(from, doubts, page?.outcome === 'read' ? page : null, texts);
  await openForm(desk, { triggerId: press.triggerId, to: press.below }, view, texts.changes);
}

/** Pure. */
export function overrideModal(
  from: z.infer<typeof overrideOrigin>,
  doubts: Doubts,
  page: EvidencePage | null,
  texts: Texts,
): ModalView {
  const t = texts.evidence.override;
  const more = page ? page.doubtful - page.claims.length : 0;
  return modal(OVERRIDE, from, t, [
    { type: 'section', text: label(t.intro(from.ref.version)) },
    said(`*${countsLine(doubts, texts)}*`),
    ...(page && page.claims.length > 0
      ? [bulleted(page.claims.map((claim) => lineOf(claim, page, texts)))]
      : []),
    ...(more > 0 ? [small(t.more(more))] : []),
    reasonField(t),
  ]);
}

/** Where it stands, what it says and what is wrong with it. */
function lineOf(claim: EvidencePage['claims'][number], page: EvidencePage, texts: Texts): string {
  const place = placeName(claim.place, page.parts, texts);
  const why = [
    ...claim.faults.slice(0, 2).map((fault) => sayFound({ ...fault, place: null }, texts.findings)),
    ...(claim.support === 'not' ? [texts.evidence.view.support.not] : []),
    ...whyLost(claim, texts),
  ];
  const told = why.length > 0 ? why : [texts.evidence.view.status[claim.status]];
  return `${place === null ? '' : `${clip(place, 80)}: `}“${clip(claim.text, 200)}” ${clip(told.join('; '), 400)}`;
}
