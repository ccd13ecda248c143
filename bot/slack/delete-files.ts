import type { WebClient } from '@slack/web-api';
import { slackFailure } from './slack-failure.ts';

/** What Slack says of a file that it does not hold (any more). */
export const notThere = ['file_not_found', 'file_deleted'];

/**
 * Deletes files of the bot, those that are gone already among them: a message that showed one shows that it was deleted.
 *
 * Source: docs.slack.dev/reference/methods/files.delete; a bot deletes what it uploaded, with the scope `files:write`.
 */
export async function deleteFiles(slack: WebClient, fileIds: readonly string[]): Promise<void> {
  for (const file of fileIds) {
    try {
      await slack.files.delete({ file });
    } catch (error) {
      if (!notThere.includes(slackFailure(error).code)) throw error;
    }
  }
}
