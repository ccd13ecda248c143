import { isExpected } from '../../platform/errors.ts';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';
import type { ReportReference } from './report-reference.ts';

/** An approved report that a draft can be made from. */
interface FoundReport {
  job_id: string;
  title: string;
}

/** The report that a person means; or why none can be used, in one sentence. */
export async function findReport(
  desk: Pick<ContentDesk, 'content' | 'clock'>,
  teamId: string,
  reference: ReportReference,
  texts: Texts,
): Promise<FoundReport | { refused: string }> {
  const t = texts.research.from;
  const looked = desk.content.findReport(teamId, reference).catch((error: unknown) => {
    if (isExpected(error, 'database_unavailable')) return { refused: t.notRead };
    const refused = notFromThis(error, texts);
    if (refused === null) throw error;
    return { refused };
  });
  return (await within(desk.clock, deadlines.firstLook, looked)) ?? { refused: t.notRead };
}

/** Why a draft cannot be made from a job, as the database says to a look and to the start alike; null: another failure. */
export function notFromThis(error: unknown, { research: { from: t } }: Texts): string | null {
  if (!isExpected(error)) return null;
  const lines: Record<string, string> = {
    from_unknown: t.unknown,
    from_other_team: t.otherTeam,
    from_no_research: t.noResearch,
    from_not_approved: t.notApproved,
    from_rejected: t.rejected,
    from_stopped: t.stopped,
  };
  return lines[error.code] ?? null;
}
