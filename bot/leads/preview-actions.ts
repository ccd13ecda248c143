import {
  noted,
  onPress,
  onRecordingPress,
  type Press,
  readValue,
  tellLine,
  tellOldButton,
} from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { mention, said } from '../slack/blocks.ts';
import { batchMessage } from './batch-message.ts';
import { hasAddress, readMapping } from './lead-columns.ts';
import { type PreviewRef, previewRef } from './lead-ref.ts';
import { showPreview } from './post-preview.ts';

/** Import: stored durably, then carried out by the loop. One message starts one import, however often it is clicked. */
export function importAction(desk: OutreachDesk) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(previewRef, press.value);
    const place = placeOf(press);
    if (!ref || !place || !hasAddress(readMapping(ref.columns))) return tellOldButton(desk, press, ack);
    const { leads: t } = await desk.textsFor(press.teamId);
    const { hash, title, total, ...plan } = ref;
    const work = noted(desk, press).then(() =>
      desk.outreach.startImport({
        team_id: press.teamId,
        person_id: press.userId,
        channel_id: place.channel_id,
        thread_ts: place.thread_ts,
        message_ts: place.ts,
        title,
        file_hash: hash,
        plan,
        total,
      }),
    );
    const answer = await recorded(desk, press.to, t, work, { unanswered: t.preview.notStarted, ack });
    if (!answer) return;
    desk.log.info('leads_import_started', { user_id: press.userId, code: answer.outcome, count: total });
    if (answer.outcome === 'not_allowed' || !answer.batch) return tellLine(desk, press.to, t.command.guest);
    if (answer.batch.status !== 'running') return;
    await desk.slack.chat
      .update({ channel: place.channel_id, ts: place.ts, ...batchMessage(answer.batch, t) })
      .catch((error: unknown) =>
        desk.log.info('import_progress_not_shown', { code: answer.batch?.batch_id ?? '', error }),
      );
  });
}

/** Look again: after a restart, or when the database did not answer. */
export function lookAgainAction(desk: OutreachDesk) {
  return onPress((press) =>
    onPreview(desk, press, (ref, place) =>
      showPreview(desk, { team_id: press.teamId, user_id: press.userId, ...place }, ref),
    ),
  );
}

/** Cancel: nothing was stored, and the message says so. */
export function dismissAction(desk: OutreachDesk) {
  return onPress((press) =>
    onPreview(desk, press, async (ref, place) => {
      const { leads: t } = await desk.textsFor(press.teamId);
      const line = t.preview.cancelled(mention(press.userId));
      const text = t.preview.heading(ref.title);
      await desk.slack.chat.update({ channel: place.channel_id, ts: place.ts, text, blocks: [said(line)] });
    }),
  );
}

/** Of a member, on a preview of this release. */
async function onPreview(
  desk: OutreachDesk,
  press: Press,
  handle: (ref: PreviewRef, place: NonNullable<ReturnType<typeof placeOf>>) => Promise<void>,
): Promise<void> {
  const ref = readValue(previewRef, press.value);
  const place = placeOf(press);
  if (!ref || !place) return tellOldButton(desk, press);
  const { leads: t } = await desk.textsFor(press.teamId);
  if (await memberAsks(desk, press, t)) await handle(ref, place);
}

/** Where the pressed message stands. */
export function placeOf(press: Press): { channel_id: string; ts: string; thread_ts: string | null } | null {
  const message = press.message as { ts?: string; thread_ts?: string } | undefined;
  if (press.to.channel_id === null || !message?.ts) return null;
  return { channel_id: press.to.channel_id, ts: message.ts, thread_ts: message.thread_ts ?? null };
}
