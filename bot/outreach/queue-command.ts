import type { Asked } from '../asking/press.ts';
import { answered } from '../asking/recorded.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { queueMessage } from './queue-message.ts';

/** More than a message shows, so that it can say how many there are. */
const READ = 200;

/** `/outreach queue`: for the person alone, as its buttons are. */
export async function queueCommand(desk: OutreachDesk, asked: Asked, t: OutreachTexts): Promise<void> {
  const queue = await answered(desk, asked.to, t, desk.outreach.queue(asked.teamId, READ));
  if (queue) await desk.tell(asked.to, queueMessage(queue, t));
}
