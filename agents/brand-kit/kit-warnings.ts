import type { BrandKit, Language } from '../../ports/content.ts';
import { contrast, MIN_CONTRAST } from '../design/colour.ts';
import type { Issue } from '../design/slides/deck.ts';
import { MIN_VISIBLE } from '../design/theme.ts';

type Kit = Omit<BrandKit, 'version'>;
type Colour = keyof Kit['colors'];

/** What is set on what. Slides pick another shade where these cannot be read, so the kit is not what people will see. */
const PAIRS: [text: Colour, on: Colour][] = [
  ['paper', 'dark'],
  ['paper', 'dark_alt'],
  ['ink', 'paper'],
];

/** What is laid on what, as areas: badges, buttons, bars. */
const AREAS: [area: Colour, on: Colour][] = [
  ['accent', 'paper'],
  ['accent', 'dark'],
  ['accent_alt', 'paper'],
  ['accent_alt', 'dark'],
];

/**
 * What an admin should know before a kit is used, in words. Pure.
 *
 * @param issues Of the drawn sample, whose own words always fit: what is found comes from the kit.
 */
export function kitWarnings(kit: Kit, issues: readonly Issue[], language: Language): string[] {
  const say = wording[language];
  const pairs = PAIRS.flatMap(([text, on]) => {
    const ratio = contrast(kit.colors[text], kit.colors[on]);
    return ratio < MIN_CONTRAST ? [say.contrast(text, on, decimal(ratio, language))] : [];
  });
  const unseen = AREAS.flatMap(([area, on]) => {
    const ratio = contrast(kit.colors[area], kit.colors[on]);
    return ratio < MIN_VISIBLE ? [say.unseen(area, on, decimal(ratio, language))] : [];
  });
  const codes = new Set(issues.map(({ code }) => code));
  const drawn = [
    ...(codes.delete('missing_glyph') ? [say.glyphs] : []),
    ...(codes.delete('contrast') ? [say.unreadable] : []),
    ...(codes.size > 0 ? [say.room] : []),
  ];
  return [...pairs, ...unseen, ...drawn, ...(kit.logo_svg === '' ? [say.noLogo] : [])];
}

function decimal(value: number, language: Language): string {
  return value.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const least = (language: Language) => decimal(MIN_CONTRAST, language);
/** Colours as the form calls them. */
const wording = {
  pt: {
    contrast: (text: Colour, on: Colour, ratio: string) =>
      `${capital(names.pt[text])} sobre ${names.pt[on]}: o contraste é ${ratio} e, para ler, ${least('pt')} é o mínimo. Os slides usam outro tom.`,
    unseen: (area: Colour, on: Colour, ratio: string) =>
      `${capital(names.pt[area])} sobre ${names.pt[on]}: quase não se vê (contraste ${ratio}). Os slides usam nesse fundo o outro destaque ou outro tom.`,
    glyphs: 'O nome ou o perfil tem caracteres que as fontes não desenham.',
    unreadable: 'Com estas cores nenhum tom de texto fica legível em todo o fundo.',
    room: 'O nome ou o perfil é longo demais para o lugar que os slides têm.',
    noLogo: 'Não há logotipo: o lugar dele fica vazio.',
  },
  en: {
    contrast: (text: Colour, on: Colour, ratio: string) =>
      `${capital(names.en[text])} on ${names.en[on]}: the contrast is ${ratio}, and ${least('en')} is the least that can be read. Slides use another shade.`,
    unseen: (area: Colour, on: Colour, ratio: string) =>
      `${capital(names.en[area])} on ${names.en[on]}: it can hardly be seen (contrast ${ratio}). There, slides use the other accent or another shade.`,
    glyphs: 'The name or the handle has characters that the fonts do not draw.',
    unreadable: 'With these colours no shade of text can be read on the whole background.',
    room: 'The name or the handle is too long for its place on the slides.',
    noLogo: 'There is no logo: its place stays empty.',
  },
};
const names = {
  pt: {
    dark: 'fundo escuro',
    dark_alt: 'segundo fundo escuro',
    paper: 'fundo claro',
    ink: 'texto',
    accent: 'destaque',
    accent_alt: 'segundo destaque',
    muted: 'texto discreto',
  },
  en: {
    dark: 'dark ground',
    dark_alt: 'second dark ground',
    paper: 'light ground',
    ink: 'text',
    accent: 'accent',
    accent_alt: 'second accent',
    muted: 'quiet text',
  },
} satisfies Record<Language, Record<Colour, string>>;
