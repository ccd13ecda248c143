import { openForm } from '../asking/open-form.ts';
import { onPress, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { briefingModal } from './briefing-modal.ts';
import type { DraftKind } from './draft-kinds.ts';
import { estimateLine } from './estimate-line.ts';
import { findReport } from './find-report.ts';

/** Buttons under an approved report; they carry its job. */
export const reuseActions = {
  carousel: 'report_to_carousel',
  article: 'report_to_article',
} as const;

/** Make a carousel, an article from this: the briefing form with the report's title, for the same channel. */
export function reuseReportAction(desk: ContentDesk, kind: DraftKind) {
  return onPress(async (press) => {
    const texts = await desk.textsFor(press.teamId);
    const [person, report, estimate] = await Promise.all([
      desk.knowPerson(press.teamId, press.userId).catch(() => null),
      findReport(desk, press.teamId, { job_id: press.value }, texts),
      estimateLine(desk, press.teamId, kind.type, texts.stops),
    ]);
    if (person?.role === 'guest') return tellLine(desk, press.below, texts.command.guest);
    if ('refused' in report) return tellLine(desk, press.below, report.refused);
    const origin = { channel_id: press.to.channel_id, response_url: null, from_job_id: report.job_id };
    await openForm(desk, press, briefingModal(kind, origin, { brief: report.title }, texts, estimate), {
      command: { formNotOpened: texts.command.formNotOpened(kind.command) },
    });
  });
}
