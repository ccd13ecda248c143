import type { NoteRef, NotesOutcome } from '../../ports/content.ts';
import {
  noted,
  onPress,
  onRecordingPress,
  type Press,
  readValue,
  tellLine,
  tellOldButton,
} from '../asking/press.ts';
import { recorded } from '../asking/recorded.ts';
import { withGroupsRead } from '../asking/with-groups-read.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Texts } from '../texts/texts.ts';
import { noteLineRef, noteLinesRef, notePageRef } from './note-actions.ts';

/** Approve, or Skip: one person's words, as they looked. */
export function decideNoteAction(desk: ContentDesk, action: 'approve' | 'skip') {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(noteLineRef, press.value);
    if (ref === null) return tellOldButton(desk, press, ack);
    const { job, number, revision, hash } = ref;
    await decide(desk, press, ack, { job, action, notes: [{ number, revision, hash }] });
  });
}

/** "Approve the n shown": each of them as it looked; what may not be approved is left and told. */
export function approveShownAction(desk: ContentDesk) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(noteLinesRef, press.value);
    if (ref === null) return tellOldButton(desk, press, ack);
    const notes = ref.notes.map(([number, revision, hash]) => ({ number, revision, hash }));
    await decide(desk, press, ack, { job: ref.job, action: 'approve', notes });
  });
}

/** To the page before or behind, for all who see the card: its buttons say whose words they are of. */
export function turnNotesPageAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(notePageRef, press.value);
    if (ref === null) return tellOldButton(desk, press);
    await noted(desk, press);
    const turned = await desk.content
      .turnNotesPage({ job_id: ref.job, person_id: press.userId, number: ref.number })
      .catch(() => null);
    if (turned) return desk.hints.outbox.wake();
    const { answer } = (await desk.textsFor(press.teamId)).notes;
    await tellLine(desk, press.below, turned === null ? answer.notAnswered : answer.guest);
  });
}

async function decide(
  desk: ContentDesk,
  press: Press,
  ack: () => Promise<void>,
  { job, action, notes }: { job: string; action: 'approve' | 'skip'; notes: NoteRef[] },
): Promise<void> {
  const { teamId, userId, below: to } = press;
  const texts = await desk.textsFor(teamId);
  const work = noted(desk, press).then(() =>
    withGroupsRead(desk, teamId, () =>
      desk.content.decideNotes({ job_id: job, person_id: userId, action, notes }),
    ),
  );
  const { recordingTakesLong: takesLong, recordedAfterAll, notRecorded } = texts.review;
  const outcome = await recorded(desk, to, { outcome: { takesLong, recordedAfterAll, notRecorded } }, work, {
    changed: (o) => o.outcome === 'done',
    ack,
    unanswered: texts.notes.answer.notAnswered,
  });
  if (outcome === undefined) return;
  desk.log.info('notes_pressed', { job_id: job, user_id: userId, code: outcome.outcome });
  if (outcome.outcome === 'done') {
    desk.hints.outbox.wake();
    desk.hints.jobs.wake();
  }
  const line = outcomeOf(outcome, notes.length, texts);
  if (line !== null) await tellLine(desk, to, line);
}

/** What a press did not do, and of several what it did; null: the card shows it. Pure. */
export function outcomeOf(
  { outcome, reason, job_status, decided, pending, left }: NotesOutcome,
  pressed: number,
  { job, locale, notes: { answer: t } }: Texts,
): string | null {
  const statuses: Record<string, string> = job.status;
  switch (outcome) {
    case 'not_found':
      return t.notFound;
    case 'closed':
      return t.closed(statuses[job_status ?? ''] ?? '?');
    case 'not_allowed':
      return reason === 'group_unread' ? t.groupUnread : t[reason ?? 'role'];
    case 'nothing':
    case 'done': {
      if (left.length === 0 && pending.length === 0) return null;
      const because = Map.groupBy(left, (one) => one.because);
      const list = new Intl.ListFormat(locale);
      return [
        ...(pressed > 1 && decided.length > 0 ? [t.decided(decided.length)] : []),
        ...(pending.length > 0 ? [t.pending(pending.length)] : []),
        ...[...because].map(([why, those]) =>
          t.left(list.format(those.map(({ number }) => String(number))), t.because[why]),
        ),
      ].join(' ');
    }
  }
}
