import type { BrandKit, Language } from '../../ports/content.ts';
import type { Deck } from '../../ports/model-tasks.ts';

type Kit = Omit<BrandKit, 'version'>;

const wording = {
  pt: {
    kicker: 'Amostra',
    title: 'Assim ficam os carrosséis',
    colours: 'Cores e letras',
    accents: 'Destaques',
    dark: 'Páginas escuras',
    light: 'Páginas claras',
    headings: 'Títulos',
    text: 'Texto',
    ask: 'Usar este kit?',
    answer: 'Um administrador decide na conversa, com um botão.',
  },
  en: {
    kicker: 'Sample',
    title: 'How carousels will look',
    colours: 'Colours and type',
    accents: 'Accents',
    dark: 'Dark pages',
    light: 'Light pages',
    headings: 'Headings',
    text: 'Text',
    ask: 'Use this kit?',
    answer: 'An admin decides in the thread, with a button.',
  },
};

/** Three slides that show a kit at work and claim nothing: a dark cover, a light page, a dark end. */
export function sampleDeck({ name, handle, colors, fonts }: Kit, language: Language): Deck {
  const w = wording[language];
  return {
    title: name,
    slides: [
      { layout: 'cover', title: w.title, evidence: [], kicker: w.kicker, subtitle: name },
      {
        layout: 'list',
        title: w.colours,
        evidence: [],
        items: [
          `${w.accents}: ${colors.accent}, ${colors.accent_alt}`,
          `${w.dark}: ${colors.dark}, ${colors.dark_alt}`,
          `${w.light}: ${colors.paper}, ${colors.ink}`,
          `${w.headings}: ${fonts.heading}`,
          `${w.text}: ${fonts.body}`,
        ],
      },
      { layout: 'cta', title: w.ask, evidence: [], body: w.answer, action: handle },
    ],
    post: { hook: '', body: '', hashtags: [] },
  };
}
