import type { UrlFault } from '../texts/outreach-texts.ts';

/**
 * What is wrong with an address that should be a person's profile, in a word for which there is a sentence. Null: it
 * may be one; the database has the last word on its form.
 */
export function profileFault(given: string): UrlFault | null {
  const said = given.trim().replace(/^<|>$/g, '');
  if (said === '') return 'missing';
  if (/^linkedin:\/\//i.test(said)) return null;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(said) ? said : `https://${said}`);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return 'not_a_profile';
  if (!/(?:^|\.)linkedin\.com$/i.test(url.hostname)) return 'other_site';
  const [place = '', name = ''] = url.pathname
    .replace(/^\/mwlite/i, '')
    .split('/')
    .filter(Boolean);
  switch (place.toLowerCase()) {
    case 'in':
    case 'pub':
      return name === '' ? 'not_a_profile' : null;
    case 'company':
    case 'showcase':
      return 'company';
    case 'school':
      return 'school';
    case 'sales':
    case 'recruiter':
    case 'talent':
      return 'sales_navigator';
    default:
      return 'not_a_profile';
  }
}
