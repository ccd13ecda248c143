import { app, team } from '../manifest.ts';
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
};
