import { z } from 'zod';
import { HttpRefusal } from '../http.ts';
import { app } from '../manifest.ts';
import type { Channel, Person } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';

export const id = z.string().min(1).max(255);
export const stamp = z.string().regex(/^\d{10}\.\d{6}$/, 'a ts such as 1763838312.000100');

/** @throws {HttpRefusal} 400 with a sentence that names each wrong field. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new HttpRefusal(400, `Cannot read the request: ${faults.slice(0, 5).join('; ')}`);
}

/** @throws {HttpRefusal} 404 for an id that is no person of the workspace. */
export function personOf(ws: Workspace, userId: string): Person {
  const person = ws.people.get(userId);
  if (!person || person.id === app.bot_user_id) throw new HttpRefusal(404, 'user_not_found');
  return person;
}

/** Who acts. @throws {HttpRefusal} 403 `account_inactive`: closing an account signs its person out. */
export function actorOf(ws: Workspace, userId: string): Person {
  const person = personOf(ws, userId);
  if (person.deactivated) throw new HttpRefusal(403, 'account_inactive');
  return person;
}

export function channelOf(ws: Workspace, channelId: string): Channel {
  const channel = ws.channels.get(channelId);
  if (!channel) throw new HttpRefusal(404, 'channel_not_found');
  return channel;
}

/** Where the person may act. @throws {HttpRefusal} 403 `not_in_channel` or `is_archived`. */
export function memberOf(
  ws: Workspace,
  userId: string,
  channelId: string,
): { person: Person; channel: Channel } {
  const person = actorOf(ws, userId);
  const channel = channelOf(ws, channelId);
  if (!ws.channels.isMember(channel.id, person.id)) throw new HttpRefusal(403, 'not_in_channel');
  if (channel.is_archived) throw new HttpRefusal(403, 'is_archived');
  return { person, channel };
}

/** Members see a channel; anyone but guests may also look into a public one. */
export function mayRead(ws: Workspace, person: Person, channel: Channel): boolean {
  if (ws.channels.isMember(channel.id, person.id)) return true;
  return channel.kind === 'public' && person.role !== 'guest';
}
