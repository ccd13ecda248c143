import type {
  BlockAction,
  MessageShortcut,
  SlackActionMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { said } from '../slack/blocks.ts';

/** A press on a button that this version no longer knows: never silent. */
export function oldButton(desk: Desk) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    await ack();
    await tellOld(desk, 'oldButton', body.team?.id, body.user.id, body.channel?.id);
  };
}

/** A form that this version no longer knows: it stays open with what was typed, and says so. */
export function oldForm(desk: Desk) {
  return async ({ ack, body }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const [input] = Object.keys(body.view.state?.values ?? {});
    const teamId = body.team?.id ?? '';
    if (input === undefined) {
      await ack();
      return tellOld(desk, 'oldForm', teamId, body.user.id);
    }
    await ack({ response_action: 'errors', errors: { [input]: (await desk.textsFor(teamId)).oldForm } });
  };
}

/** A shortcut that the Slack app offers and this version does not know. */
export function oldShortcut(desk: Desk) {
  return async ({ ack, shortcut }: SlackShortcutMiddlewareArgs): Promise<void> => {
    await ack();
    const { channel } = shortcut as Partial<MessageShortcut>;
    await tellOld(desk, 'oldShortcut', shortcut.team?.id, shortcut.user.id, channel?.id);
  };
}

async function tellOld(
  desk: Desk,
  what: 'oldButton' | 'oldForm' | 'oldShortcut',
  teamId: string | undefined,
  userId: string,
  channelId?: string,
): Promise<void> {
  const text = (await desk.textsFor(teamId ?? ''))[what];
  await desk.tell({ user_id: userId, channel_id: channelId ?? null }, { text, blocks: [said(text)] });
}
