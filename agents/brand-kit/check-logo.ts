import { JobFailure } from '../runner/job-failure.ts';
import { drawApart } from './draw-apart.ts';

/** What a picture has no need of: code, foreign markup, and anything that stands elsewhere. */
const ACTIVE =
  /<(?:script|foreignObject|iframe|object|embed|animate|set)\b|\son[a-z]+\s*=|<!ENTITY|<\?xml-stylesheet|javascript:/i;
const REFERENCES =
  /(?:href|src)\s*=\s*["']\s*([^"'\s]*)|url\(\s*["']?([^"')\s]*)|@import\s+["']?([^"'\s;]*)/gi;
/** What may take as long to draw as its writer likes, with any prefix. The bot refuses it too, and more closely. */
const ENDLESS =
  /<(?:[\w.-]{1,40}:)?(?:filter|marker|fe[A-Z])|\b(?:filter|stroke-dasharray|marker(?:-(?:start|mid|end))?)\s*(?:\/\*|[:=](?!\s*["']?\s*(?:none|null)\b))/i;
/** A slide has one logo, and a carousel some dozen slides. */
const MAX_DRAWING_MS = 5000;

/**
 * Refuses a logo that is more than a picture, or none at all. Drawn here it could run nothing; it is kept for a program that
 * draws it next.
 *
 * @throws {JobFailure} `bad_logo` with `reason`: `active`, `external`, `too_complex`, `not_drawable`, `blank`.
 */
export async function checkLogo(svg: string): Promise<void> {
  if (ACTIVE.test(svg)) throw badLogo('active', 'it carries code, not only a picture');
  for (const [, href, url, imported] of svg.matchAll(REFERENCES)) {
    const target = href ?? url ?? imported ?? '';
    const isInside = target.startsWith('#') || /^data:image\/(?:png|jpeg);base64,/i.test(target);
    if (!isInside)
      throw badLogo('external', `it refers to "${target.slice(0, 100)}", which is not inside of it`);
  }
  if (ENDLESS.test(svg))
    throw badLogo('too_complex', 'it has filters, markers or dashes, which may take forever to draw');
  const drawn = await drawApart(svg, MAX_DRAWING_MS);
  if (drawn === 'too_complex')
    throw badLogo('too_complex', `it takes more than ${MAX_DRAWING_MS} ms to draw`);
  if (drawn === 'not_drawable') throw badLogo('not_drawable', 'it cannot be drawn');
  if (drawn === 'blank') throw badLogo('blank', 'nothing of it can be seen');
}

function badLogo(reason: string, why: string): JobFailure {
  return new JobFailure('bad_logo', `Cannot use the logo: ${why}`, { params: { reason } });
}
