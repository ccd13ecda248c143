import { createHash } from 'node:crypto';

/** What a made company is, and how its site behaves. */
export interface CompanyProfile {
  slug: string;
  /** As its pages write it. */
  name: string;
  language: 'pt' | 'en';
  industry: Made;
  employees: number;
  city: string;
  country: string;
  /** When it was founded. */
  year: number;
  behaviour: Behaviour;
}
export type Made =
  | 'manufacturer'
  | 'distributor'
  | 'hospital'
  | 'clinic'
  | 'laboratory'
  | 'dental'
  | 'sterilization';
export const behaviours = [
  /** Says on its second page what it is, how many work there and where. */
  'plain',
  /** All of it on the first page. */
  'one_page',
  /** Slogans, and no fact. */
  'vague',
  /** Says facts, and orders for those who read it by machine, in sight and hidden. */
  'hostile',
  /** Status 404 or 503. */
  'dead',
  /** Begins to answer after some seconds. */
  'slow',
  /** Never answers. */
  'silent',
  /** A script makes the page. */
  'scripts',
  /** robots.txt asks to stay away. */
  'closed',
  /** Leads to an address that only this machine can reach. */
  'inside',
] as const;
export type Behaviour = (typeof behaviours)[number];

/** Of a hundred sites. A silent one costs a runner's lane its whole time limit. */
const shares: [Behaviour, number][] = [
  ['plain', 46],
  ['one_page', 22],
  ['vague', 9],
  ['hostile', 8],
  ['dead', 6],
  ['slow', 3],
  ['scripts', 3],
  ['closed', 1],
  ['inside', 1],
  ['silent', 1],
];
const industries: [Made, number][] = [
  ['manufacturer', 40],
  ['distributor', 30],
  ['hospital', 8],
  ['clinic', 8],
  ['laboratory', 6],
  ['sterilization', 8],
];
/** What the name of a company gives away. */
const byName: [RegExp, Made][] = [
  [/hospital/, 'hospital'],
  [/clinica|clinic/, 'clinic'],
  [/laborator|^lab-/, 'laboratory'],
  [/esteriliza/, 'sterilization'],
  [/distribui/, 'distributor'],
];
const cities = [
  'São Paulo',
  'Campinas',
  'Curitiba',
  'Belo Horizonte',
  'Porto Alegre',
  'Rio Claro',
  'Recife',
  'Joinville',
];

/** "Ortovita Dispositivos" is ortovita-dispositivos. */
export function companySlug(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Where the stand-in web has the site of a company. */
export const companyAddress = (name: string): string => `http://${companySlug(name)}.companies.sandbox.test/`;

interface Known {
  name: string;
  language: 'pt' | 'en';
  city: string;
  country: string;
}

/** Made of the slug alone, so that every run and every process has the same site. What is `known` of a company holds. Pure. */
export function companyProfile(slug: string, known?: Known): CompanyProfile {
  const digest = createHash('sha256').update(slug).digest();
  const drawn = (at: number, below: number) => digest.readUInt16BE(at * 2) % below;
  const language = known?.language ?? (drawn(0, 100) < 80 ? 'pt' : 'en');
  return {
    slug,
    name:
      known?.name ?? slug.replace(/(?:^|-)(\w)/g, (_, letter: string) => ` ${letter.toUpperCase()}`).trim(),
    language,
    industry: byName.find(([words]) => words.test(slug))?.[1] ?? pick(industries, drawn(1, 100)),
    employees: drawn(2, 10) === 0 ? 1000 + drawn(3, 40) * 100 : 12 + drawn(3, 480),
    city: known?.city ?? cities[drawn(4, cities.length)] ?? 'São Paulo',
    country: known?.country ?? (language === 'pt' ? 'Brasil' : 'Brazil'),
    year: 1960 + drawn(5, 60),
    behaviour: pick(shares, drawn(6, 100)),
  };
}

function pick<T>(choices: readonly (readonly [T, number])[], drawn: number): T {
  let left = drawn;
  for (const [choice, share] of choices) {
    if (left < share) return choice;
    left -= share;
  }
  // SAFETY: the lists above are not empty.
  return choices[0]?.[0] as T;
}
