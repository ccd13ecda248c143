import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { noted, onForm, toThread } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { decide, showOutcome } from './decide.ts';
import { overrideOrigin } from './override-modal.ts';
import { readReason } from './reason-field.ts';

/** The reason was sent: it approves, or the form stays open with what was typed. */
export function submitOverride(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const { ref, on_home, ...place } = overrideOrigin.parse(JSON.parse(view.private_metadata));
    const read = readReason(view.state.values, texts);
    if ('error' in read) return refuse({ reason: read.error });
    const to = toThread(place, userId);
    const recorded = noted(desk, { teamId, userId }).then(() =>
      decide(desk, ref, { teamId, userId }, 'approve', null, read.reason),
    );
    const result = await within(desk.clock, deadlines.form, recorded);
    if (on_home) desk.background(recorded.then(() => desk.refreshHome(teamId, userId)).catch(() => {}));
    if (result?.kind === 'answered') {
      await ack();
      return showOutcome(desk, ref, result.outcome, to, texts, read.reason);
    }
    if (result?.kind === 'gone') return refuse({ reason: texts.review.unknownDraft });
    // Sending it again is safe: a second approval by one person is refused.
    await refuse({ reason: texts.changes.errors.notRecorded });
    await recorded;
  });
}
