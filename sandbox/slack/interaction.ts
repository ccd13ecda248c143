import { enterpriseFields, enterpriseOf, homeOf } from './home.ts';
import { app, team } from './manifest.ts';
import type { Channel, Json, Person } from './shapes.ts';
import type { Workspace } from './workspace.ts';

/** What every interaction payload carries. */
export function interactionOf(ws: Workspace, person: Person): Json {
  return {
    team: { id: team.id, domain: team.domain, ...enterpriseFields(ws) },
    user: { id: person.id, username: person.name, name: person.name, team_id: homeOf(ws, person.id) },
    api_app_id: app.app_id,
    token: ws.secrets.verificationToken,
    enterprise: enterpriseOf(ws),
    is_enterprise_install: false,
  };
}

/** Slack hides the names of private channels and direct messages from apps. */
export const channelNameFor = (channel: Channel): string =>
  ({ public: channel.name, private: 'privategroup', im: 'directmessage' })[channel.kind];

export const actionTs = (ws: Workspace): string => (ws.now() / 1000).toFixed(6);

/** The word that a person sees in Slack when the app did not take what they did. */
export function failureOf(delivery: { status: number; reason?: string }): string | undefined {
  if (delivery.reason === 'http_timeout') return 'operation_timeout';
  return delivery.reason === undefined ? undefined : 'dispatch_failed';
}
