import type { KnownBlock } from '@slack/types';
import type { HandoverBacklog } from '../../ports/handovers.ts';
import { dateToken, heading, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import type { HandoverDesk } from './handover-desk.ts';

const SHOWN = 5;

type HomeDesk = Pick<HandoverDesk, 'content' | 'outreach' | 'log'> & {
  textsFor(teamId: string): Promise<Texts>;
  knowPerson(teamId: string, userId: string): Promise<{ role: string } | null>;
};

/** For admins: what should have crossed between drafts and outreach and has not. Nothing while all goes well. */
export async function handoverHome(
  desk: HomeDesk,
  teamId: string,
  userId: string,
): Promise<{ first: KnownBlock[]; rest: KnownBlock[] }> {
  const person = await desk.knowPerson(teamId, userId).catch(() => null);
  if (person?.role !== 'admin') return { first: [], rest: [] };
  try {
    const [texts, ...sides] = await Promise.all([
      desk.textsFor(teamId),
      desk.content.handoverBacklog(teamId),
      desk.outreach.handoverBacklog(teamId),
    ]);
    return { first: [], rest: handoverBlocks(sides, texts) };
  } catch (error) {
    desk.log.warn('handovers_not_read', { user_id: userId, error });
    return { first: [], rest: [] };
  }
}

/** Pure. */
export function handoverBlocks(sides: HandoverBacklog[], texts: Texts): KnownBlock[] {
  const t = texts.handovers;
  const waiting = sides.reduce((sum, side) => sum + side.waiting, 0);
  const oldest = sides
    .flatMap(({ oldest_at }) => oldest_at ?? [])
    .sort()
    .at(0);
  const refused = sides
    .flatMap((side) => side.refused)
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, SHOWN);
  const lines = [
    ...(oldest === undefined ? [] : [t.waiting(waiting, dateToken(oldest, texts.locale))]),
    ...refused.map(({ kind, code, at }) =>
      t.refused(t.what[kind] ?? t.other, dateToken(at, texts.locale), code),
    ),
  ];
  if (lines.length === 0) return [];
  return [heading(t.heading), said(lines.map((line) => `• ${line}`).join('\n'))];
}
