import { openForm } from '../asking/open-form.ts';
import { onPress, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { briefingModal } from './briefing-modal.ts';
import type { DraftKind } from './draft-kinds.ts';
import { estimateLine } from './estimate-line.ts';

/** Buttons of the Home tab and of direct messages: their forms ask for the channel as well. */
export const startActions = {
  carousel: 'start_carousel',
  article: 'start_article',
  research: 'start_research',
  plan: 'start_plan',
  document: 'start_document',
  /** A link; Slack tells the app of the press all the same. */
  open: 'open_in_slack',
} as const;

/** New carousel, New article, New research. */
export function startDraftAction(desk: ContentDesk, kind: DraftKind) {
  return onPress(async (press) => {
    const texts = await desk.textsFor(press.teamId);
    const [person, estimate] = await Promise.all([
      desk.knowPerson(press.teamId, press.userId).catch(() => null),
      estimateLine(desk, press.teamId, kind.type, texts.stops),
    ]);
    if (person?.role === 'guest') return tellLine(desk, press.to, texts.command.guest);
    const origin = { channel_id: null, response_url: null };
    await openForm(desk, press, briefingModal(kind, origin, {}, texts, estimate), {
      command: { formNotOpened: texts.command.formNotOpened(kind.command) },
    });
  });
}

/** Slack opens the link itself; the press must only be acknowledged. */
export function openedAction() {
  return onPress(async () => {});
}
