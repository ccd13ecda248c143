/** Why an address is no person's profile. */
type UrlFault =
  | 'missing'
  | 'company'
  | 'school'
  | 'sales_navigator'
  | 'short_link'
  | 'other_site'
  | 'not_a_profile';

/** Host and first two parts of the path of a LinkedIn address, wherever it stands in what was pasted. */
const ADDRESS =
  /(?<![\w.-])(?:[a-z0-9-]+\.)*linkedin\.com\.?(?::\d+)?(?![\w.@-])(?:\/+(?:(?:comm|mwlite|m)\/+)*([a-z-]*)(?:\/+([^/?#\s]*))?)?/i;

/**
 * What is wrong with an address that should be a person's profile, in a word for which there is a sentence. Null: it
 * may be one; the database has the last word on its form.
 */
export function profileFault(given: string): UrlFault | null {
  const said = given.trim();
  if (said === '') return 'missing';
  if (/(?<![\w.-])lnkd\.in(?:\/|$)/i.test(said)) return 'short_link';
  // The app's own links, ids of exports, and a path alone.
  if (/linkedin:\/\/|urn:li:|^<?\/?in\/[^\s/]/i.test(said)) return null;
  const address = ADDRESS.exec(said);
  if (!address) {
    // A mail program's redirect holds the address in its query.
    if (/[?&][a-z_]+=[^&]*linkedin(?:\.|%2e)com/i.test(said)) return null;
    return /^[^\s/]*[^\s/.]\.[a-z]{2,}(?:[/:?#]|$)/i.test(said.replace(/^<?[a-z]+:\/\//i, ''))
      ? 'other_site'
      : 'not_a_profile';
  }
  const [, place = '', name = ''] = address;
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
      // Old addresses by id, and pages of LinkedIn that lead on to a profile.
      return /id=(?:3D)?ACoAA|=(?:https?(?::|%3A)|%2F|\/).*(?:\/|%2F)(?:in|pub)(?:\/|%2F)/i.test(said)
        ? null
        : 'not_a_profile';
  }
}
