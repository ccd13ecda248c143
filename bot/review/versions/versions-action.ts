import type { ModalView } from '@slack/types';
import { within } from '../../../platform/within.ts';
import { deadlines } from '../../asking/deadlines.ts';
import { noticeView } from '../../asking/form-parts.ts';
import { openForm } from '../../asking/open-form.ts';
import {
  onPress,
  onRecordingPress,
  type Press,
  readValue,
  tellLine,
  tellOldButton,
} from '../../asking/press.ts';
import type { ContentDesk } from '../../content-desk.ts';
import { plain } from '../../slack/blocks.ts';
import type { Texts } from '../../texts/texts.ts';
import { cardRef } from '../review-card.ts';
import { makeVersion } from './make-version.ts';
import { readVersion, readVersions } from './read-version.ts';
import { differenceView, type VersionRef, versionRef, versionsView } from './versions-view.ts';

/** Versions on a card, and the way back to the list in its window. */
export function versionsAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(cardRef, press.value);
    if (!ref) return tellOldButton(desk, press);
    const texts = await desk.textsFor(press.teamId);
    const list = await readVersions(desk, press, ref.job, texts);
    if (typeof list === 'string') return tellLine(desk, press.below, list);
    const view = versionsView(list, ref.job, texts);
    if (press.modalId !== null) return show(desk, press, view, texts);
    await openForm(desk, { triggerId: press.triggerId, to: press.below }, view, texts.changes);
  });
}

/** Two versions beside each other. */
export function differenceAction(desk: ContentDesk) {
  return onPress((press) =>
    aboutVersion(desk, press, async (ref, texts) => {
      const [before, after] = await Promise.all([
        readVersion(desk, press, { job: ref.job, version: ref.of }, texts),
        readVersion(desk, press, { job: ref.job, version: ref.against ?? ref.version }, texts),
      ]);
      if (typeof before === 'string') return tellLine(desk, press.below, before);
      if (typeof after === 'string') return tellLine(desk, press.below, after);
      await show(desk, press, differenceView(before, after, ref, texts), texts);
    }),
  );
}

/** Restore: the earlier version becomes the next one; the window says what came of it. */
export function restoreAction(desk: ContentDesk) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(versionRef, press.value);
    if (!ref?.of) return tellOldButton(desk, press, ack);
    const { of } = ref;
    const texts = await desk.textsFor(press.teamId);
    const made = { kind: 'restore' as const, from_version: of, key: press.triggerId };
    const recording = makeVersion(desk, press, ref, made, texts);
    // Recorded first: a press that Slack believes taken must outlive a crash of this process.
    await within(desk.clock, deadlines.silence, recording).finally(() => ack());
    const t = texts.versions;
    const line = (await recording) ?? t.view.restoring(of, ref.version + 1);
    await show(desk, press, noticeView(t.view.title, t.view.close, [plain(line)]), texts);
  });
}

/** A press in the window whose button names a version. */
export async function aboutVersion(
  desk: ContentDesk,
  press: Press,
  handle: (ref: VersionRef & { of: number }, texts: Texts) => Promise<void>,
): Promise<void> {
  const ref = readValue(versionRef, press.value);
  if (ref?.of === undefined) return tellOldButton(desk, press);
  await handle({ ...ref, of: ref.of }, await desk.textsFor(press.teamId));
}

/** In the place of what the window shows. */
export async function show(desk: ContentDesk, press: Press, view: ModalView, texts: Texts): Promise<void> {
  await desk.slack.views.update({ view_id: press.modalId ?? '', view }).catch(async (error: unknown) => {
    desk.log.warn('page_not_turned', { user_id: press.userId, error });
    await tellLine(desk, press.below, texts.changes.command.formNotOpened);
  });
}
