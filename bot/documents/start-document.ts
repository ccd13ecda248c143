import type { BlockButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { openForm } from '../asking/open-form.ts';
import { readPress } from '../asking/press.ts';
import { addModal } from './add-modal.ts';
import type { KnowledgeDesk } from './knowledge-desk.ts';
import { memberAsks } from './who-asks.ts';

/** Add a document, from the Home tab or a direct message: the form asks for the channel as well. */
export function startDocumentAction(desk: KnowledgeDesk) {
  return async ({ ack, body }: SlackActionMiddlewareArgs<BlockButtonAction>): Promise<void> => {
    await ack();
    const press = readPress(body);
    const { knowledge: t } = await desk.textsFor(press.teamId);
    if (!(await memberAsks(desk, press, t))) return;
    await openForm(desk, press, addModal({ channel_id: null, response_url: null }, t), t);
  };
}
