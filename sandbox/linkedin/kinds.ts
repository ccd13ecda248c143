/** Four kinds of call change something at LinkedIn; the others only read. */
export const writeKinds = ['view_profile', 'send_invite', 'send_message', 'withdraw_invite'] as const;
export type WriteKind = (typeof writeKinds)[number];
export type CallKind =
  | WriteKind
  | 'read_profile'
  | 'read_account'
  | 'read_invitations'
  | 'read_relations'
  | 'read_chats'
  | 'read_messages'
  | 'webhooks';

export const isWriteKind = (kind: CallKind): kind is WriteKind => writeKinds.some((write) => write === kind);
