import { openForm } from '../asking/open-form.ts';
import { onPress } from '../asking/press.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { addModal } from './add-modal.ts';

/** Add a document, from the Home tab or a direct message: the form asks for the channel as well. */
export function startDocumentAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const { knowledge: t } = await desk.textsFor(press.teamId);
    if (!(await memberAsks(desk, press, t))) return;
    await openForm(desk, press, addModal({ channel_id: null, response_url: null }, t), t);
  });
}
