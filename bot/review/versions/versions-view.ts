import type { Button, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { ListedVersion, VersionList, VersionRead } from '../../../ports/content.ts';
import { noticeView } from '../../asking/form-parts.ts';
import {
  actions,
  button,
  clip,
  confirmation,
  dateToken,
  mention,
  plain,
  quoted,
  said,
  small,
  words,
} from '../../slack/blocks.ts';
import type { Texts } from '../../texts/texts.ts';
import { changeOf } from '../change-blocks.ts';
import { madeBy } from './made-by.ts';
import { type Difference, versionDifference } from './version-difference.ts';

export const versionActions = {
  difference: 'versions_difference',
  list: 'versions_list',
  restore: 'versions_restore',
  pick: 'versions_pick',
} as const;

/** What a button of the window carries: the job, its newest version as it was shown, and the versions that it is about. */
export const versionRef = z.object({
  job: z.string(),
  version: z.number().int(),
  hash: z.string(),
  of: z.number().int().optional(),
  against: z.number().int().optional(),
});
export type VersionRef = z.infer<typeof versionRef>;

/** Versions that the window lists: a window takes a hundred blocks. */
const SHOWN = 20;

/** All versions of a draft, newest first: who made each, when and why, and what may be done with it. Pure. */
export function versionsView(list: VersionList, job: string, texts: Texts): ModalView {
  const t = texts.versions.view;
  const current = list.versions[0];
  const ref = { job, version: list.current_version, hash: current?.hash ?? '' };
  const more = list.versions.length - SHOWN;
  return noticeView(t.title, t.close, [
    ...(current ? [words({ text: clip(current.title ?? '…', 200), bold: true })] : []),
    small(list.may_change ? t.howToChange : t.readOnly),
    ...list.versions.slice(0, SHOWN).flatMap((version) => versionBlocks(version, list, ref, texts)),
    ...(more > 0 ? [small(t.more(more))] : []),
  ]);
}

function versionBlocks(one: ListedVersion, list: VersionList, ref: VersionRef, texts: Texts): KnownBlock[] {
  const t = texts.versions.view;
  const state = one.status === 'superseded' ? '' : ` · ${t.status[one.status]}`;
  const by = `${madeBy(one, texts)} (${dateToken(one.created_at, texts.locale)})`;
  const writers = one.authors.filter((id) => one.made_by !== 'edit' || id !== one.author_id);
  const value = (change: Partial<VersionRef>) => JSON.stringify({ ...ref, ...change });
  const isCurrent = one.version === list.current_version;
  const buttons: Button[] = [
    ...(one.version > 1
      ? [
          button(
            versionActions.difference,
            t.difference(one.version - 1),
            value({ of: one.version - 1, against: one.version }),
          ),
        ]
      : []),
    ...(one.version < list.current_version - 1
      ? [
          button(
            `${versionActions.difference}:2`,
            t.difference(list.current_version),
            value({ of: one.version, against: list.current_version }),
          ),
        ]
      : []),
    ...(list.may_change && !isCurrent
      ? [
          button(versionActions.restore, t.restore(one.version), value({ of: one.version }), {
            confirm: confirmation(t.confirmRestore(one.version, list.current_version + 1)),
          }),
          ...(list.type === 'carousel'
            ? [button(versionActions.pick, t.pick, value({ of: one.version }))]
            : []),
        ]
      : []),
  ];
  return [
    { type: 'divider' },
    said(`*v${one.version}*${state} · ${by}`),
    ...(one.reason === null ? [] : [quoted(one.reason, 500)]),
    ...(writers.length > 0 ? [small(t.writers(writers.slice(0, 10).map(mention).join(', ')))] : []),
    ...(buttons.length > 0 ? [actions(`version_${one.version}`, ...buttons)] : []),
  ];
}

/** Slides shown as pictures, before and after. */
const PICTURED = 8;
/** Characters of all differences together. */
const MOST_WORDS = 9000;

/** How two versions differ: slides as pictures beside what they were, texts word by word. Pure. */
export function differenceView(
  before: VersionRead,
  after: VersionRead,
  ref: VersionRef,
  texts: Texts,
): ModalView {
  const t = texts.versions.view;
  const [from, to] = [before.draft.version, after.draft.version];
  const changes = versionDifference(before.draft.content, after.draft.content, texts);
  const each = Math.max(300, Math.floor(MOST_WORDS / Math.max(1, changes.length)));
  return noticeView(t.title, t.close, [
    said(`*${t.between(from, to)}*`),
    small(`v${to}: ${madeBy(after.draft, texts)}`),
    actions('back', button(versionActions.list, t.back, JSON.stringify(ref))),
    ...(changes.length === 0 ? [plain(t.same)] : []),
    ...pictures(before, after, changes, texts),
    ...changes.slice(0, 30).map((change) => changeOf(change, each, texts)),
  ]);
}

function pictures(
  before: VersionRead,
  after: VersionRead,
  changes: Difference[],
  texts: Texts,
): KnownBlock[] {
  const t = texts.versions.view;
  const [from, to] = [before.draft.version, after.draft.version];
  if (to === from + 1 && after.comparison !== null) return [image(after.comparison, t.comparison(from, to))];
  return changes
    .flatMap(({ slides }) => slides ?? [])
    .slice(0, PICTURED)
    .flatMap((pair): KnownBlock[] => {
      const side = ({ slides }: VersionRead, version: number, at: number | null) => {
        const file = at === null ? null : slides[at];
        return at === null || !file ? [] : [image(file, t.slideOf(at + 1, version))];
      };
      return [...side(before, from, pair.before), ...side(after, to, pair.after)];
    });
}

export function image(fileId: string, alt: string): KnownBlock {
  return {
    type: 'image',
    slack_file: { id: fileId },
    alt_text: alt,
    title: { type: 'plain_text', text: alt },
  };
}
