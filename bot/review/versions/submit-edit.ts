import type { KnownBlock } from '@slack/types';
import { type FormOutcome, finishForm } from '../../asking/finish-form.ts';
import { onForm, type Submission, toThread } from '../../asking/press.ts';
import type { ContentDesk } from '../../content-desk.ts';
import { copyable } from '../../slack/blocks.ts';
import type { Texts } from '../../texts/texts.ts';
import { noteOrigin } from '../changes-modal.ts';
import { applyEdit } from './apply-edit.ts';
import { editModal, editOrigin } from './edit-modal.ts';
import { piecesOf } from './editable.ts';
import { makeVersion } from './make-version.ts';
import { readVersion } from './read-version.ts';

/** What to edit was chosen: the form of its texts takes the place of the question. */
export function submitChoice(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const origin = noteOrigin.parse(JSON.parse(view.private_metadata));
    const chosen = view.state.values.pieces?.pieces?.selected_options?.map(({ value }) => value) ?? [];
    const read = await readVersion(desk, { teamId, userId }, origin.ref, texts);
    if (typeof read === 'string') return refuse({ pieces: read });
    const pieces = piecesOf(read.draft.content, texts).filter(({ id }) => chosen.includes(id));
    const form = pieces.length === 0 ? null : editModal({ ...origin, pieces: chosen }, pieces, texts);
    if (!form)
      return refuse({ pieces: texts.versions.errors[pieces.length === 0 ? 'chooseOne' : 'tooMany'] });
    await ack({ response_action: 'update', view: form });
  });
}

/** An edit was sent: it becomes the next version, or the form stays open with what was typed and says why not. */
export function submitEdit(desk: ContentDesk) {
  return onForm(async (form) => {
    const { ack, teamId, userId, view } = form;
    const texts = await desk.textsFor(teamId);
    const origin = editOrigin.parse(JSON.parse(view.private_metadata));
    const { edit, errors } = texts.versions;
    await finishForm(
      desk,
      { ack, viewId: view.id, to: toThread(origin, userId) },
      save(desk, form, origin, texts),
      {
        ...{ title: edit.title, close: edit.close, working: edit.working, started: edit.started },
        notCertain: errors.notRecorded,
        typed: typedBlocks(view),
      },
    );
  });
}

async function save(
  desk: ContentDesk,
  { teamId, userId, view }: Submission,
  { ref, pieces: chosen }: ReturnType<typeof editOrigin.parse>,
  texts: Texts,
): Promise<FormOutcome> {
  const first = view.blocks.find(({ type }) => type === 'input')?.block_id ?? 'reason';
  const refused = (message: string, field = first): FormOutcome => ({ kind: 'refused', field, message });
  const read = await readVersion(desk, { teamId, userId }, ref, texts);
  if (typeof read === 'string') return refused(read);
  const pieces = piecesOf(read.draft.content, texts).filter(({ id }) => chosen.includes(id));
  const typed = new Map(typedIn(view));
  const edited = applyEdit(
    read.draft.content,
    pieces.flatMap(({ editables }) => editables),
    typed,
    texts,
  );
  if ('error' in edited) return refused(edited.error, edited.field);
  const why = await makeVersion(
    desk,
    { teamId, userId },
    ref,
    // Sending it again is safe: it is one version.
    { kind: 'edit', key: view.id, content: edited.content, reason: typed.get('reason') || null },
    texts,
  );
  return why === null ? { kind: 'started' } : refused(why);
}

function typedIn(view: Submission['view']): [string, string][] {
  return Object.entries(view.state.values).map(([id, field]) => [id, field[id]?.value ?? '']);
}

function typedBlocks(view: Submission['view']): KnownBlock[] {
  return typedIn(view)
    .filter(([, text]) => text.trim() !== '')
    .flatMap(([, text]) => copyable(text, 3000))
    .slice(0, 40);
}
