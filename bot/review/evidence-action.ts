import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onPress, type Press, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';
import { type EvidenceRef, evidenceRef } from './evidence-ref.ts';
import { CLAIMS_A_PAGE, evidenceView } from './evidence-view.ts';

/** Evidence on a card, and the buttons that turn the pages of its window. */
export function evidenceAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(evidenceRef, press.value);
    if (!ref) return tellOldButton(desk, press);
    const texts = await desk.textsFor(press.teamId);
    const view = await readView(desk, press, ref, texts);
    if (typeof view === 'string') return tellLine(desk, press.below, view);
    if (press.modalId === null) {
      return openForm(desk, { triggerId: press.triggerId, to: press.below }, view, texts.changes);
    }
    await showPage(desk, press.modalId, press, view, texts);
  });
}

/** Draws a window's page anew, as the database has it now. */
export async function redrawEvidence(
  desk: ContentDesk,
  viewId: string,
  asked: Pick<Press, 'teamId' | 'userId' | 'below'>,
  ref: EvidenceRef,
  texts: Texts,
): Promise<void> {
  const view = await readView(desk, asked, ref, texts);
  if (typeof view === 'string') return tellLine(desk, asked.below, view);
  await showPage(desk, viewId, asked, view, texts);
}

/** The window, or why there is none. Who is a guest today is Slack's word; the database decides with it. */
async function readView(
  desk: ContentDesk,
  asked: Pick<Press, 'teamId' | 'userId'>,
  ref: EvidenceRef,
  texts: Texts,
) {
  const t = texts.evidence.view;
  const reading = noted(desk, asked)
    .then(() =>
      desk.content.readEvidence(asked.teamId, asked.userId, {
        job_id: ref.job,
        version: ref.version,
        offset: ref.page * CLAIMS_A_PAGE,
        limit: CLAIMS_A_PAGE,
        doubtful: ref.doubtful,
      }),
    )
    .catch((error: unknown) => {
      desk.log.warn('evidence_not_read', { job_id: ref.job, user_id: asked.userId, error });
      return undefined;
    });
  const page = await within(desk.clock, deadlines.longLook, reading);
  if (page?.outcome === 'read') return evidenceView(page, ref, texts);
  if (page?.outcome === 'not_allowed') return t.guest;
  return page ? t.notFound : t.notRead;
}

async function showPage(
  desk: ContentDesk,
  viewId: string,
  asked: Pick<Press, 'userId' | 'below'>,
  view: ReturnType<typeof evidenceView>,
  texts: Texts,
): Promise<void> {
  await desk.slack.views.update({ view_id: viewId, view }).catch(async (error: unknown) => {
    desk.log.warn('page_not_turned', { user_id: asked.userId, error });
    await tellLine(desk, asked.below, texts.changes.command.formNotOpened);
  });
}
