import type { Account, InboundEvent } from '../../ports/outreach.ts';

// A key names what happened, not how it was heard of: a webhook, its repetition and a poll give the same one.

export function messageEvent(p: {
  accountId: string;
  messageId: string;
  chatId: string;
  mine: boolean;
  /** Of the other person; null when it cannot be told. */
  providerId: string | null;
  profileUrl: string | null;
  text: string | null;
  at: string;
}): InboundEvent {
  return {
    key: `message:${p.accountId}:${p.messageId}`,
    kind: p.mine ? 'echo' : 'message',
    provider_account_id: p.accountId,
    provider_id: p.providerId,
    profile_url: p.profileUrl,
    chat_id: p.chatId,
    message_id: p.messageId,
    // Half an emoji or a NUL would be refused by the database, and the reply with it.
    text: p.text?.replaceAll('\0', '').toWellFormed() ?? null,
    at: p.at,
    status: null,
  };
}

export function acceptedEvent(p: {
  accountId: string;
  providerId: string;
  profileUrl: string | null;
  at: string;
}): InboundEvent {
  return {
    key: `accepted:${p.accountId}:${p.providerId}`,
    kind: 'accepted',
    provider_account_id: p.accountId,
    provider_id: p.providerId,
    profile_url: p.profileUrl,
    chat_id: null,
    message_id: null,
    text: null,
    at: p.at,
    status: null,
  };
}

export function statusEvent(p: {
  accountId: string;
  status: Account['status'];
  key: string;
  at: string;
}): InboundEvent {
  return {
    key: p.key,
    kind: 'account_status',
    provider_account_id: p.accountId,
    provider_id: null,
    profile_url: null,
    chat_id: null,
    message_id: null,
    text: null,
    at: p.at,
    status: p.status,
  };
}
