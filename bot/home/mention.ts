import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { said } from '../slack/blocks.ts';

/**
 * Somebody wrote `@Greenlight …` in a channel: a short way to the command, for that person only. A mention in a thread
 * may be a reply to a job, so that it is left to the handler that knows the thread.
 */
export function answerMention(desk: Desk) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'app_mention'>): Promise<void> => {
    if (!event.user || event.bot_id) return;
    if (event.thread_ts !== undefined && event.thread_ts !== event.ts) return;
    const texts = await desk.textsFor(body.team_id);
    await desk.tell(
      { user_id: event.user, channel_id: event.channel },
      { text: texts.mentionHelp, blocks: [said(texts.mentionHelp)] },
    );
  };
}
