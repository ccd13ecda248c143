import { noAnswer } from '../asking/no-answer.ts';
import { type Asked, tellLine } from '../asking/press.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { queueMessage } from './queue-message.ts';

/** More than a message shows, so that it can say how many there are. */
const READ = 200;

/** `/outreach queue`: for the person alone, as its buttons are. */
export async function queueCommand(desk: OutreachDesk, asked: Asked, t: OutreachTexts): Promise<void> {
  try {
    const queue = await desk.outreach.queue(asked.teamId, READ);
    await desk.tell(asked.to, queueMessage(queue, t));
  } catch (error) {
    if (!noAnswer(error)) throw error;
    await tellLine(desk, asked.to, t.command.notAnswered);
  }
}
