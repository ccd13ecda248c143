import type { KnownBlock } from '@slack/types';
import type { HomeOf, OwnJob, WaitingDraft } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import { type CardRef, reviewActions } from '../review/review-card.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  heading,
  mention,
  safeText,
  said,
  small,
  words,
} from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { startActions } from './start-actions.ts';

const WAITING_SHOWN = 8;
const MINE_SHOWN = 8;

/** Content on the Home tab: what can be started, what waits for this person, and their own drafts. */
export async function contentHome(desk: ContentDesk, teamId: string, userId: string): Promise<KnownBlock[]> {
  const texts = await desk.textsFor(teamId);
  const person = await desk.knowPerson(teamId, userId).catch(() => null);
  if (person?.role === 'guest') return [said(texts.home.guest)];
  try {
    const home = await desk.content.getHome(teamId, userId);
    const link = (channel: string, ts: string | null) => (ts === null ? null : permalink(desk, channel, ts));
    const links = new Map<string, string | null>();
    for (const draft of home.waiting.slice(0, WAITING_SHOWN)) {
      links.set(`waiting ${draft.job}`, await link(draft.channel_id, draft.card_ts));
    }
    for (const job of home.mine.slice(0, MINE_SHOWN)) {
      links.set(`mine ${job.job}`, await link(job.channel_id, job.thread_ts));
    }
    const decides = person?.role === 'approver' || person?.role === 'admin';
    return homeBlocks(home, decides, (key) => links.get(key) ?? null, texts);
  } catch (error) {
    desk.log.warn('content_home_not_read', { user_id: userId, error });
    return [small(texts.home.notReachable), startButtons(texts)];
  }
}

/** Pure. */
export function homeBlocks(
  home: HomeOf,
  decides: boolean,
  linkOf: (key: string) => string | null,
  texts: Texts,
): KnownBlock[] {
  const t = texts.home;
  const waiting = home.waiting.slice(0, WAITING_SHOWN);
  const more = home.waiting.length - waiting.length;
  return [
    startButtons(texts),
    ...(decides || waiting.length > 0
      ? [
          heading(t.waiting),
          ...(waiting.length === 0 ? [small(t.nothingWaits)] : []),
          ...waiting.flatMap((draft) => waitingBlocks(draft, linkOf(`waiting ${draft.job}`), texts)),
          ...(more > 0 ? [small(t.more(more))] : []),
        ]
      : []),
    heading(t.mine),
    ...(home.mine.length === 0 ? [small(t.noneMine)] : []),
    ...home.mine.slice(0, MINE_SHOWN).map((job) => mineBlock(job, linkOf(`mine ${job.job}`), texts)),
  ];
}

function startButtons(texts: Texts): KnownBlock {
  const t = texts.home;
  return actions(
    'home_start',
    button(startActions.carousel, t.newCarousel, 'carousel', { style: 'primary' }),
    button(startActions.article, t.newArticle, 'blog'),
    button(startActions.research, t.newResearch, 'research'),
    button(startActions.document, t.addDocument, 'knowledge'),
  );
}

/** The picture or the first words, and the buttons. Approve decides on exactly this version and hash, as the card's does. */
function waitingBlocks(draft: WaitingDraft, link: string | null, texts: Texts): KnownBlock[] {
  const t = texts.home;
  const title = clip(draft.title ?? '…', 150);
  const ref: CardRef = { job: draft.job, version: draft.version, hash: draft.hash };
  const what = texts.work[draft.type];
  const open = link === null ? [] : [{ ...button(startActions.open, t.open, draft.job), url: link }];
  const approve = button(reviewActions.approve, texts.card.approve, JSON.stringify(ref), {
    style: 'primary',
    confirm: confirmation(t.confirmApprove(what, draft.version)),
  });
  const buttons = [...(draft.may_be_approved ? [approve] : []), ...open];
  return [
    words({ text: title, bold: true }),
    small(t.waitingFacts(what, draft.version, mention(draft.requester_id))),
    ...(draft.picture !== null
      ? [
          {
            type: 'image' as const,
            slack_file: { id: draft.picture },
            alt_text: clip(t.pictureOf(title), 1200),
          },
        ]
      : draft.excerpt.trim() === ''
        ? []
        : [words(clip(draft.excerpt, 300))]),
    ...(draft.may_be_approved ? [] : [small(t.notApprovable)]),
    ...(buttons.length > 0 ? [actions(`home_${draft.job}`.slice(0, 255), ...buttons)] : []),
  ];
}

function mineBlock(job: OwnJob, link: string | null, texts: Texts): KnownBlock {
  const topic = safeText((job.topic ?? '…').replaceAll(/\s+/g, ' '), 200);
  const version = job.versions > 0 ? ` · ${texts.brief.version(job.versions)}` : '';
  const line = `*${topic}*\n${texts.work[job.type]} · ${texts.job.status[job.status]}${version}`;
  const block = said(line);
  return link === null
    ? block
    : { ...block, accessory: { ...button(startActions.open, texts.home.open, job.job), url: link } };
}

async function permalink(desk: ContentDesk, channel: string, message_ts: string): Promise<string | null> {
  const answer = await desk.slack.chat.getPermalink({ channel, message_ts }).catch(() => null);
  return answer?.permalink ?? null;
}
