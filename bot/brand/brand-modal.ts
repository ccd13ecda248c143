import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { BrandKit } from '../../ports/content.ts';
import { field, label, modal, option } from '../asking/form-parts.ts';
import { clip, plain } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { logoLimit } from './read-logo.ts';

/** The colours of a brand kit, by their field. */
export const colourNames = ['dark', 'dark_alt', 'paper', 'ink', 'accent', 'accent_alt', 'muted'] as const;
type Colours = Record<(typeof colourNames)[number], string>;

export const BRAND = 'knowledge_brand';
export const NAME_MAX = 60;
/** Room for what is no colour, so that the answer says what one looks like. */
const COLOUR_MAX = 30;
export const fonts = ['Inter', 'Space Grotesk'] as const satisfies BrandKit['fonts']['body'][];

export const brandOrigin = z.object({
  /** Version that the form was filled from; 0: the team has none. */
  base: z.number().int(),
  channel_id: z.string(),
  response_url: z.string().nullable(),
});
export type BrandOrigin = z.infer<typeof brandOrigin>;

/** The fields as they stand in the form, colours as typed. */
export interface BrandFields {
  name: string;
  handle: string;
  colours: Colours;
  heading: BrandKit['fonts']['heading'];
  body: BrandKit['fonts']['body'];
}

/** Readable without a taste of its own, for a team that has no kit yet. */
const plainColours: Colours = {
  dark: '#14213D',
  dark_alt: '#233457',
  paper: '#F7F7F5',
  ink: '#14213D',
  accent: '#F2A23A',
  accent_alt: '#2A9D8F',
  muted: '#64757C',
};

export function filledFrom(kit: BrandKit | null): BrandFields {
  return {
    name: kit?.name ?? '',
    handle: kit?.handle ?? '',
    colours: kit?.colors ?? plainColours,
    heading: kit?.fonts.heading ?? 'Inter',
    body: kit?.fonts.body ?? 'Inter',
  };
}

/** Block and action id of a field are the same word. */
export function brandModal(
  filled: BrandFields,
  origin: BrandOrigin,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): ModalView {
  const f = t.brand.form;
  return modal(BRAND, origin, f, [
    ...notice,
    plain(f.intro(origin.base)),
    input('name', t.brand.name, filled.name, NAME_MAX, {}),
    input('handle', t.brand.handle, filled.handle, NAME_MAX, { optional: true }),
    field(
      'logo',
      f.logo,
      {
        type: 'file_input',
        filetypes: [...logoLimit.extensions],
        max_files: 1,
      },
      { hint: f.logoHint(logoLimit.maxBytes / 1024), optional: true },
    ),
    ...colourNames.map((name, i) =>
      input(
        name,
        t.brand.colours[name],
        filled.colours[name],
        COLOUR_MAX,
        i === 0 ? { hint: f.colourHint } : {},
      ),
    ),
    fontSelect('heading', f.headingFont, filled.heading),
    fontSelect('body', f.bodyFont, filled.body),
  ]);
}

function input(
  id: string,
  name: string,
  value: string,
  max: number,
  extra: { hint?: string; optional?: boolean },
): KnownBlock {
  return {
    type: 'input',
    block_id: id,
    ...(extra.optional ? { optional: true } : {}),
    label: label(name),
    ...(extra.hint ? { hint: label(extra.hint) } : {}),
    element: {
      type: 'plain_text_input',
      action_id: id,
      max_length: max,
      ...(value === '' ? {} : { initial_value: clip(value, max) }),
    },
  };
}

function fontSelect(id: 'heading' | 'body', name: string, chosen: string): KnownBlock {
  const options = fonts.map((font) => option(font, font));
  const initial = options.find((o) => o.value === chosen);
  return field(id, name, {
    type: 'static_select',
    options,
    ...(initial ? { initial_option: initial } : {}),
  });
}
