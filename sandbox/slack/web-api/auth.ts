import { app, team } from '../manifest.ts';
import { SlackError } from '../slack-error.ts';
import type { Family } from './method.ts';

export const authMethods: Family = {
  'auth.test': (ws) => ({
    url: `${ws.origin()}/`,
    team: team.name,
    user: app.handle,
    team_id: team.id,
    user_id: app.bot_user_id,
    bot_id: app.bot_id,
    is_enterprise_install: false,
  }),
  'bots.info': (_ws, args) => {
    const id = args.text('bot');
    if (id !== undefined && id !== app.bot_id) throw new SlackError('bot_not_found');
    return {
      bot: {
        id: app.bot_id,
        deleted: false,
        name: app.name,
        updated: 0,
        app_id: app.app_id,
        user_id: app.bot_user_id,
        icons: {},
      },
    };
  },
  'team.info': (ws) => ({
    team: {
      id: team.id,
      name: team.name,
      domain: team.domain,
      url: `${ws.origin()}/`,
      email_domain: '',
      icon: { image_default: true },
    },
  }),
};
