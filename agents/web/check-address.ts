import { JobFailure } from '../runner/job-failure.ts';

/** Beyond this no address was typed or linked by a person in earnest; the job's brief has the same limit. */
const MAX_CHARACTERS = 2000;
/** The same with every letter as `%E3%81%82`: what servers read of an address at most. */
const MAX_ENCODED = 8000;
/** Where the web is served. Other ports belong to other protocols. */
const PORTS = ['', '80', '443', '8080', '8443'];

/**
 * Reads an address as it may be fetched, without its fragment. Says nothing yet about where its name leads.
 *
 * @throws {JobFailure} `bad_url` with `reason`: `not_a_url`, `too_long`, `scheme`, `credentials`, `port`.
 */
export function checkAddress(given: string): URL {
  const refuse = (reason: string, why: string) =>
    new JobFailure('bad_url', `Cannot read "${given.slice(0, 200)}": ${why}`, {
      params: { url: given.slice(0, 200), reason },
    });
  if (given.length > MAX_CHARACTERS)
    throw refuse('too_long', `${given.length} characters, accepted: at most ${MAX_CHARACTERS}`);
  const url = URL.parse(given.trim());
  if (url === null) throw refuse('not_a_url', 'not a web address, accepted: https://…');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refuse('scheme', `scheme "${url.protocol}", accepted: http: and https:`);
  if (url.username !== '' || url.password !== '')
    throw refuse('credentials', 'the address carries a name or a password');
  if (!PORTS.includes(url.port)) throw refuse('port', `port ${url.port}, accepted: 80, 443, 8080, 8443`);
  url.hash = '';
  if (url.href.length > MAX_ENCODED)
    throw refuse(
      'too_long',
      `${url.href.length} characters as servers see it, accepted: at most ${MAX_ENCODED}`,
    );
  return url;
}
