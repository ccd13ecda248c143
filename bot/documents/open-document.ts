import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { onPress, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { readingPlace } from './document-actions.ts';
import { documentView } from './document-view.ts';
import { stretchOf } from './reading-page.ts';

/** Open, beside a listed document or under a hit, and the buttons that turn the pages of its window. */
export function openDocumentAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const { teamId, userId, to } = press;
    const place = readValue(readingPlace, press.value);
    if (!place) return tellOldButton(desk, press);
    const { knowledge: t } = await desk.textsFor(teamId);
    const { document: id, page } = place;
    // Who is a guest today is Slack's word; the database decides with it.
    const reading = desk
      .knowPerson(teamId, userId)
      .catch(() => null)
      .then(() => desk.content.readDocument(teamId, id, userId, stretchOf(page)))
      .catch(() => undefined);
    const answer = await within(desk.clock, deadlines.longLook, reading);
    if (!answer) return tellLine(desk, to, t.reading.notRead);
    if (answer.outcome === 'not_allowed') return tellLine(desk, to, t.command.guest);
    if (!answer.document) return tellLine(desk, to, t.remove.notFound);
    const view = documentView(answer.document, page, answer.text, t);
    if (press.modalId === null) return openForm(desk, press, view, t);
    await desk.slack.views.update({ view_id: press.modalId, view }).catch(async (error: unknown) => {
      desk.log.warn('page_not_turned', { user_id: userId, error });
      await tellLine(desk, to, t.command.formNotOpened);
    });
  });
}
