import type { ActionOutcome } from '../../ports/outreach.ts';
import { type Asked, noted, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { withGroupsRead } from '../asking/with-groups-read.ts';
import { safeText } from '../slack/blocks.ts';
import { actionRef } from './action-ref.ts';
import { leadName } from './describe-action.ts';
import { outcomeLine } from './outcome-line.ts';
import type { OutreachDesk } from './outreach-desk.ts';

type ByRef = 'approve' | 'reject' | 'cancel' | 'sent' | 'not_sent';

/**
 * The buttons of a card that need no form: the database decides on exactly the revision and hash of the button. What
 * changed is seen on the card; everything else is told to the person alone.
 */
export function decideAction(desk: OutreachDesk, decision: ByRef) {
  return onRecordingPress(async (press, ack) => {
    const ref = actionRef.parse(JSON.parse(press.value));
    const { outreach: t } = await desk.textsFor(press.teamId);
    const work = noted(desk, press).then(() => decide(desk, ref, press, decision));
    const outcome = await recorded(desk, press.to, t, work, {
      changed: (o) => o.outcome === 'decided' || o.outcome === 'quorum_pending',
      ack,
    });
    if (!outcome) return;
    desk.log.info('outreach_clicked', {
      action_id: ref.action,
      user_id: press.userId,
      code: outcome.outcome,
    });
    desk.hints.outbox.wake();
    // A list does not redraw itself as a card does.
    const listed = /:\d+$/.test(press.actionId);
    const line =
      outcomeLine(outcome, t) ??
      (listed && outcome.action ? t.outcome.cancelled(safeText(leadName(outcome.action), 150)) : null);
    if (line !== null) await tellLine(desk, press.to, line);
    if (press.onHome) await desk.refreshHome(press.teamId, press.userId);
  });
}

function decide(
  desk: OutreachDesk,
  ref: { action: string; revision: number; hash: string },
  { teamId, userId: personId }: Pick<Asked, 'teamId' | 'userId'>,
  decision: ByRef,
): Promise<ActionOutcome> {
  switch (decision) {
    case 'approve':
    case 'reject':
      return withGroupsRead(desk, teamId, () =>
        desk.outreach.decideAction({
          action_id: ref.action,
          revision: ref.revision,
          hash: ref.hash,
          person_id: personId,
          decision,
          note: null,
        }),
      );
    case 'cancel':
      return desk.outreach.cancelAction(ref.action, personId);
    case 'sent':
    case 'not_sent':
      return desk.outreach.resolveUnknown(ref.action, personId, decision);
  }
}
