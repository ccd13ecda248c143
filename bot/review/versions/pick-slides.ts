import { isDeepStrictEqual } from 'node:util';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { CarouselDraft, SlidePicks, VersionRead } from '../../../ports/content.ts';
import { type FormOutcome, finishForm } from '../../asking/finish-form.ts';
import { field, label, modal, option } from '../../asking/form-parts.ts';
import { onForm, onPress, tellLine, toThread } from '../../asking/press.ts';
import type { ContentDesk } from '../../content-desk.ts';
import type { Texts } from '../../texts/texts.ts';
import { makeVersion } from './make-version.ts';
import { readVersion } from './read-version.ts';
import { aboutVersion, show } from './versions-action.ts';
import { image } from './versions-view.ts';

export const PICK = 'pick_slides';

const pickOrigin = z.object({
  ref: z.object({ job: z.string(), version: z.number().int(), hash: z.string() }),
  from: z.number().int(),
});

/** A slide that another version has and this one not, with the place that it would take; numbers from 1. */
interface Pickable {
  at: number;
  from: number;
  title: string;
}

/** Slides that can be taken over: each takes the place of the slide of its number, first and last those of their kind. Pure. */
export function pickable(base: CarouselDraft, other: CarouselDraft): Pickable[] {
  const last = base.slides.length;
  const taken = new Set<number>();
  return other.slides.flatMap((slide, n): Pickable[] => {
    if (base.slides.some((one) => isDeepStrictEqual(one, slide))) return [];
    const isEnd = n === other.slides.length - 1;
    const at = n === 0 ? 1 : isEnd ? last : Math.min(n + 1, last - 1);
    if (taken.has(at)) return [];
    taken.add(at);
    return [{ at, from: n + 1, title: slide.title }];
  });
}

/** Pick slides, at an earlier version in the window: asks which. */
export function pickAction(desk: ContentDesk) {
  return onPress((press) =>
    aboutVersion(desk, press, async (ref, texts) => {
      const [base, other] = await Promise.all([
        readVersion(desk, press, ref, texts),
        readVersion(desk, press, { job: ref.job, version: ref.of }, texts),
      ]);
      if (typeof base === 'string') return tellLine(desk, press.below, base);
      if (typeof other === 'string') return tellLine(desk, press.below, other);
      const { job, version, hash } = ref;
      const view = pickModal(base, other, { ref: { job, version, hash }, from: ref.of }, texts);
      if (!view) return tellLine(desk, press.below, texts.versions.pick.nothing(ref.of, version));
      await show(desk, press, view, texts);
    }),
  );
}

/** Null: the other version has nothing that this one has not. */
function pickModal(
  base: VersionRead,
  other: VersionRead,
  origin: z.infer<typeof pickOrigin>,
  texts: Texts,
): ModalView | null {
  const [now, then] = [base.draft.content, other.draft.content];
  if (now.kind !== 'carousel' || then.kind !== 'carousel') return null;
  const t = texts.versions.pick;
  const slides = pickable(now, then);
  const isOtherPost = !isDeepStrictEqual(now.post, then.post);
  if (slides.length === 0 && !isOtherPost) return null;
  const pictures = slides.flatMap(({ from }): KnownBlock[] => {
    const file = other.slides[from - 1];
    return file ? [image(file, texts.versions.view.slideOf(from, origin.from))] : [];
  });
  return modal(PICK, origin, t, [
    { type: 'section', text: label(t.intro(origin.from, origin.ref.version)) },
    field('slides', t.label, {
      type: 'multi_static_select',
      options: [
        ...slides.map(({ at, from, title }) => option(t.slide(from, at, title), `${at}:${from}`)),
        ...(isOtherPost ? [option(t.post, 'post')] : []),
      ],
    }),
    ...pictures,
  ]);
}

export function submitPick(desk: ContentDesk) {
  return onForm(async ({ ack, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const { ref, from } = pickOrigin.parse(JSON.parse(view.private_metadata));
    const chosen = view.state.values.slides?.slides?.selected_options?.map(({ value }) => value) ?? [];
    const made = { kind: 'pick' as const, key: view.id, from_version: from, picks: picksOf(chosen) };
    const work = makeVersion(desk, { teamId, userId }, ref, made, texts).then(
      (why): FormOutcome =>
        why === null ? { kind: 'started' } : { kind: 'refused', field: 'slides', message: why },
    );
    const { pick, edit, errors } = texts.versions;
    const words = { title: pick.title, close: pick.close, working: edit.working, started: edit.started };
    const to = toThread({ channel_id: null, thread_ts: null }, userId);
    await finishForm(desk, { ack, viewId: view.id, to }, work, {
      ...words,
      notCertain: errors.notRecorded,
      typed: [],
    });
  });
}

function picksOf(chosen: readonly string[]): SlidePicks {
  const slides = chosen.flatMap((value) => {
    const [, at, from] = /^(\d+):(\d+)$/.exec(value) ?? [];
    return at && from ? [{ at: Number(at), from: Number(from) }] : [];
  });
  return { slides, post: chosen.includes('post') };
}
