import type { KnownEventFromType } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { startActions } from '../drafts/start-actions.ts';
import { actions, button, said } from '../slack/blocks.ts';

/**
 * Somebody wrote to the bot in its own direct messages: it says how to start. What is started appears in a channel that
 * the form asks for, as a draft must be seen by those who may approve it. Replies in a thread there are answered alike.
 *
 * @returns True when the message was one, so that it is no reply to a job.
 */
export async function answerDirectMessage(
  desk: Pick<Desk, 'slack' | 'textsFor' | 'knowPerson'>,
  teamId: string,
  event: KnownEventFromType<'message'>,
): Promise<boolean> {
  if (event.channel_type !== 'im') return false;
  const written = event as { subtype?: string; bot_id?: string; user?: string; thread_ts?: string };
  const isWritten = written.subtype === undefined || written.subtype === 'file_share';
  if (!isWritten || written.bot_id || !written.user) return true;
  const texts = await desk.textsFor(teamId);
  const person = await desk.knowPerson(teamId, written.user).catch(() => null);
  const isGuest = person?.role === 'guest';
  const text = isGuest ? texts.home.guest : texts.directMessage;
  const t = texts.home;
  await desk.slack.chat.postMessage({
    channel: event.channel,
    ...(written.thread_ts ? { thread_ts: written.thread_ts } : {}),
    text,
    blocks: [
      said(text),
      ...(isGuest
        ? []
        : [
            actions(
              'direct_message',
              button(startActions.carousel, t.newCarousel, 'carousel', { style: 'primary' }),
              button(startActions.article, t.newArticle, 'blog'),
              button(startActions.research, t.newResearch, 'research'),
              button(startActions.plan, t.newPlan, 'plan'),
              button(startActions.document, t.addDocument, 'knowledge'),
            ),
          ]),
    ],
  });
  return true;
}
