import { made, type Page } from './page.ts';

/** Name, number of instruments, kg with the container, what is special: ten pages of one site, each with one fact. */
const trays: readonly [name: string, instruments: number, kg: number, note: string][] = [
  ['Basic orthopaedic tray', 42, 7.4, 'Two rongeurs are dismantled before cleaning.'],
  ['Small fragment tray', 68, 8.1, 'Screws are removed from the rack once a year and replaced.'],
  ['Large fragment tray', 74, 9.6, 'The tray is split in two for drying.'],
  ['Cannulated screw tray', 39, 6.2, 'Each driver has a lumen of 2.4 mm that is flushed.'],
  ['Hand surgery tray', 31, 3.8, 'Micro instruments lie on silicone and never below others.'],
  ['Spine access tray', 55, 9.9, 'Retractor blades are counted by length.'],
  ['Knee trial tray', 48, 8.8, 'Plastic trials are replaced when the scale cannot be read.'],
  ['Hip reamer tray', 36, 9.1, 'Reamers are cleaned open, with the cutting edge up.'],
  ['Arthroscopy tray', 22, 4.5, 'Shaver handpieces are not put into an ultrasonic bath.'],
  ['External fixation tray', 81, 9.3, 'Clamps are opened before washing.'],
];

/** By path. */
export const trayPages: Record<string, Page> = Object.fromEntries(
  trays.map(([name, instruments, kg, note], at) => {
    const html = made({
      title: `${name}: contents and weight of the instrument set`,
      day: '2026-01-15',
      paragraphs: [
        `The ${name.toLowerCase()} holds ${instruments} instruments and weighs ${kg} kg with its container. A set above 10 kg is split, because it dries badly and is hard to carry.`,
        `${note} The list of the set is checked against the tray after every cleaning and before every sterilization.`,
      ],
    });
    return [`/trays/${at + 1}`, { html: () => html }];
  }),
);

/** Read twice, it says two things, as pages with figures of the day do. */
export const changingPage: Page = {
  html: (reads) =>
    made({
      title: 'Current rate of surgical site infection, example hospital',
      day: '2026-11-02',
      paragraphs: [
        `The rate of surgical site infection of the running quarter is ${reads % 2 === 0 ? '1.8' : '2.1'}%. The figure is corrected whenever a late infection is reported, so that the page of yesterday may show another one.`,
        'The example hospital counts infections within 30 days of the operation, and within 90 days when an implant was placed. Patients are called once after they have left the hospital.',
      ],
    }),
};

/** Bytes; a page may have 5 MiB. */
const LONG = 5_000_000;

/** Entries of a paragraph. */
const ENTRIES = 40;

/** Made when it is asked for: a file of this length has no place in a repository. */
export const longPage: Page = {
  html() {
    const entry = (n: number) =>
      `Entry ${n}: instrument set ${n % 97} passed its inspection with a lens, was packed and was sterilized at 134 °C for 4 minutes in load ${n}.`;
    const paragraph = (at: number) =>
      Array.from({ length: ENTRIES }, (_, n) => entry(1_000_000 + at * ENTRIES + n)).join(' ');
    // Every number has seven digits, and every set one or two.
    const most = ENTRIES * (Buffer.byteLength(entry(1_000_010)) + 1) + '<p></p>\n'.length;
    const paragraphs = Array.from({ length: Math.floor((LONG - 2_000) / most) }, (_, at) => paragraph(at));
    const title = 'Sterilization log of a year: every load of instrument sets';
    const html = made({ title, day: '2026-01-02', paragraphs });
    // The rest is blanks, so that the page has its length to the byte.
    return html + ' '.repeat(LONG - Buffer.byteLength(html));
  },
};

/** Still in the index of the search: the site took it away. */
export const deadPage: Page = {
  isGone: true,
  html: () =>
    made({
      title: 'Ultrasonic cleaning of surgical instruments: frequency and time',
      day: '2024-03-08',
      paragraphs: [
        'Ultrasonic cleaning of instruments runs at 40 kHz for 10 minutes, below 45 °C, so that proteins do not set.',
      ],
    }),
};
