import { enterpriseOf } from '../home.ts';
import { app, team } from '../manifest.ts';
import { SlackError } from '../slack-error.ts';
import type { Family } from './method.ts';

export const authMethods: Family = {
  'auth.test': (ws) => ({
    ...(enterpriseOf(ws) ? { enterprise_id: enterpriseOf(ws)?.id } : {}),
    url: `${ws.origin()}/`,
    team: team.name,
    user: app.handle,
    team_id: team.id,
    user_id: app.bot_user_id,
    bot_id: app.bot_id,
    is_enterprise_install: false,
  }),
  'team.info': () => ({ team: { ...team, email_domain: '', icon: { image_default: true } } }),
  'bots.info': (_ws, args) => {
    if (args.text('bot') !== undefined && args.text('bot') !== app.bot_id)
      throw new SlackError('bot_not_found');
    const bot = { id: app.bot_id, app_id: app.app_id, user_id: app.bot_user_id, name: app.name };
    return { bot: { ...bot, deleted: false, updated: 0 } };
  },
};
