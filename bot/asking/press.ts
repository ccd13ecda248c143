import type { BlockButtonAction } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { said } from '../slack/blocks.ts';
import type { Recipient } from './tell.ts';

/** A press on a button, wherever it stands: a card, an ephemeral list, the Home tab. */
export interface Press {
  teamId: string;
  userId: string;
  triggerId: string;
  to: Recipient;
  value: string;
  /** It stands on the Home tab, which does not redraw itself. */
  onHome: boolean;
}

export function readPress(body: BlockButtonAction): Press {
  const message = body.message as { ts?: string; thread_ts?: string } | undefined;
  return {
    teamId: body.team?.id ?? body.user.team_id ?? '',
    userId: body.user.id,
    triggerId: body.trigger_id,
    to: {
      user_id: body.user.id,
      channel_id: body.channel?.id ?? null,
      ...(message?.thread_ts ? { thread_ts: message.thread_ts } : {}),
      // The bot may not be in the channel of an ephemeral answer.
      response_url: body.response_url || null,
    },
    value: body.actions[0]?.value ?? '',
    onHome: body.view?.type === 'home',
  };
}

/** The bot's own sentence, to one person. */
export async function tellLine(desk: Pick<Desk, 'tell'>, to: Recipient, line: string): Promise<void> {
  await desk.tell(to, { text: line, blocks: [said(line)] });
}
