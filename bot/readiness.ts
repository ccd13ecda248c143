import type { Part } from '../platform/part.ts';
import type { PeopleCalls } from '../ports/people.ts';
import type { BotIdentity } from './slack/identity.ts';
import type { SlackLine } from './slack/slack-line.ts';
import type { SocketReceiver } from './slack/socket-receiver.ts';

interface ReadinessOptions {
  identity: BotIdentity;
  line: SlackLine;
  /** Null: Slack comes over HTTP. */
  sockets: SocketReceiver | null;
  people: PeopleCalls;
  teamId: string;
}

/** Whether the bot can serve its team now; else the first thing that an operator has to repair. */
export function readiness({ identity, line, sockets, people, teamId }: ReadinessOptions): Part['ready'] {
  return async () => {
    const reason =
      line.fault ?? whoFault(identity, teamId) ?? sockets?.fault ?? (await teamFault(people, teamId));
    return reason === null ? { ok: true } : { ok: false, reason };
  };
}

function whoFault(identity: BotIdentity, teamId: string): string | null {
  const bot = identity.known;
  if (!bot) return 'Slack has not confirmed the bot token yet';
  return bot.teamId === teamId
    ? null
    : `The bot token is of team ${bot.teamId}, SLACK_TEAM_ID says ${teamId}`;
}

async function teamFault(people: PeopleCalls, teamId: string): Promise<string | null> {
  const team = await people.getTeam(teamId).catch((error: Error) => error);
  if (team instanceof Error) return team.message;
  return team === null ? `Team ${teamId} is not installed in the database` : null;
}
