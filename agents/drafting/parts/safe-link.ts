const PROTOCOLS = ['http:', 'https:', 'mailto:'];

/**
 * The address as a browser reads it, or null where a link must not lead.
 *
 * Refused: scripts and data, places relative to an unknown page, and names before an `@`, which make
 * `https://fda.gov@example.com` look like another host.
 */
export function safeLink(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (parsed === null || !PROTOCOLS.includes(parsed.protocol)) return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href;
}
