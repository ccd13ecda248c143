import type { MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { onPress, readValue, tellOldButton } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { actions, button, clip, type Message, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { asksForDraft } from './asks-for-draft.ts';
import { openThreadForm } from './thread-form.ts';
import { briefOf } from './thread-material.ts';

/** callback_id of the shortcut in the menu of every message. */
export const DRAFT_FROM_THREAD = 'draft_from_thread';

/** The button of an answer to a mention, which has no trigger of its own. */
export const threadActions = { open: 'open_thread_form' } as const;

const offered = z.object({
  thread_ts: z.string(),
  type: z.enum(['carousel', 'blog', 'research']).nullable(),
  brief: z.string(),
});
/** A button's value takes 2000 characters, with the signs that JSON adds. */
const BRIEF_IN_BUTTON = 900;

/** "Draft from this thread" was chosen in the menu of a message: the form, with the words of that message. */
export function draftFromThread(desk: ContentDesk) {
  return async ({ ack, shortcut }: SlackShortcutMiddlewareArgs): Promise<void> => {
    await ack();
    // SAFETY: registered under the id of a message shortcut.
    const { team, user, channel, message, message_ts, trigger_id, response_url } =
      shortcut as MessageShortcut;
    const teamId = team?.id ?? user.team_id ?? '';
    const texts = await desk.textsFor(teamId);
    const {
      thread_ts,
      text = '',
      bot_id,
    } = message as { thread_ts?: string; text?: string; bot_id?: string };
    await openThreadForm(
      desk,
      {
        teamId,
        userId: user.id,
        triggerId: trigger_id,
        to: { user_id: user.id, channel_id: channel.id, response_url },
      },
      {
        thread_ts: thread_ts ?? message_ts,
        type: null,
        brief: bot_id ? '' : briefOf(text, texts.fromThread.aColleague),
      },
      texts,
    );
  };
}

/** The button under the answer to a mention. */
export function openThreadFormAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const value = readValue(offered, press.value);
    if (value === null) return tellOldButton(desk, press);
    await openThreadForm(desk, press, value, await desk.textsFor(press.teamId));
  });
}

/** What the author of a mention in a thread without a job is answered; null for words that ask for no draft. Pure. */
export function offerInThread(thread_ts: string, said_: string, texts: Texts): Message | null {
  const asked = asksForDraft(said_);
  if (asked === null) return null;
  return offer(
    { thread_ts, type: asked.type, brief: clip(asked.brief, BRIEF_IN_BUTTON) },
    [texts.fromThread.offer(texts.work[asked.type])],
    texts,
  );
}

/** How to start, and the way from this thread. */
export function helpInThread(thread_ts: string, texts: Texts): Message {
  const lines = [texts.mentionHelp, texts.fromThread.offerAny];
  return offer({ thread_ts, type: null, brief: '' }, lines, texts);
}

function offer(value: z.infer<typeof offered>, lines: string[], texts: Texts): Message {
  return {
    text: lines.join(' '),
    blocks: [
      ...lines.map(said),
      actions(
        'draft_from_thread',
        button(threadActions.open, texts.fromThread.open, JSON.stringify(value), { style: 'primary' }),
      ),
    ],
  };
}
