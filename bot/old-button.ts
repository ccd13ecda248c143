import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { said } from './blocks.ts';
import type { Desk } from './desk.ts';

/** A press on a button that this version no longer knows: never silent. */
export function oldButton(desk: Desk) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    await ack();
    const texts = await desk.textsFor(body.team?.id ?? '');
    await desk.tell(
      { user_id: body.user.id, channel_id: body.channel?.id ?? null },
      { text: texts.oldButton, blocks: [said(texts.oldButton)] },
    );
  };
}
