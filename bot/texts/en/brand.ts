import { buttonsEn } from './answers.ts';

const number = (n: number): string => n.toLocaleString('en');

/** What the bot says of the brand kit. */
export const brandEn = {
  brand: {
    heading: (version: number) => (version === 0 ? 'Brand kit' : `Brand kit, version ${version}`),
    none: 'There is no brand kit yet, so no pictures can be drawn. An admin proposes the first one here.',
    name: 'Name',
    handle: 'Handle',
    fonts: (heading: string, body: string) => `Headings in ${heading}, text in ${body}`,
    colours: {
      dark: 'Dark ground',
      dark_alt: 'Second dark ground',
      paper: 'Light ground',
      ink: 'Text',
      accent: 'Accent',
      accent_alt: 'Second accent',
      muted: 'Quiet text',
    },
    change: 'Propose a change',
    history: 'History',
    howItChanges:
      'A change is drawn first: sample slides appear in a thread, and an admin takes it into use there.',
    membersNote: 'Admins change it.',
    useButtons:
      'A brand kit is taken into use or discarded with its buttons, and changed with a new proposal: `/knowledge brand`. I keep what you write here.',
    started:
      'Got it. Sample slides appear in a thread of this channel; nothing changes before an admin takes them into use.',
    working:
      'Slack is handing over the logo. You may close this; a thread in the channel shows the sample slides. If none has appeared after a few minutes, please propose it again.',
    fields: {
      name: 'name',
      handle: 'handle',
      'fonts.heading': 'font of headings',
      'fonts.body': 'font of text',
      logo_svg: 'logo',
    },
    form: {
      title: 'Propose a brand kit',
      submit: 'Draw it',
      close: buttonsEn.cancel,
      intro: (version: number) =>
        version === 0
          ? 'The first brand kit of the team. It is drawn first; nothing changes before an admin takes it into use.'
          : `Filled with version ${version}. It is drawn first; nothing changes before an admin takes it into use.`,
      colourHint: 'As #RRGGBB, for example #0B2530.',
      headingFont: 'Font of headings',
      bodyFont: 'Font of text',
      logo: 'Logo',
      logoHint: (kilobytes: number) =>
        `SVG or PNG, about square, up to ${kilobytes} KB. Empty: the present one stays.`,
      errors: {
        nameMissing: 'Give the name that stands on the slides.',
        tooLong: (length: number, max: number) =>
          `These are ${number(length)} characters; up to ${number(max)} are accepted.`,
        colour: (given: string) =>
          `"${given}" is no colour. It looks like #0B2530: # and six digits or letters A to F.`,
        same: 'Nothing differs from the brand kit in force.',
        logoMissing: 'The first brand kit needs a logo.',
        logo: {
          not_a_picture: 'This file is neither an SVG nor a PNG, although its name may say so.',
          not_svg: 'This SVG is broken. Export it again, or give a PNG.',
          active:
            'This SVG holds more than drawing (scripts, embedded pages, animations or declarations). Export it as plain SVG, or give a PNG.',
          external: 'This SVG fetches something from elsewhere. Embed it, or give a PNG.',
          no_size: 'The size of this logo is missing or too small: at least 32 by 32.',
          not_square:
            'This logo is not about square. Give it a square ground, so that it fits on the slides.',
          too_many_pixels: 'This PNG has too many pixels: up to 2,048 on each side.',
          too_complex:
            'This SVG would take too long to draw (filters, markers, dashed lines, or too many parts). Export it with these turned into plain shapes, or give a PNG.',
        },
      },
    },
  },
};

export type BrandTexts = typeof brandEn;
