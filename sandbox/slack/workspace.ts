import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../platform/log.ts';
import { slackTimes } from '../../ports/slack-limits.ts';
import type { Changes } from './changes.ts';
import type { Deliver } from './deliver.ts';
import type { Faults } from './faults.ts';
import type { InFlight } from './in-flight.ts';
import type { SlashCommand } from './manifest.ts';
import type { Pacing } from './pacing.ts';
import type { SocketServer } from './socket-mode/socket-server.ts';
import type { ChannelStore } from './store/channels.ts';
import type { FileStore } from './store/files.ts';
import type { MessageStore } from './store/messages.ts';
import type { PeopleStore } from './store/people.ts';
import type { ReactionStore } from './store/reactions.ts';
import type { SettingsStore } from './store/settings.ts';
import type { ThreadStatusStore } from './store/thread-statuses.ts';
import type { UserGroupStore } from './store/user-groups.ts';
import type { ViewStore } from './store/views.ts';

/** Slack's own times, in ms, so that tests can shorten them. */
export interface Timing {
  /** An app that answers later has failed. */
  ackMs: number;
  triggerMs: number;
  responseUrlMs: number;
  /** From completeUploadExternal until the file may be shown. */
  fileDelayMs: number;
  /** A status of a thread that the app does not renew. */
  threadStatusMs: number;
  /** Waits before the retries of an event. Slack: at once, 1 min, 5 min. */
  eventRetryMs: readonly number[];
}

export const defaultTiming: Timing = {
  ackMs: slackTimes.ack,
  triggerMs: slackTimes.trigger,
  responseUrlMs: slackTimes.responseUrl,
  fileDelayMs: 300,
  threadStatusMs: slackTimes.threadStatus,
  // Compressed: who watches the sandbox does not wait five minutes.
  eventRetryMs: [0, 2000, 10_000],
};

interface Secrets {
  botToken: string;
  signingSecret: string;
  /** For `apps.connections.open` alone. */
  appToken: string;
  /** The legacy token in each payload; Slack still sends it. */
  verificationToken: string;
}

/** All that the methods and the control API work with. */
export interface Workspace {
  db: DatabaseSync;
  settings: SettingsStore;
  now(): number;
  log: Log;
  /** Address of the server that answers for the stand-in, without a trailing slash. */
  origin(): string;
  eventsUrl(): string;
  timing: Timing;
  secrets: Secrets;
  commands: SlashCommand[];
  subscribedEvents: readonly string[];
  /** Of the bot's token. */
  scopes: readonly string[];
  people: PeopleStore;
  userGroups: UserGroupStore;
  channels: ChannelStore;
  messages: MessageStore;
  reactions: ReactionStore;
  threadStatuses: ThreadStatusStore;
  files: FileStore;
  views: ViewStore;
  changes: Changes;
  inFlight: InFlight;
  deliver: Deliver;
  sockets: SocketServer;
  /** As the app's settings say; without it no connection is opened. */
  socketMode: boolean;
  faults: Faults;
  pacing: Pacing;
}
