import { noted, onRecordingPress, tellLine } from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { type Message, mention, said, small } from '../slack/blocks.ts';
import type { OutreachDesk } from './outreach-desk.ts';

/** Below the message of a person who wants no more: one press, recorded before it is acknowledged, and the channel sees it. */
export function suppressWriterAction(desk: OutreachDesk) {
  return onRecordingPress(async (press, ack) => {
    const { outreach: t } = await desk.textsFor(press.teamId);
    const work = noted(desk, press).then(() =>
      desk.outreach.suppressWriter({
        team_id: press.teamId,
        event_id: press.value,
        person_id: press.userId,
        reason: t.suppress.askedFor,
      }),
    );
    const answer = await recorded(desk, press.to, t, work, { unanswered: t.suppress.notRecorded, ack });
    if (!answer) return;
    desk.log.info('outreach_suppressed', {
      user_id: press.userId,
      code: answer.outcome,
      count: answer.stopped,
    });
    if (answer.outcome === 'not_allowed') return tellLine(desk, press.to, t.command.guest);
    if (answer.outcome !== 'done') return tellLine(desk, press.to, t.suppress.gone);
    desk.hints.outbox.wake();
    const done = t.suppress.writerDone(mention(press.userId));
    const message: Message = { text: done, blocks: [said(done), small(t.suppress.stopped(answer.stopped))] };
    const { channel_id: channel, thread_ts } = press.below;
    if (channel === null) {
      await desk.tell(press.to, message);
      return;
    }
    await desk.slack.chat
      .postMessage({
        channel,
        ...(thread_ts ? { thread_ts } : {}),
        ...message,
        unfurl_links: false,
        unfurl_media: false,
      })
      .catch(async (error: unknown) => {
        desk.log.warn('announcement_not_posted', { channel_id: channel, error });
        await desk.tell(press.to, message);
      });
  });
}
