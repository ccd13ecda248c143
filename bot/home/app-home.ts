import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { HomeView, KnownBlock } from '@slack/types';
import { heading, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import type { Homes } from './keep-fresh.ts';

/** What a part of the product shows a person on the Home tab. */
export interface HomePart {
  /** What waits for this person: above all else, and never left out for the rest. */
  first: KnownBlock[];
  rest: KnownBlock[];
}
type HomeSection = (teamId: string, userId: string) => Promise<HomePart>;

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
    return homeView(texts, parts);
  };
}

/** Slack takes 100 blocks in a view; two lines above, the line of what does not fit and the note need four. */
const MOST_BLOCKS = 95;

/** In the order of need: what people have to decide, then what they may want to know. Pure. */
export function homeView(texts: Texts, parts: HomePart[] = []): HomeView {
  const t = texts.home;
  const blocks = [...parts.flatMap(({ first }) => first), ...parts.flatMap(({ rest }) => rest)];
  return {
    type: 'home',
    blocks: [
      heading(t.heading),
      small(t.value),
      ...blocks.slice(0, MOST_BLOCKS),
      ...(blocks.length > MOST_BLOCKS ? [small(t.doesNotFit)] : []),
      small(t.reviewNote),
    ],
  };
}
