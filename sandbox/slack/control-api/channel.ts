import { z } from 'zod';
import { emitEvent } from '../events.ts';
import { HttpRefusal } from '../http.ts';
import { app } from '../manifest.ts';
import { postMessage } from '../post.ts';
import type { Channel } from '../shapes.ts';
import { transaction } from '../store/open-store.ts';
import type { Workspace } from '../workspace.ts';
import { id, personOf, read } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({
  user_id: id.default('U0RENATA'),
  channel_id: z.string().regex(/^C[A-Z0-9]+$/, 'an id such as C0PRESS'),
  name: z
    .string()
    .regex(/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u, 'small letters, digits, _ and -, at most 80')
    .optional(),
  kind: z.enum(['public', 'private']).optional(),
  members: z.array(id).optional(),
  shared_with: z.array(z.string().regex(/^T[A-Z0-9]+$/, 'an id such as T0OTHER')).optional(),
  is_org_shared: z.boolean().optional(),
});

/** Makes a channel, renames it, or shares it with other companies or workspaces; the app hears what it subscribes to. */
export const channelRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const person = personOf(ws, given.user_id);
  const before = ws.channels.get(given.channel_id);
  const name = given.name ?? before?.name;
  if (name === undefined) throw new HttpRefusal(400, 'Cannot make a channel without a name');
  if (ws.channels.all().some((c) => c.kind !== 'im' && c.name === name && c.id !== given.channel_id))
    throw new HttpRefusal(400, 'name_taken');
  for (const member of given.members ?? []) if (member !== app.bot_user_id) personOf(ws, member);
  const shared = given.shared_with ?? before?.shared_with;
  const channel: Channel = {
    id: given.channel_id,
    name,
    kind: given.kind ?? before?.kind ?? 'public',
    is_archived: before?.is_archived ?? false,
    created: before?.created ?? Math.floor(ws.now() / 1000),
    ...(shared ? { shared_with: shared } : {}),
    is_org_shared: given.is_org_shared ?? before?.is_org_shared ?? false,
  };
  transaction(ws.db, () => {
    if (!before) ws.channels.add(channel, given.members ?? [person.id]);
    else ws.channels.put(channel);
    if (!before) tell(ws, 'channel_created', channel, { creator: person.id });
    else if (before.name !== name) {
      const text = `has renamed the channel from "${before.name}" to "${name}"`;
      const renamed = { subtype: 'channel_name', old_name: before.name, name };
      postMessage(ws, channel, { userId: person.id, threadTs: null, body: { text, ...renamed } });
      tell(ws, 'channel_rename', channel);
    }
  });
  ws.changes.emit({ type: 'channel', channel_id: channel.id });
  return { channel, members: ws.channels.members(channel.id) };
};

function tell(
  ws: Workspace,
  type: string,
  { id: channelId, name, created }: Channel,
  more: object = {},
): void {
  const event_ts = (ws.now() / 1000).toFixed(6);
  emitEvent(ws, { type, channel: { id: channelId, name, created, ...more }, event_ts });
}
