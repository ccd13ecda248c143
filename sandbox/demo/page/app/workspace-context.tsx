import { createContext, useContext } from 'react';
import type { Frame } from './format-time.ts';
import type { Snapshot } from './snapshot.ts';
import type { Channel, Message, Person, Shortcut } from './types.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** What changes seldom, so that a message row is drawn again only when it has to be. */
export interface Surroundings {
  store: WorkspaceStore;
  me: Person;
  botId: string;
  users: Person[];
  channels: Channel[];
  shortcuts: Shortcut[];
  frame: Frame;
  /** Follows a link inside the workspace; false: it leads elsewhere. */
  follow(href: string): boolean;
}

const SurroundingsContext = createContext<Surroundings | null>(null);
const SnapshotContext = createContext<Snapshot | null>(null);

export const SurroundingsProvider = SurroundingsContext.Provider;
export const SnapshotProvider = SnapshotContext.Provider;

export function useSurroundings(): Surroundings {
  const value = useContext(SurroundingsContext);
  if (value === null) throw new Error('Cannot read the workspace outside SurroundingsProvider');
  return value;
}

export function useSnapshot(): Snapshot {
  const value = useContext(SnapshotContext);
  if (value === null) throw new Error('Cannot read the snapshot outside SnapshotProvider');
  return value;
}

interface Author {
  id: string;
  name: string;
  isBot: boolean;
}

export function authorOf(userId: string, { users, botId }: Pick<Surroundings, 'users' | 'botId'>): Author {
  const person = users.find((user) => user.id === userId);
  if (person) return { id: userId, name: displayName(person), isBot: userId === botId };
  return { id: userId, name: userId === 'USLACKBOT' ? 'Slackbot' : userId, isBot: userId === botId };
}

interface MessageAuthor extends Author {
  /** What stands behind the name. */
  badge: 'APP' | 'WORKFLOW' | null;
}

/** Who a message is from: a person, this app, or another app or workflow, which names itself. */
export function messageAuthor(
  message: Pick<Message, 'user' | 'bot_profile' | 'username'>,
  names: Pick<Surroundings, 'users' | 'botId'>,
): MessageAuthor {
  const author = authorOf(message.user, names);
  const own = message.bot_profile?.name ?? message.username;
  if (author.isBot || own === undefined) return { ...author, badge: author.isBot ? 'APP' : null };
  return { ...author, name: own, badge: message.bot_profile?.is_workflow_bot ? 'WORKFLOW' : 'APP' };
}

export function displayName(person: Person): string {
  return person.real_name ?? person.name;
}

/** The other person of a direct message. */
export function directPeer(channel: Channel, meId: string): string {
  return channel.user ?? channel.members.find((member) => member !== meId) ?? meId;
}
