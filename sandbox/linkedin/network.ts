import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../platform/log.ts';
import type { InFlight } from '../slack/in-flight.ts';
import type { Faults } from './faults.ts';
import type { WriteKind } from './kinds.ts';
import type { Call } from './shapes.ts';
import type { AccountStore } from './store/accounts.ts';
import type { CallStore } from './store/calls.ts';
import type { ChatStore } from './store/chats.ts';
import type { DeliveryStore } from './store/deliveries.ts';
import type { InvitationStore } from './store/invitations.ts';
import type { PeopleStore } from './store/people.ts';

/** Each from and to, drawn evenly. */
export interface Lags {
  /** Until LinkedIn shows a sent invitation. */
  invite_s: [number, number];
  /** Until a sent or received message is in Unipile's cache. */
  message_s: [number, number];
  /** Until a message webhook leaves. */
  webhook_s: [number, number];
  /** Until Unipile notices an accepted invitation. */
  relation_h: [number, number];
}

export const defaultLags: Lags = {
  invite_s: [0, 60],
  message_s: [0, 30],
  webhook_s: [0, 5],
  relation_h: [0, 8],
};

/** How webhooks misbehave. */
interface HookTrouble {
  /** Copies of each event besides the first. */
  duplicate: number;
  /** Each copy leaves after 0 to this many seconds, so that they overtake each other. */
  reorder_s: number;
  /** How many attempts are lost on the way. */
  lose: number;
}

/** What V2 leaves open, or what happens to its customers. */
interface TroubleV2 {
  /** In which inbox a chat lies whose last words are the other person's. */
  answers_in: string;
  /** The date of the keys is over. */
  key_expired: boolean;
}

/** Watches every write from LinkedIn's side of the wire, when it was stored as arrived and has not acted yet. */
export type Judge = (net: Network, call: Call & { kind: WriteKind }) => Promise<void>;

/** LinkedIn with Unipile in front of it: all that the routes and the control API work with. */
export interface Network {
  db: DatabaseSync;
  log: Log;
  /** Virtual time in ms since 1970. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Of v1. */
  apiKey: string;
  /** Value of the header of v1's hooks. */
  webhookSecret: string;
  /** Keys of V2: one that acts for accounts, one that manages the application. */
  scopedKey: string;
  serviceKey: string;
  accounts: AccountStore;
  people: PeopleStore;
  invitations: InvitationStore;
  chats: ChatStore;
  calls: CallStore;
  deliveries: DeliveryStore;
  faults: Faults;
  judge: Judge;
  lags: Lags;
  trouble: HookTrouble & TroubleV2;
  inFlight: InFlight;
  /** Sends webhooks. */
  post: typeof globalThis.fetch;
  /** Something may have to be delivered now. */
  wake(): void;
}

/** A moment in the future, by one of the lags. */
export function after(net: Network, [from, to]: readonly [number, number], unitMs = 1000): number {
  return Math.floor(net.now() + (from + net.random() * (to - from)) * unitMs);
}
