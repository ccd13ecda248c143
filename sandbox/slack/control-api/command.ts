import { z } from 'zod';
import { isObject } from '../block-kit/faults-of.ts';
import { enterpriseFields } from '../home.ts';
import { HttpRefusal } from '../http.ts';
import { channelNameFor, failureOf } from '../interaction.ts';
import { app, builtInCommands, team } from '../manifest.ts';
import { postEphemeral, postMessage } from '../post.ts';
import { newResponseUrl } from '../response-url.ts';
import type { Channel, Json, Person } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { namedPeople } from '../text.ts';
import { newTrigger } from '../triggers.ts';
import { argsOf } from '../web-api/args.ts';
import { contentOf } from '../web-api/chat.ts';
import type { Workspace } from '../workspace.ts';
import { id, memberOf, read } from './input.ts';
import { invite } from './invite.ts';
import type { Route } from './route.ts';

const input = z.object({
  user_id: id,
  channel_id: id,
  command: z.string().regex(/^\/[^\s/]{1,31}$/, 'a slash command such as /carousel'),
  text: z.string().max(40_000, 'at most 40000 characters').default(''),
});

/** A person types a slash command. Its text goes to the app raw, unless the command asks for `should_escape`. */
export const commandRoute: Route = async (ws, { body }) => {
  const given = read(input, body);
  const { person, channel } = memberOf(ws, given.user_id, given.channel_id);
  if (builtInCommands.some((c) => c.command === given.command))
    return invite(ws, person, channel, given.text);
  // An app's commands are for the people of the workspaces that it is installed in.
  if (person.home?.is_stranger) throw new HttpRefusal(403, 'restricted_action');
  const known = ws.commands.find((c) => c.command === given.command);
  if (!known) throw new HttpRefusal(404, 'unknown_command', { commands: ws.commands.map((c) => c.command) });

  const delivery = await ws.deliver.command({
    token: ws.secrets.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(enterpriseFields(ws) as Record<string, string>),
    channel_id: channel.id,
    channel_name: channelNameFor(channel),
    user_id: person.id,
    user_name: person.name,
    command: given.command,
    text: known.should_escape ? namedPeople(given.text.trim(), ws.people) : given.text.trim(),
    api_app_id: app.app_id,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(ws, { channel_id: channel.id, user_id: person.id, message_ts: null }),
    trigger_id: newTrigger(ws, person.id),
  });
  const ack = delivery.status === 200 ? parseAck(delivery.text) : null;
  const error = failureOf(delivery) ?? showAck(ws, person, channel, ack);
  if (error !== undefined) tell(ws, person, channel, `${given.command} failed with the error "${error}"`);
  return { status: delivery.status, ack_ms: delivery.ms, ack, ...(error === undefined ? {} : { error }) };
};

/** The app may answer with nothing, text, or a message as JSON. */
function parseAck(text: string): Json | null {
  if (text.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
    return { text: typeof value === 'string' ? value : text };
  } catch {
    return { text };
  }
}

/** Shows the ack; answers with Slack's error when it is no valid message. */
function showAck(ws: Workspace, person: Person, channel: Channel, ack: Json | null): string | undefined {
  if (!ack || (ack.text === undefined && ack.blocks === undefined)) return undefined;
  try {
    const { body } = contentOf(ws, argsOf(ack));
    if (ack.response_type === 'in_channel')
      postMessage(ws, channel, { userId: app.bot_user_id, threadTs: null, body });
    else postEphemeral(ws, channel, { to: person.id, threadTs: null, body });
    return undefined;
  } catch (error) {
    if (error instanceof SlackError) return error.code === 'no_text' ? undefined : 'invalid_command_response';
    throw error;
  }
}

function tell(ws: Workspace, person: Person, channel: Channel, text: string): void {
  postEphemeral(ws, channel, { to: person.id, threadTs: null, body: { text } });
}
