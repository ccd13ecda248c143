import type { VersionList } from '../../../ports/content.ts';
import { openForm } from '../../asking/open-form.ts';
import { onPress, readValue, tellLine, tellOldButton } from '../../asking/press.ts';
import type { ContentDesk } from '../../content-desk.ts';
import { findCard } from '../../drafts/find-posted.ts';
import { permalink } from '../../slack/permalink.ts';
import type { Texts } from '../../texts/texts.ts';
import { type CardRef, cardRef } from '../review-card.ts';
import { chooseModal } from './edit-modal.ts';
import { piecesOf } from './editable.ts';
import { whyNot } from './make-version.ts';
import { readVersion, readVersions } from './read-version.ts';

/** Edit on a card: a person who cannot make a version of it now is told, and does not write for nothing. */
export function editAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(cardRef, press.value);
    if (!ref) return tellOldButton(desk, press);
    const texts = await desk.textsFor(press.teamId);
    const { below: to } = press;
    const [list, read] = await Promise.all([
      readVersions(desk, press, ref.job, texts),
      readVersion(desk, press, ref, texts),
    ]);
    if (typeof list === 'string') return tellLine(desk, to, list);
    if (typeof read === 'string') return tellLine(desk, to, read);
    if (list.current_version > ref.version)
      return tellLine(desk, to, await supersededLine(desk, ref, list.current_version, texts));
    if (!list.may_change) return tellLine(desk, to, whyNotNow(ref, list.job_status, texts));
    const origin = { ref, channel_id: to.channel_id, thread_ts: to.thread_ts ?? null };
    const view = chooseModal(origin, piecesOf(read.draft.content, texts), texts);
    await openForm(desk, { triggerId: press.triggerId, to }, view, texts.changes);
  });
}

/** Why no version can be made: the person may not, or the job is not at that. */
function whyNotNow(ref: CardRef, status: VersionList['job_status'], texts: Texts): string {
  const outcome =
    status === 'awaiting_review'
      ? ('not_allowed' as const)
      : isAtWork(status)
        ? ('busy' as const)
        : ('ended' as const);
  return whyNot(ref.version, { outcome, job_status: status, current_version: ref.version }, texts);
}

const isAtWork = (status: string) =>
  ['queued', 'running', 'awaiting_budget', 'awaiting_input'].includes(status);

async function supersededLine(
  desk: ContentDesk,
  ref: CardRef,
  current: number,
  texts: Texts,
): Promise<string> {
  const job = await desk.content.getJob(ref.job).catch(() => null);
  const ts = job && (await findCard(desk.slack, job, current).catch(() => null));
  const link = job && (await permalink(desk, job.channel_id, ts));
  return texts.review.superseded(
    ref.version,
    current,
    link === null ? null : `<${link}|${texts.review.openCurrent}>`,
  );
}
