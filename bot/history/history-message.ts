import type { KnownBlock } from '@slack/types';
import { folded } from '../../platform/folded.ts';
import type { History, HistoryFilter, MadeLine } from '../../ports/content.ts';
import { shortId } from '../jobs/job-ref.ts';
import {
  actions,
  button,
  clip,
  dateToken,
  escapeMrkdwn,
  limits,
  type Message,
  mention,
  plain,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import { costOf } from '../texts/amounts.ts';
import type { Texts } from '../texts/texts.ts';
import { type HistoryPlace, historyActions } from './history-ref.ts';

export const PAGE = 8;

/** A page of what was made. Pure. @param zone Of the person who asked, whose days count. */
export function historyMessage(
  history: History,
  place: HistoryPlace,
  linkOf: (line: MadeLine) => string | null,
  zone: string,
  texts: Texts,
): Message {
  const t = texts.history;
  const { lines, total, terms, kept_days } = history;
  const removed = kept_days === null ? [] : [small(escapeMrkdwn(t.removedAfter(kept_days)))];
  const { filter, offset } = place;
  if (total === 0) {
    const why = filter.words !== null && terms.length === 0 ? t.noMeaning(clip(filter.words, 100)) : t.none;
    return {
      text: safeText(why, limits.fallback),
      blocks: [plain(why), ...asked(filter, zone, texts), ...removed],
    };
  }
  const last = offset + lines.length;
  return {
    text: t.heading(total),
    blocks: [
      said(`*${t.heading(total)}*`),
      ...asked(filter, zone, texts),
      ...lines.flatMap((line) => lineBlocks(line, linkOf(line), texts)),
      ...(total > lines.length ? [small(texts.jobs.range(offset + 1, last, total))] : []),
      ...removed,
      actions(
        'history_pages',
        ...(offset > 0
          ? [button(historyActions.newer, texts.jobs.newer, at(place, Math.max(0, offset - PAGE)))]
          : []),
        ...(last < total ? [button(historyActions.older, texts.jobs.older, at(place, last))] : []),
        button(historyActions.csv, t.csv, at(place, 0)),
      ),
    ],
  };
}

function at({ filter }: HistoryPlace, offset: number): string {
  return JSON.stringify({ filter, offset } satisfies HistoryPlace);
}

/** What the list is limited to. */
function asked(filter: HistoryFilter, zone: string, texts: Texts): KnownBlock[] {
  const t = texts.history;
  const day = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'medium', timeZone: zone });
  const parts = [
    ...(filter.person_id === null ? [] : [t.by(mention(filter.person_id))]),
    ...(filter.type === null ? [] : [texts.brief.heading[filter.type]]),
    ...(filter.from === null || filter.until === null
      ? []
      : [t.period(day.format(new Date(filter.from)), day.format(new Date(Date.parse(filter.until) - 1)))]),
    ...(filter.words === null ? [] : [t.approvedWith(safeText(filter.words, 250))]),
  ];
  return parts.length === 0 ? [] : [small(parts.join(' · '))];
}

function lineBlocks(line: MadeLine, link: string | null, texts: Texts): KnownBlock[] {
  const t = texts.history;
  const prompt = oneLine(line.prompt);
  const title = line.title === null ? prompt : oneLine(line.title);
  const facts = [
    texts.work[line.type],
    result(line, texts),
    ...(line.versions > 0 ? [texts.brief.version(line.versions)] : []),
    texts.jobs.askedFor(mention(line.requester_id), dateToken(line.created_at, texts.locale)),
    ...(line.tokens > 0 ? [costOf(line, texts.stops)] : []),
    `\`${shortId(line.job)}\``,
  ];
  const text = [
    `*${safeText(title, 200)}*`,
    ...(folded(prompt) === folded(title) ? [] : [t.prompt(safeText(prompt, 300))]),
    facts.join(' · '),
  ].join('\n');
  return [
    link === null
      ? said(text)
      : {
          ...said(text),
          accessory: { ...button(historyActions.open, texts.home.open, line.job), url: link },
        },
  ];
}

function result(line: MadeLine, texts: Texts): string {
  const t = texts.history;
  if (line.approved_by.length > 0) {
    const people = t.approvedBy(line.approved_by.map(mention).join(', '));
    return line.overridden ? `${people} (${t.overridden})` : people;
  }
  const status = texts.job.status[line.status];
  const byPerson = line.status === 'rejected' || line.status === 'cancelled';
  return byPerson && line.decided_by !== null ? t.decidedBy(status, mention(line.decided_by)) : status;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
