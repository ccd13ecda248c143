/** Pages on which companies say what they are, by what links to them say in either language. */
const about =
  /(?:quem[\s_-]*somos|sobre|a[\s_-]*empresa|institucional|about|who[\s_-]*we[\s_-]*are|our[\s_-]*company|company[\s_-]*profile)/i;
/** Of a page: what lies behind is not looked at. */
const MOST_CHARACTERS = 500_000;
const anchor = /<a\s([^<>]{1,2000})>([^<]{0,200})/gi;
const address = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/**
 * The page of a site on which it tells of itself, by the links of its first page; null: none. Of the same host alone. Pure.
 *
 * By pattern and not by a tree: the page is a stranger's, and only one address is wanted of it.
 */
export function aboutLink(html: string, base: string): string | null {
  const home = new URL(base);
  for (const [, attributes = '', words = ''] of html.slice(0, MOST_CHARACTERS).matchAll(anchor)) {
    const found = address.exec(attributes);
    const link = URL.parse((found?.[1] ?? found?.[2] ?? found?.[3] ?? '').replaceAll('&amp;', '&'), home);
    if (link === null || link.host !== home.host || !/^https?:$/.test(link.protocol)) continue;
    link.hash = '';
    if (link.href === home.href) continue;
    if (about.test(words) || about.test(link.pathname)) return link.href;
  }
  return null;
}
