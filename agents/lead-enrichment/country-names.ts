import { folded } from '../../platform/folded.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Languages in which sites of the region name a country. */
const SPOKEN = ['pt', 'en', 'es'];
/** What people write besides the full names that the system knows. */
const also: Record<string, string[]> = { US: ['eua', 'usa'], GB: ['uk'] };

/** Names by code, in the form of `folded`. Codes that the system has no name for are none. */
const names: ReadonlyMap<string, string[]> = new Map(
  [...LETTERS].flatMap((one) =>
    [...LETTERS].flatMap((two): [string, string[]][] => {
      const code = one + two;
      const known = SPOKEN.flatMap((language) => {
        const name = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(code);
        return name === undefined ? [] : [folded(name)];
      });
      return known.length === 0 ? [] : [[code, [...new Set([...known, ...(also[code] ?? [])])]]];
    }),
  ),
);

/** As a page may name the country of this code, without accents and in lower case; null: there is no such country. */
export const countryNames = (code: string): string[] | null => names.get(code) ?? null;
