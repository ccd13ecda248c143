import type { InputBlock } from '@slack/types';
import { field } from './form-parts.ts';

export const CHANNEL = 'channel';

/** Where a thread is to appear: a channel, so that approvers see it; no direct messages, no channels of other companies. */
export function channelInput(label: string, hint: string): InputBlock {
  return field(
    CHANNEL,
    label,
    {
      type: 'conversations_select',
      filter: {
        include: ['public', 'private'],
        exclude_bot_users: true,
        exclude_external_shared_channels: true,
      },
    },
    { hint: hint },
  );
}

/** The channel that was chosen; null: none, or the form did not ask. */
export function chosenChannel(values: Record<string, Record<string, unknown>>): string | null {
  const field = values[CHANNEL]?.[CHANNEL] as { selected_conversation?: unknown } | undefined;
  const chosen = field?.selected_conversation;
  return typeof chosen === 'string' && /^[CG][A-Z0-9]+$/.test(chosen) ? chosen : null;
}
