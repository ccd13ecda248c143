import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { briefLength } from '../../ports/content.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import { openForm } from '../asking/open-form.ts';
import { type Asked, placeOf, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { clip, small } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { briefingField } from './briefing-modal.ts';
import { carouselKind, type DraftKind, draftKinds } from './draft-kinds.ts';
import type { FormValues } from './read-form.ts';

export const THREAD_FORM = 'thread_briefing';

/** The thread that the form was opened for; comes back with its submission. */
export const threadOrigin = z.object({
  channel_id: z.string(),
  thread_ts: z.string(),
  response_url: z.string().nullable(),
});

/** What the form begins with. */
interface GivenOfThread {
  thread_ts: string;
  type: DraftKind['type'] | null;
  brief: string;
}

/** Opens the form at once, before anything is read: a trigger lives for 3 s. Says so where no draft can be made. */
export async function openThreadForm(
  desk: Pick<ContentDesk, 'slack' | 'tell' | 'log' | 'knowPerson'>,
  asked: Asked,
  given: GivenOfThread,
  texts: Texts,
): Promise<void> {
  const t = texts.fromThread;
  const { channel_id, response_url } = placeOf(asked);
  if (channel_id === null) return tellLine(desk, asked.to, t.inDirectMessage);
  const person = await desk.knowPerson(asked.teamId, asked.userId).catch(() => null);
  if (person?.role === 'guest') return tellLine(desk, asked.to, texts.command.guest);
  const origin = { channel_id, thread_ts: given.thread_ts, response_url: response_url ?? null };
  await openForm(desk, asked, threadForm(origin, given, texts), {
    command: { formNotOpened: t.formNotOpened },
  });
}

function threadForm(origin: z.infer<typeof threadOrigin>, given: GivenOfThread, texts: Texts): ModalView {
  const t = texts.fromThread.form;
  const kinds = Object.values(draftKinds).map(({ type }) => option(t.kinds[type], type));
  const chosen = kinds.find(({ value }) => value === (given.type ?? carouselKind.type));
  const brief = clip(given.brief, briefLength.max);
  return modal(THREAD_FORM, origin, { title: t.title, submit: texts.form.submit, close: texts.form.close }, [
    small(t.intro),
    field('kind', t.kind, {
      type: 'static_select',
      options: kinds,
      ...(chosen ? { initial_option: chosen } : {}),
    }),
    field(
      'brief',
      t.brief,
      {
        type: 'plain_text_input',
        multiline: true,
        max_length: briefLength.max,
        ...(brief === '' ? {} : { initial_value: brief }),
      },
      { hint: t.briefHint },
    ),
    briefingField(carouselKind, 'language', {}, texts),
    field(
      'names',
      t.names,
      { type: 'checkboxes', options: [option(t.keepNames, 'keep')] },
      { hint: t.keepNamesHint, optional: true },
    ),
  ]);
}

/** What is to be made, and whether people keep their names. */
export function chosenInForm(values: FormValues): { kind: DraftKind; keepNames: boolean } {
  const type = values.kind?.kind?.selected_option?.value;
  const names = values.names?.names as { selected_options?: { value: string }[] | null } | undefined;
  return {
    kind: Object.values(draftKinds).find((kind) => kind.type === type) ?? carouselKind,
    keepNames: names?.selected_options?.some(({ value }) => value === 'keep') ?? false,
  };
}
