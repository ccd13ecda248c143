/** What the control API of the sandbox sends (DESIGN, "Sandbox"). Unknown fields are ignored. */
export interface Person {
  id: string;
  name: string;
  real_name?: string | undefined;
  role: string;
  tz: string;
}

export interface Channel {
  id: string;
  name: string;
  is_private: boolean;
  is_im?: boolean | undefined;
  is_member?: boolean | undefined;
  members: string[];
  topic?: string | undefined;
  /** The other person of a direct message. */
  user?: string | undefined;
}

export interface WorkspaceState {
  team: { id: string; name: string };
  bot_user_id: string;
  bot_name?: string | undefined;
  users: Person[];
  channels: Channel[];
  now: string;
}

export interface FileShare {
  id: string;
  name: string;
  title?: string | undefined;
  alt_txt?: string | undefined;
  mimetype: string;
  size: number;
}

/** A Block Kit block or element. The bot decides what is in it, so each reader checks what it reads. */
export type Json = Record<string, unknown>;

export interface Message {
  ts: string;
  thread_ts?: string | undefined;
  user: string;
  bot_id?: string | undefined;
  subtype?: string | undefined;
  text: string;
  blocks?: Json[] | undefined;
  files?: FileShare[] | undefined;
  /** Seen by one person only: `true`, or that person's id. */
  ephemeral?: boolean | string | null | undefined;
  edited?: { ts: string } | null | undefined;
  reply_count?: number | undefined;
  reply_users?: string[] | undefined;
  latest_reply?: string | null | undefined;
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
  thread_ts?: string | undefined;
  ts?: string | undefined;
  user_id?: string | undefined;
}
