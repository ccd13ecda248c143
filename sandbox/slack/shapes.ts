import type { Role } from '../../ports/people.ts';

export type Json = { [key: string]: unknown };

export interface Person {
  id: string;
  /** Handle, without @. */
  name: string;
  real_name: string;
  role: Role | 'bot';
  tz: string;
  /** The account was closed: the person is named where they wrote and does nothing any more. */
  deactivated?: boolean;
  /** Absent: this workspace. */
  home?: Home;
}

/** The workspace of a person who is not of this one: of another company in a shared channel, or of the same organisation. */
export interface Home {
  team_id: string;
  is_stranger: boolean;
}

/** The organisation of workspaces on Enterprise Grid. */
export interface Enterprise {
  id: string;
  name: string;
}

/** People who are mentioned and asked together. */
export interface UserGroup {
  id: string;
  /** Without @. */
  handle: string;
  name: string;
  members: string[];
  is_disabled: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  is_archived: boolean;
  /** Workspaces of other companies that are in it too (Slack Connect). */
  shared_with?: string[];
  /** In several workspaces of the same organisation. */
  is_org_shared?: boolean;
  /** Seconds since 1970. */
  created: number;
}

export interface MessageBody {
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: Json;
  file_ids?: string[];
  edited?: { user: string; ts: string };
  subtype?: string;
  client_msg_id?: string;
  /** Another app or a workflow that wrote it. */
  by_app?: OtherApp;
  /** Of a rename that Slack itself tells. */
  old_name?: string;
  name?: string;
}

export interface OtherApp {
  bot_id: string;
  app_id: string;
  name: string;
  is_workflow_bot: boolean;
  /** As older workflows and webhooks post: a name and no user. */
  has_no_user: boolean;
}

export interface Message {
  channel_id: string;
  ts: string;
  /** The parent's ts for a reply; null at top level, also for a parent. */
  thread_ts: string | null;
  user_id: string;
  /** The one person who sees it; null for an ordinary message. */
  ephemeral_to: string | null;
  deleted: boolean;
  body: MessageBody;
}

/** What the app says that it is doing, shown where it types in a thread. */
export interface ThreadStatus {
  channel_id: string;
  thread_ts: string;
  status: string;
  /** Shown in turn in place of the status. */
  loading_messages: string[];
  /** Milliseconds since 1970. */
  expires_at: number;
}

/** `pending`: an upload address was given. `processing`: completed, not ready. `ready`: may be shown. */
type FileState = 'pending' | 'uploaded' | 'processing' | 'ready' | 'deleted';

export interface StoredFile {
  id: string;
  state: FileState;
  /** Milliseconds since 1970; set while processing. */
  ready_at: number;
  user_id: string;
  name: string;
  title: string;
  alt_text: string;
  mimetype: string;
  size: number;
  created: number;
  /** A form brought it to the app. */
  with_app?: boolean;
  /** Channel -> where it was shared. */
  shares: Record<string, { ts: string; thread_ts: string | null }[]>;
}

/** What completeUploadExternal asked to post once its files are ready. */
export interface Share {
  id: string;
  file_ids: string[];
  channel_id: string;
  thread_ts: string | null;
  text: string;
  blocks: Json[] | null;
}

/** What the app decides of a view. */
export interface ViewContent extends Json {
  type: 'modal' | 'home';
  hash: string;
  blocks: Json[];
  state: { values: StateValues };
  external_id: string;
  private_metadata: string;
  callback_id: string;
}
export interface View extends ViewContent {
  id: string;
  root_view_id: string;
  previous_view_id: string | null;
}
export type StateValues = Record<string, Record<string, Json>>;

export interface Change {
  type:
    | 'message'
    | 'message_changed'
    | 'message_deleted'
    | 'ephemeral'
    | 'reaction'
    | 'status'
    | 'view'
    | 'file'
    | 'home'
    | 'channel';
  channel_id?: string;
  thread_ts?: string | null;
  ts?: string;
  /** Only this person sees the change; absent: all who see the channel. */
  user_id?: string;
  file_id?: string;
  /** Of a thread, when the type is `status`; empty: the app is no longer at work. */
  status?: string;
  loading_messages?: string[];
  expires_at?: number;
}
