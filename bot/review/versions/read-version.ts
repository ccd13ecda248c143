import { within } from '../../../platform/within.ts';
import type { VersionList, VersionRead } from '../../../ports/content.ts';
import { deadlines } from '../../asking/deadlines.ts';
import { noted, type Press } from '../../asking/press.ts';
import type { ContentDesk } from '../../content-desk.ts';
import type { Texts } from '../../texts/texts.ts';

type Asking = Pick<Press, 'teamId' | 'userId'>;

/** A job's versions, or the sentence that tells why they cannot be shown. */
export function readVersions(
  desk: ContentDesk,
  asked: Asking,
  job: string,
  texts: Texts,
): Promise<VersionList | string> {
  return read(desk, asked, () => desk.content.listVersions(asked.teamId, job, asked.userId), texts);
}

export function readVersion(
  desk: ContentDesk,
  asked: Asking,
  { job, version }: { job: string; version: number },
  texts: Texts,
): Promise<VersionRead | string> {
  return read(desk, asked, () => desk.content.getVersion(asked.teamId, job, version, asked.userId), texts);
}

async function read<T extends { outcome: 'read' }>(
  desk: ContentDesk,
  asked: Asking,
  ask: () => Promise<T | { outcome: 'not_allowed' | 'not_found' }>,
  texts: Texts,
): Promise<T | string> {
  const t = texts.versions;
  // Who is a guest today is Slack's word; the database decides with it.
  const reading = noted(desk, asked)
    .then(ask)
    .catch((error: unknown) => {
      desk.log.warn('versions_not_read', { user_id: asked.userId, error });
      return undefined;
    });
  const found = await within(desk.clock, deadlines.look, reading);
  if (found === undefined) return t.notRead;
  // SAFETY: `read` is the outcome of T alone, which a generic type does not tell TypeScript.
  if (found.outcome === 'read') return found as T;
  return found.outcome === 'not_allowed' ? t.guest : texts.review.unknownDraft;
}
