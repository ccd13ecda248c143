import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { plain } from '../slack/blocks.ts';

/** A command that the Slack app offers and this version does not know. */
export function unknownCommand(desk: Desk) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const texts = await desk.textsFor(command.team_id);
    const text = texts.command.unknownCommand(command.command);
    await ack({ response_type: 'ephemeral', text, blocks: [plain(text)] });
  };
}
