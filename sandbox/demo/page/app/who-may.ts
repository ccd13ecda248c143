import type { Message } from './types.ts';

/** What Slack itself says in a conversation: joins, deleted messages. */
export function isSystem(message: Message): boolean {
  return (
    message.subtype !== undefined &&
    !['file_share', 'thread_broadcast', 'bot_message'].includes(message.subtype)
  );
}

export function canEdit(message: Message, personId: string): boolean {
  return message.user === personId && !message.ephemeral && !isSystem(message);
}

export function canDelete(message: Message, person: { id: string; role: string }): boolean {
  return (message.user === person.id || person.role === 'admin') && !message.ephemeral && !isSystem(message);
}
