import type { KnownBlock, SectionBlock } from '@slack/types';
import type { HomeOf, JobAtACap, OwnJob, WaitingDraft, WaitingNotes } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { HomePart } from '../home/app-home.ts';
import { steerButtons } from '../jobs/job-message.ts';
import type { JobRef } from '../jobs/job-ref.ts';
import { topicOf, waitsFor } from '../jobs/list-message.ts';
import { type CardRef, reviewActions } from '../review/review-card.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  dateToken,
  heading,
  mention,
  said,
  small,
  words,
} from '../slack/blocks.ts';
import { permalink } from '../slack/permalink.ts';
import type { Texts } from '../texts/texts.ts';
import { startActions } from './start-actions.ts';

const WAITING_SHOWN = 8;
const MINE_SHOWN = 8;

/** Content on the Home tab: what can be started, what waits for this person, and their own jobs. */
export async function contentHome(desk: ContentDesk, teamId: string, userId: string): Promise<HomePart> {
  const texts = await desk.textsFor(teamId);
  const person = await desk.knowPerson(teamId, userId).catch(() => null);
  if (person?.role === 'guest') return { first: [said(texts.home.guest)], rest: [] };
  try {
    const home = await desk.content.getHome(teamId, userId);
    const shown = [
      ...home.waiting
        .slice(0, WAITING_SHOWN)
        .map((of) => [`waiting ${of.job}`, of.channel_id, of.card_ts] as const),
      ...home.notes.map((of) => [`notes ${of.job}`, of.channel_id, of.card_ts] as const),
      ...home.at_a_cap.map((of) => [`cap ${of.job}`, of.channel_id, of.card_ts] as const),
      ...home.mine.slice(0, MINE_SHOWN).map((of) => [`mine ${of.job}`, of.channel_id, of.thread_ts] as const),
    ];
    const links = new Map<string, string | null>(
      await Promise.all(
        shown.map(async ([key, channel, ts]) => [key, await permalink(desk, channel, ts)] as const),
      ),
    );
    const decides = person?.role === 'approver' || person?.role === 'admin';
    return homeBlocks(home, decides, (key) => links.get(key) ?? null, texts);
  } catch (error) {
    desk.log.warn('content_home_not_read', { user_id: userId, error });
    return { first: [small(texts.home.notReachable), startButtons(texts)], rest: [] };
  }
}

/** Pure. */
export function homeBlocks(
  home: HomeOf,
  decides: boolean,
  linkOf: (key: string) => string | null,
  texts: Texts,
): HomePart {
  const t = texts.home;
  const waiting = home.waiting.slice(0, WAITING_SHOWN);
  const more = home.waiting.length - waiting.length;
  return {
    first: [
      startButtons(texts),
      ...(decides || waiting.length > 0 || home.notes.length > 0
        ? [
            heading(t.waiting),
            ...(waiting.length + home.at_a_cap.length + home.notes.length === 0
              ? [small(t.nothingWaits)]
              : []),
            ...waiting.flatMap((draft) => waitingBlocks(draft, linkOf(`waiting ${draft.job}`), texts)),
            ...(more > 0 ? [small(t.more(more))] : []),
            ...home.notes.map((notes) => notesBlock(notes, linkOf(`notes ${notes.job}`), texts)),
            ...home.at_a_cap.map((job) => capBlock(job, linkOf(`cap ${job.job}`), texts)),
          ]
        : []),
    ],
    rest: [
      heading(t.mine),
      ...(home.mine.length === 0 ? [small(t.noneMine)] : []),
      ...home.mine.slice(0, MINE_SHOWN).flatMap((job) => mineBlocks(job, linkOf(`mine ${job.job}`), texts)),
    ],
  };
}

function startButtons(texts: Texts): KnownBlock {
  const t = texts.home;
  return actions(
    'home_start',
    button(startActions.carousel, t.newCarousel, 'carousel', { style: 'primary' }),
    button(startActions.article, t.newArticle, 'blog'),
    button(startActions.research, t.newResearch, 'research'),
    button(startActions.plan, t.newPlan, 'plan'),
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
  const buttons = [
    ...(draft.may_be_approved ? [approve] : []),
    button(reviewActions.requestChanges, texts.card.requestChanges, JSON.stringify(ref)),
    button(reviewActions.reject, texts.card.reject, JSON.stringify(ref), { style: 'danger' }),
    ...open,
  ];
  return [
    words({ text: title, bold: true }),
    small(
      [
        t.waitingFacts(what, draft.version, mention(draft.requester_id)),
        t.since(dateToken(draft.since, texts.locale)),
        ...(draft.quorum > 1 ? [t.approvals(draft.approvals, draft.quorum)] : []),
      ].join(' · '),
    ),
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
    actions(`home_${draft.job}`.slice(0, 255), ...buttons),
  ];
}

/** Words of a campaign: they are decided on their card, a person each. */
function notesBlock(
  { job, topic, people, requester_id, since }: WaitingNotes,
  link: string | null,
  texts: Texts,
) {
  const t = texts.home;
  const facts = `${texts.notes.onHome(people, mention(requester_id))} · ${t.since(dateToken(since, texts.locale))}`;
  return withOpen(said(`*${topicOf(topic)}*\n${facts}`), job, link, texts);
}

/** A job that waits for more money: its card has the buttons, as it says what they cost. */
function capBlock(job: JobAtACap, link: string | null, texts: Texts): KnownBlock {
  const t = texts.home;
  const facts = t.atACap(texts.work[job.type], mention(job.requester_id));
  return withOpen(said(`*${topicOf(job.topic)}*\n${facts}`), job.job, link, texts);
}

function mineBlocks(job: OwnJob, link: string | null, texts: Texts): KnownBlock[] {
  const version = job.versions > 0 ? ` · ${texts.brief.version(job.versions)}` : '';
  const waiting = job.waits_for.length > 0 ? `\n${waitsFor(job.waits_for, texts)}` : '';
  const line = `*${topicOf(job.topic)}*\n${texts.work[job.type]} · ${texts.job.status[job.status]}${version}${waiting}`;
  const steer = steerButtons(job, JSON.stringify({ job: job.job, place: null } satisfies JobRef), texts);
  return [
    withOpen(said(line), job.job, link, texts),
    ...(steer.length > 0 ? [actions(`mine_${job.job}`.slice(0, 255), ...steer)] : []),
  ];
}

function withOpen(block: SectionBlock, jobId: string, link: string | null, { home: t }: Texts): KnownBlock {
  return link === null
    ? block
    : { ...block, accessory: { ...button(startActions.open, t.open, jobId), url: link } };
}
