import { placeholderIn } from '../../platform/placeholder-in.ts';
import { within } from '../../platform/within.ts';
import type { NoteEditOutcome } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { nullIfNoAnswer } from '../asking/no-answer.ts';
import { openForm } from '../asking/open-form.ts';
import { noted, onForm, onPress, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { NotesTexts } from '../texts/en/notes.ts';
import { noteLineRef } from './note-actions.ts';
import { fieldOf, noteForm, noteOrigin, readNote } from './note-form.ts';

/** Edit: a form with one person's words as they stand now; what can no longer be changed says so instead. */
export function editNoteAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(noteLineRef, press.value);
    if (ref === null) return tellOldButton(desk, press);
    const { below: to } = press;
    const texts = await desk.textsFor(press.teamId);
    await noted(desk, press);
    const look = desk.content
      .readNote({ job_id: ref.job, number: ref.number, person_id: press.userId })
      .catch(() => undefined);
    const read = await within(desk.clock, deadlines.look, look);
    if (read === undefined) return tellLine(desk, to, texts.notes.answer.notAnswered);
    if (read.outcome !== 'done' || !read.item) {
      const { errors } = texts.notes.form;
      return tellLine(desk, to, read.outcome === 'done' ? errors.not_found : errors[read.outcome]);
    }
    const { number, revision, hash } = read.item;
    const origin = {
      ref: { job: ref.job, number, revision, hash },
      channel_id: to.channel_id,
      thread_ts: to.thread_ts ?? null,
      steps: read.steps
        .filter((step) => step.with_words)
        .map(({ number: n, kind, max }) => ({ number: n, kind, max })),
    };
    await openForm(
      desk,
      { triggerId: press.triggerId, to },
      noteForm(origin, read.item, texts.notes),
      texts.changes,
    );
  });
}

/** The form was sent: a new revision without an approval, or it stays open with what was typed. */
export function submitNoteEdit(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { notes: t } = await desk.textsFor(teamId);
    const { ref, steps } = noteOrigin.parse(JSON.parse(view.private_metadata));
    const texts = readNote(view.state.values, steps);
    const open = texts.flatMap(({ step, text }) => {
      const found = text === null ? null : placeholderIn(text);
      return found === null ? [] : [[fieldOf(step), t.form.errors.placeholder(found)] as const];
    });
    if (open.length > 0) return refuse(Object.fromEntries(open));
    const { job: job_id, number, revision, hash } = ref;
    const work = noted(desk, { teamId, userId })
      .then(() => desk.content.editNote({ job_id, number, revision, hash, person_id: userId, texts }))
      .catch(nullIfNoAnswer);
    const outcome = await within(desk.clock, deadlines.form, work);
    const first = fieldOf(steps[0]?.number ?? 1);
    // Sending it again is safe: the revision that it is of exists once.
    if (!outcome) return refuse({ [first]: t.form.errors.notRecorded });
    desk.log.info('note_edited', { job_id, user_id: userId, code: outcome.outcome });
    const fault = faultOf(outcome, texts, t);
    if (fault !== null) return refuse({ [outcome.step === null ? first : fieldOf(outcome.step)]: fault });
    desk.hints.outbox.wake();
    await ack();
  });
}

function faultOf(
  { outcome, step, max, number }: NoteEditOutcome,
  texts: ReturnType<typeof readNote>,
  { form: { errors } }: NotesTexts,
): string | null {
  switch (outcome) {
    case 'done':
    case 'unchanged':
      return null;
    case 'too_long': {
      const length = texts.find((one) => one.step === step)?.text?.length ?? 0;
      return step === null ? errors.tooLongTogether(max ?? 0) : errors.tooLong(length, max ?? 0);
    }
    case 'empty':
      return errors.empty;
    case 'same_words':
      return errors.sameWords(number ?? 0);
    default:
      return errors[outcome];
  }
}
