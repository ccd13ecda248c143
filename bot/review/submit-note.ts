import { within } from '../../platform/within.ts';
import type { ReviewDecision } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noted, onForm, toThread } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { quoted, said } from '../slack/blocks.ts';
import { NOTE_MAX, noteOrigin } from './changes-modal.ts';
import { decide, showOutcome } from './decide.ts';
import { readNote } from './read-note.ts';

/** The form of Request changes or Reject was sent: it decides, or stays open with what was typed. */
export function submitNote(desk: ContentDesk, decision: Exclude<ReviewDecision, 'approve'>) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const t = texts.changes.errors;
    const origin = noteOrigin.parse(JSON.parse(view.private_metadata));
    const read = readNote(view.state.values, texts, { optional: decision === 'reject' });
    if ('error' in read) {
      return refuse({ note: read.error });
    }
    const note = read.note === '' ? null : read.note;
    const missing = decision === 'reject' ? null : missingSlide(read.note, origin.ref.slides);
    if (missing !== null) {
      const error = t.noSuchSlide(missing, origin.ref.slides ?? 0);
      return refuse({ note: error });
    }
    const to = toThread(origin, userId);
    const recorded = noted(desk, { teamId, userId: to.user_id }).then(() =>
      decide(desk, origin.ref, { teamId, userId: to.user_id }, decision, note),
    );
    const result = await within(desk.clock, deadlines.form, recorded);
    if (result?.kind === 'answered') {
      await ack();
      return showOutcome(desk, origin.ref, result.outcome, to, texts, note);
    }
    if (result?.kind === 'gone') {
      await ack();
      const t = texts.review;
      const written = note === null ? [] : [said(t.yourNote), quoted(note, NOTE_MAX)];
      await desk.tell(to, { text: t.unknownDraft, blocks: [said(t.unknownDraft), ...written] });
      return;
    }
    // Sending it again is safe: a second decision on the same version is refused.
    await refuse({ note: t.notRecorded });
    await recorded;
  });
}

/** The first slide at the head of a line of the note ("slide 9: …") that the draft does not have; null: all exist. */
export function missingSlide(note: string, slides: number | undefined): number | null {
  if (slides === undefined) return null;
  const heads = note.matchAll(/^\s*(?:slides?|p[áa]ginas?|l[âa]minas?|pages?)\s*(\d{1,3})\s*[:.-]/gimu);
  return [...heads].map(([, n]) => Number(n)).find((n) => n < 1 || n > slides) ?? null;
}
