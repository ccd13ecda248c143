import type { KnownBlock } from '@slack/types';
import type { Action } from '../../ports/outreach.ts';
import { actions, button, heading, type Message, said, small, words } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { cancelButton } from './action-card.ts';
import { numbered, outreachActions, refOf } from './action-ref.ts';
import { authorOf, leadName, standing } from './describe-action.ts';

/** Three blocks each; a message holds 50. */
const QUEUE_SHOWN = 15;

const steerable = ['pending_approval', 'approved', 'scheduled'];

/** What waits, next first, with why not yet; cancel and reschedule. */
export function queueMessage(queue: Action[], t: OutreachTexts): Message {
  if (queue.length === 0) return { text: t.queue.empty, blocks: [said(t.queue.empty)] };
  const title = t.queue.heading(queue.length);
  const shown = queue.slice(0, QUEUE_SHOWN);
  return {
    text: title,
    blocks: [
      heading(title),
      ...shown.flatMap((action, i) => entry(action, i + 1, t)),
      ...(queue.length > shown.length ? [small(t.queue.more(queue.length - shown.length))] : []),
    ],
  };
}

function entry(action: Action, n: number, t: OutreachTexts): KnownBlock[] {
  return [
    words({ text: `${t.types[action.type]}: ${leadName(action)}`, bold: true }),
    small(`${standing(action, t)}\n${t.card.by} ${authorOf(action)} · <#${action.channel_id}>`),
    ...(steerable.includes(action.status)
      ? [
          actions(
            `queue_${n}`,
            button(numbered(outreachActions.reschedule, n), t.card.reschedule, JSON.stringify(refOf(action))),
            cancelButton(action, t, numbered(outreachActions.cancel, n)),
          ),
        ]
      : []),
  ];
}
