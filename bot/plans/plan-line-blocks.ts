import type { KnownBlock } from '@slack/types';
import type { PlanLine } from '../../ports/content.ts';
import { actions, button, clip, dateToken, mention, safeText, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { type PlanLineRef, planActions } from './plan-actions.ts';

interface LineView {
  job: string;
  /** Whether its brief may still be decided. */
  isOpen: boolean;
  /** Characters that its words may take. */
  room: number;
  /** Of the thread of the job that it started; null: not known. */
  link: string | null;
}

/** One brief of a plan, in two blocks at most: a message has room for 50. */
export function planLineBlocks(
  line: PlanLine,
  { job, isOpen, room, link }: LineView,
  texts: Texts,
): KnownBlock[] {
  const t = texts.plans;
  const head = `${dayOf(line.day, texts)} · ${texts.brief.heading[line.type]}`;
  const by = line.person_id === null ? '?' : mention(line.person_id);
  const at = line.at === null ? '?' : dateToken(line.at, texts.locale);
  const { number, revision } = line;
  const ref = JSON.stringify({ job, number, revision } satisfies PlanLineRef);
  if (line.status === 'dropped') {
    const dropped = small(`${head}: ${safeText(line.topic, 150)}\n${t.droppedBy(by, at)}`);
    return isOpen
      ? [dropped, actions(`plan_${number}`, button(planActions.restore, t.restore, ref))]
      : [dropped];
  }
  const labelled = (label: string, text: string, max: number) =>
    text === '' ? [] : [{ text: `\n${label}: `, bold: true }, clip(text, Math.floor(max))];
  const body = words(
    { text: `${head}\n`, bold: true },
    clip(line.topic, Math.floor(room * 0.4)),
    ...labelled(t.angle, line.angle, room * 0.35),
    ...labelled(t.sources, line.sources.map(({ title }) => title).join('; ') || t.lookedUpLater, room * 0.25),
  );
  if (line.status === 'started') {
    const names: Record<string, string> = texts.job.status;
    const status = names[line.job?.status ?? ''] ?? '?';
    const open = link === null ? '' : ` · <${link}|${t.openThread}>`;
    return [body, small(`${t.startedBy(by, at, status)}${open}`)];
  }
  if (!isOpen) return [body];
  return [
    body,
    actions(
      `plan_${number}`,
      button(planActions.start, t.start, ref, { style: 'primary' }),
      button(planActions.change, t.change, ref),
      button(planActions.drop, t.drop, ref),
    ),
  ];
}

/** A day as a person says it, e.g. "Tue, 1 Dec". Pure. */
export function dayOf(date: string, { locale }: Pick<Texts, 'locale'>): string {
  const at = Date.parse(`${date}T12:00:00Z`);
  if (Number.isNaN(at)) return '?';
  const format = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, format).format(at);
}

/** Earliest first, those of one day by number. Pure. */
export function byDay<Line extends Pick<PlanLine, 'day' | 'number'>>(lines: readonly Line[]): Line[] {
  return [...lines].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.number - b.number));
}
