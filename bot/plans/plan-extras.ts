import { createHash } from 'node:crypto';
import type { OutboxItem, PlanLine, PlannedType, Question } from '../../ports/content.ts';
import type { ContentDesk } from '../content-desk.ts';
import { ClaimLost } from '../delivery/show-surface.ts';
import { measured, roundly } from '../drafts/estimate-line.ts';
import { permalink } from '../slack/permalink.ts';
import { uploadPicture } from '../slack/upload-picture.ts';
import { costOf } from '../texts/amounts.ts';
import type { Texts } from '../texts/texts.ts';
import { calendarAlt, type PlanExtras } from './plan-message.ts';
import { type DrawPlan, type PictureLine, planPicture } from './plan-picture.ts';

type ExtrasDesk = Pick<ContentDesk, 'slack' | 'content' | 'fetch' | 'clock' | 'log'>;

const draw = planPicture();

/** What a plan's card shows besides the database's word: the calendar, links to started threads, what the rest may cost. */
export async function planExtras(
  desk: ExtrasDesk,
  item: OutboxItem & { question: Question },
  texts: Texts,
  drawPlan: DrawPlan = draw,
): Promise<PlanExtras> {
  const lines = item.question.lines ?? [];
  const ready = item.question.status === 'open' ? lines.filter((line) => line.status === 'proposed') : [];
  const [picture, links, cost] = await Promise.all([
    calendar(desk, drawPlan, item, lines, texts),
    linksOf(desk, lines),
    costOfLines(desk, item.job.team_id, ready, texts),
  ]);
  return { picture, links, cost };
}

/**
 * The file of the calendar in Slack. It is drawn and uploaded again once something on it is different; what was uploaded is
 * kept with the surface. Null: the card goes without it.
 */
async function calendar(
  desk: ExtrasDesk,
  drawPlan: DrawPlan,
  item: OutboxItem,
  lines: readonly PlanLine[],
  texts: Texts,
): Promise<string | null> {
  const kept = lines.filter((line) => line.status !== 'dropped');
  if (kept.length === 0) return null;
  const shown = kept.map(
    ({ number, day, type, topic, status }): PictureLine => ({ number, day, type, topic, status }),
  );
  const { topic } = item.job.brief;
  const key = createHash('sha256')
    .update(JSON.stringify([topic, texts.locale, shown]))
    .digest('hex')
    .slice(0, 16);
  const known = item.uploads.find((upload) => upload.key === key);
  if (known) return known.file_id;
  let fileId: string;
  try {
    const png = await drawPlan(topic, shown, texts);
    fileId = await uploadPicture(desk, { name: `plan-${key}.png`, alt: calendarAlt(kept, texts), png });
  } catch (error) {
    desk.log.warn('plan_picture_not_made', { outbox_id: item.id, job_id: item.job.id, error });
    return null;
  }
  if (!(await desk.content.noteUploads(item, [{ key, file_id: fileId }]))) throw new ClaimLost();
  return fileId;
}

/** One question to Slack for any number of lines: their links differ in channel and time alone. */
async function linksOf(desk: ExtrasDesk, lines: readonly PlanLine[]): Promise<Map<string, string>> {
  const threads = lines.flatMap(({ job }) =>
    job?.thread_ts ? [{ id: job.id, channel: job.channel_id, message_ts: job.thread_ts }] : [],
  );
  const [first] = threads;
  const link = first ? await permalink(desk, first.channel, first.message_ts) : null;
  const origin = URL.parse(link ?? '')?.origin;
  if (origin === undefined) return new Map();
  return new Map(
    threads.map((thread) => [
      thread.id,
      `${origin}/archives/${thread.channel}/p${thread.message_ts.replace('.', '')}`,
    ]),
  );
}

/** By the medians of the team's own jobs, else by what was measured; empty when the database does not say. */
async function costOfLines(
  desk: ExtrasDesk,
  teamId: string,
  lines: readonly PlanLine[],
  { plans, stops }: Texts,
): Promise<string> {
  const types = [...new Set(lines.map(({ type }) => type))];
  const estimates = await Promise.all(
    types.map(
      async (type) => [type, await desk.content.getEstimate(teamId, type).catch(() => null)] as const,
    ),
  );
  const known = new Map<PlannedType, { usd: number; tokens: number }>();
  for (const [type, estimate] of estimates) {
    if (estimate) known.set(type, estimate.jobs > 0 ? estimate : { usd: 0, tokens: measured[type] });
  }
  if (lines.length === 0 || known.size < types.length) return '';
  const sum = (unit: 'usd' | 'tokens') =>
    lines.reduce((all, { type }) => all + (known.get(type)?.[unit] ?? 0), 0);
  return plans.cost(costOf({ usd: sum('usd'), tokens: roundly(sum('tokens')) }, stops));
}
