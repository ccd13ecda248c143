import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { HomeView } from '@slack/types';
import { heading, said, small } from '../blocks.ts';
import type { Desk } from '../desk.ts';
import type { Texts } from '../texts/texts.ts';

/** The Home tab: what the app does and its commands. */
export function appHome(desk: Desk) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'app_home_opened'>): Promise<void> => {
    if (event.tab !== 'home') return;
    const texts = await desk.textsFor(body.team_id);
    await desk.slack.views.publish({ user_id: event.user, view: homeView(texts) });
  };
}

export function homeView(texts: Texts): HomeView {
  const t = texts.home;
  return {
    type: 'home',
    blocks: [
      heading(t.heading),
      said(t.value),
      { type: 'divider' },
      said(`*${t.commands}*`),
      said(texts.command.help),
      { type: 'divider' },
      said(t.how),
      small(t.reviewNote),
    ],
  };
}
