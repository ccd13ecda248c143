import { Renderer } from '@takumi-rs/core';
import { JobFailure } from '../job-failure.ts';

/** What a picture has no need of: code, foreign markup, and anything that stands elsewhere. */
const ACTIVE =
  /<(?:script|foreignObject|iframe|object|embed|animate|set)\b|\son[a-z]+\s*=|<!ENTITY|<\?xml-stylesheet|javascript:/i;
const REFERENCES =
  /(?:href|src)\s*=\s*["']\s*([^"'\s]*)|url\(\s*["']?([^"')\s]*)|@import\s+["']?([^"'\s;]*)/gi;
const SIDE = 32;

/**
 * Refuses a logo that is more than a picture, or none at all. Drawn here it could run nothing; it is kept for whoever
 * draws it next.
 *
 * @throws {JobFailure} `bad_logo` with `reason`: `active`, `external`, `not_drawable`, `blank`.
 */
export async function checkLogo(svg: string): Promise<void> {
  if (ACTIVE.test(svg)) throw badLogo('active', 'it carries code, not only a picture');
  for (const [, href, url, imported] of svg.matchAll(REFERENCES)) {
    const target = href ?? url ?? imported ?? '';
    const isInside = target.startsWith('#') || /^data:image\/(?:png|jpeg);base64,/i.test(target);
    if (!isInside)
      throw badLogo('external', `it refers to "${target.slice(0, 100)}", which is not inside of it`);
  }
  const pixels = await draw(svg);
  // The fourth byte of each pixel is how much of it is covered.
  if (pixels.every((byte, at) => at % 4 !== 3 || byte === 0))
    throw badLogo('blank', 'nothing of it can be seen');
}

async function draw(svg: string): Promise<Buffer> {
  try {
    return await new Renderer().render(
      { type: 'image', src: Buffer.from(svg), width: SIDE, height: SIDE },
      { width: SIDE, height: SIDE, format: 'raw' },
    );
  } catch (error) {
    throw badLogo('not_drawable', 'it cannot be drawn', error);
  }
}

function badLogo(reason: string, why: string, cause?: unknown): JobFailure {
  return new JobFailure('bad_logo', `Cannot use the logo: ${why}`, { params: { reason }, cause });
}
