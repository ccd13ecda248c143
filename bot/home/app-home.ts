import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { HomeView, KnownBlock } from '@slack/types';
import { heading, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import type { Homes } from './keep-fresh.ts';

/** What a part of the product shows a person on the Home tab. */
type HomeSection = (teamId: string, userId: string) => Promise<KnownBlock[]>;

/** The Home tab: what waits for this person, what is theirs, what they can start. */
export function appHome(homes: Homes) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'app_home_opened'>): Promise<void> => {
    if (event.tab === 'home') await homes.opened(body.team_id, event.user);
  };
}

/** Draws a person's Home tab of the sections that the rooms export. */
export function drawHome(
  textsFor: (teamId: string) => Promise<Texts>,
  sections: HomeSection[],
): (teamId: string, userId: string) => Promise<HomeView> {
  return async (teamId, userId) => {
    const [texts, ...parts] = await Promise.all([
      textsFor(teamId),
      ...sections.map((section) => section(teamId, userId)),
    ]);
    return homeView(texts, parts.flat());
  };
}

/** Slack takes 100 blocks in a view. */
const MORE_BLOCKS = 95;

export function homeView(texts: Texts, sections: KnownBlock[] = []): HomeView {
  const t = texts.home;
  return {
    type: 'home',
    blocks: [heading(t.heading), small(t.value), ...sections.slice(0, MORE_BLOCKS), small(t.reviewNote)],
  };
}
