import { z } from 'zod';
import { type Check, ok, warn } from '../check.ts';
import { connectable, partNamed } from '../each-part.ts';

/** The bot draws within seconds; older than this, it does not run or Slack refuses. */
const OLD_S = 600;
const backlog = z.object({ waiting: z.number(), oldest_s: z.number(), given_up: z.number() });

export const outbox: Check = {
  name: 'outbox',
  applies: (subject) => connectable(subject).some(({ name }) => name === 'bot'),
  async run({ probes }) {
    const { status, message, data } = await probes.rpc(partNamed('bot'), 'content', 'outbox_backlog');
    if (status !== 200) return warn(`not checked: ${message}`, 'First mend what "database" says.');
    const { waiting, oldest_s, given_up } = backlog.parse(data);
    const note = `${waiting} waiting${waiting > 0 ? `, the oldest since ${Math.max(0, oldest_s)} s` : ''}, ${given_up} given up`;
    return oldest_s > OLD_S ? warn(note, 'Start the bot, or see in its log what Slack answers.') : ok(note);
  },
};
