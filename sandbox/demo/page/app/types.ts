/** What the control API of the sandbox sends. Unknown fields are ignored. */
export interface Person {
  id: string;
  name: string;
  real_name?: string | undefined;
  role: string;
  tz: string;
  is_deactivated?: boolean | undefined;
  /** Of another company (Slack Connect). */
  is_stranger?: boolean | undefined;
}

export interface Channel {
  id: string;
  name: string;
  is_private: boolean;
  is_im?: boolean | undefined;
  is_member?: boolean | undefined;
  members: string[];
  /** Other workspaces that see it. */
  shared_with?: string[] | undefined;
  /** The other person of a direct message. */
  user?: string | undefined;
}

export interface Shortcut {
  callback_id: string;
  name: string;
}

export interface WorkspaceState {
  team: { id: string; name: string };
  bot_user_id: string;
  app?: { name: string; handle: string } | undefined;
  users: Person[];
  channels: Channel[];
  /** What the menu of a message offers. */
  shortcuts: Shortcut[];
  /** What the app is doing now, by thread. */
  statuses?: ThreadStatus[] | undefined;
  now: string;
}

export interface ThreadStatus {
  channel_id: string;
  thread_ts: string;
  status: string;
  /** Shown in turn in place of the status. */
  loading_messages?: string[] | undefined;
  /** Milliseconds since 1970, by the workspace's clock. */
  expires_at: number;
}

export interface Reaction {
  name: string;
  users: string[];
}

export interface FileShare {
  id: string;
  name?: string | undefined;
  title?: string | undefined;
  alt_text?: string | undefined;
  /** Empty while the file is being processed. */
  mimetype?: string | undefined;
  size?: number | undefined;
}

/** A Block Kit block or element. The bot decides what is in it, so each reader checks what it reads. */
export type Json = Record<string, unknown>;

export interface Message {
  ts: string;
  thread_ts?: string | null | undefined;
  user: string;
  bot_id?: string | undefined;
  bot_profile?: { name: string; is_workflow_bot?: boolean | undefined } | undefined;
  /** Of an app that posts without a user. */
  username?: string | undefined;
  /** The new name, where the message says that a channel was renamed. */
  name?: string | undefined;
  /** The parent of a reply that also stands in the channel. */
  root?: Message | undefined;
  subtype?: string | undefined;
  text: string;
  blocks?: Json[] | undefined;
  files?: FileShare[] | undefined;
  /** Only the person who asked sees it. */
  ephemeral?: boolean | undefined;
  edited?: { ts: string } | null | undefined;
  reply_count?: number | undefined;
  reply_users?: string[] | undefined;
  latest_reply?: string | null | undefined;
  reactions?: Reaction[] | undefined;
}

/** A message that was found, and where. */
export interface Match extends Message {
  channel_id: string;
}

export interface Matches {
  total: number;
  matches: Match[];
}

/** A thread that a person began, wrote in or was named in. */
export interface FollowedThread {
  channel_id: string;
  thread_ts: string;
  parent: Message;
  /** The newest ones, oldest first. */
  latest_replies: Message[];
}

export interface View {
  id: string;
  type: string;
  title?: { text: string } | undefined;
  submit?: { text: string } | null | undefined;
  close?: { text: string } | null | undefined;
  blocks: Json[];
}

export interface Views {
  modals: View[];
  home: View | null;
}

export interface Command {
  command: string;
  usage_hint?: string | undefined;
  description?: string | undefined;
}

export interface WorkspaceEvent {
  type: string;
  channel_id?: string | undefined;
  thread_ts?: string | null | undefined;
  ts?: string | undefined;
  user_id?: string | undefined;
  /** Of `status`: empty when the app is no longer at work. */
  status?: string | undefined;
  loading_messages?: string[] | undefined;
  expires_at?: number | undefined;
}
