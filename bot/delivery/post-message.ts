import type { WebClient } from '@slack/web-api';
import type { OutboxItem } from '../../ports/content.ts';
import type { Message } from '../slack/blocks.ts';
import { removeDuplicates as removeAllButFirst, showMessage } from '../slack/show-message.ts';
import { placeOf } from './find-posted.ts';

/**
 * Shows an item: edits what is there, finds what may be there, else posts.
 *
 * @returns The ts that shows the item now.
 */
export function postMessage(slack: WebClient, item: OutboxItem, message: Message): Promise<string> {
  return showMessage(slack, placeOf(item), message);
}

/** After a lost claim somebody else may have posted too: the oldest stays, the others go. */
export function removeDuplicates(slack: WebClient, item: OutboxItem): Promise<void> {
  return removeAllButFirst(slack, placeOf(item));
}
