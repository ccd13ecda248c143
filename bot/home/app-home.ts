import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import type { HomeView, KnownBlock } from '@slack/types';
import { heading, said, small } from '../blocks.ts';
import type { Desk } from '../desk.ts';
import { knowledgeTextsOf } from '../texts/knowledge-texts-of.ts';
import type { Texts } from '../texts/texts.ts';

/** What a part of the product shows a person on the Home tab. */
export type HomeSection = (teamId: string, userId: string) => Promise<KnownBlock[]>;

export type PublishHome = (teamId: string, userId: string) => Promise<void>;

/** The Home tab: what waits for this person, what the app does and its commands. */
export function appHome(publish: PublishHome) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'app_home_opened'>): Promise<void> => {
    if (event.tab === 'home') await publish(body.team_id, event.user);
  };
}

export function publishHome(
  desk: Pick<Desk, 'slack' | 'textsFor'>,
  sections: HomeSection[] = [],
): PublishHome {
  return async (teamId, userId) => {
    const [texts, ...parts] = await Promise.all([
      desk.textsFor(teamId),
      ...sections.map((section) => section(teamId, userId)),
    ]);
    await desk.slack.views.publish({ user_id: userId, view: homeView(texts, parts.flat()) });
  };
}

/** Slack takes 100 blocks in a view. */
const MORE_BLOCKS = 85;

export function homeView(texts: Texts, sections: KnownBlock[] = []): HomeView {
  const t = texts.home;
  return {
    type: 'home',
    blocks: [
      heading(t.heading),
      said(t.value),
      { type: 'divider' },
      ...(sections.length > 0 ? [...sections.slice(0, MORE_BLOCKS), { type: 'divider' as const }] : []),
      said(`*${t.commands}*`),
      said(texts.kinds.carousel.help),
      said(texts.kinds.blog.help),
      said(knowledgeTextsOf(texts.locale).command.help),
      { type: 'divider' },
      said(t.how),
      small(t.reviewNote),
    ],
  };
}
