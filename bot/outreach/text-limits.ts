import type { Account, ActionType } from '../../ports/outreach.ts';

/** LinkedIn counts 200 characters in a note of a free account, 300 of a paid one, 8,000 in a message. */
export function textMax(type: ActionType, tier: Account['tier']): number {
  if (type === 'send_message') return 8000;
  if (type === 'send_invite') return tier === 'free' ? 200 : 300;
  return 0;
}

/** As the database counts: line ends as LF, trimmed, NFC; UTF-16 units, which are never fewer than characters. */
export function textLength(text: string): number {
  return text.replaceAll(/\r\n?/g, '\n').trim().normalize('NFC').length;
}
