import { typedWords } from '../asking/plain-words.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type BrandFields, colourNames, fonts, NAME_MAX } from './brand-modal.ts';

/** What Slack sends of a submitted form; only the parts that are read. */
type BrandValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      files?: { id?: string; name?: string; size?: number }[] | undefined;
    }
  >
>;

export interface BrandForm {
  fields: BrandFields;
  logo: { id: string; name: string; size: number } | null;
}

/** The form with its colours in one spelling, or what is wrong by field. Slack checks too, but not every client does. */
export function readBrandForm(
  values: BrandValues,
  t: KnowledgeTexts,
): { form: BrandForm; errors: Record<string, string> } {
  const e = t.brand.form.errors;
  const errors: Record<string, string> = {};
  const typed = (id: string) => typedWords(values[id]?.[id]?.value ?? '').replaceAll(/\s+/g, ' ');
  const line = (id: 'name' | 'handle') => {
    const said = typed(id);
    if (said.length > NAME_MAX) errors[id] = e.tooLong([...said].length, NAME_MAX);
    return said;
  };
  const [name, handle] = [line('name'), line('handle')];
  if (name === '') errors.name = e.nameMissing;
  const colours = Object.fromEntries(
    colourNames.map((colour) => {
      const said = typed(colour);
      const read = readColour(said);
      if (read === null) errors[colour] = e.colour(said.slice(0, 20));
      return [colour, read ?? said];
    }),
  ) as BrandFields['colours'];
  const font = (id: 'heading' | 'body') => {
    const chosen = values[id]?.[id]?.selected_option?.value;
    return fonts.find((known) => known === chosen) ?? 'Inter';
  };
  const [file] = values.logo?.logo?.files ?? [];
  const logo = file?.id ? { id: file.id, name: file.name ?? file.id, size: file.size ?? 0 } : null;
  return {
    form: { fields: { name, handle, colours, heading: font('heading'), body: font('body') }, logo },
    errors,
  };
}

/** `#0b2530`, `0B2530` and `#abc` are all colours; the kit keeps `#RRGGBB`. */
function readColour(said: string): string | null {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(said)?.[1]?.toUpperCase();
  if (!digits) return null;
  return `#${digits.length === 3 ? [...digits].map((d) => d + d).join('') : digits}`;
}
