import { HttpRefusal } from '../http.ts';
import { postEphemeral, postMessage } from '../post.ts';
import type { Channel, Person } from '../shapes.ts';
import { joinChannel } from '../web-api/conversations.ts';
import type { Workspace } from '../workspace.ts';

/** `/invite @person`, which Slack serves itself; the app hears of it as member_joined_channel. */
export function invite(ws: Workspace, person: Person, channel: Channel, text: string): unknown {
  if (channel.kind === 'im' || person.role === 'guest') throw new HttpRefusal(403, 'restricted_action');
  const names = [...text.matchAll(/@([\w.-]+)|<@(\w+)(?:\|[^>]*)?>/g)];
  const invited = names.map((m) =>
    m[2] ? ws.people.get(m[2]) : ws.people.byName((m[1] ?? '').toLowerCase()),
  );
  const found = invited.filter((p) => p !== undefined);
  if (found.length === 0 || found.length < invited.length) {
    const said = 'Name whom to invite, for example: /invite @greenlight';
    postEphemeral(ws, channel, { to: person.id, threadTs: null, body: { text: said } });
    return { status: 200, ack_ms: 0, ack: { text: said } };
  }
  for (const guest of found) {
    if (!joinChannel(ws, channel, guest.id, person.id)) continue;
    postMessage(ws, channel, {
      userId: guest.id,
      threadTs: null,
      body: { text: `<@${guest.id}> has joined the channel`, subtype: 'channel_join' },
    });
  }
  return { status: 200, ack_ms: 0, ack: null };
}
