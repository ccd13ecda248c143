import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { said } from '../blocks.ts';
import type { Desk } from '../desk.ts';

/** Somebody wrote `@Greenlight …`: a short way to the command, for that person only. */
export function answerMention(desk: Desk) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'app_mention'>): Promise<void> => {
    if (!event.user || event.bot_id) return;
    const texts = await desk.textsFor(body.team_id);
    await desk.tell(
      { user_id: event.user, channel_id: event.channel, thread_ts: event.thread_ts },
      { text: texts.mentionHelp, blocks: [said(texts.mentionHelp)] },
    );
  };
}
