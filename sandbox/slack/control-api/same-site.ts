import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { HttpRefusal } from '../http.ts';

/**
 * Keeps other web sites out of the stand-in, whose control API asks for no password: a page elsewhere could post to it
 * (Origin tells), or point its own name at this machine (Host tells).
 *
 * @throws {HttpRefusal} 403
 */
export function refuseOtherSites(req: IncomingMessage): void {
  const { host = '', origin } = req.headers;
  const name = hostOf(`http://${host}`)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  if (name !== 'localhost' && isIP(name) === 0)
    throw new HttpRefusal(403, `Cannot answer for host "${host}": open the sandbox by its address`);
  if (origin !== undefined && hostOf(origin)?.host !== hostOf(`http://${host}`)?.host)
    throw new HttpRefusal(403, `Cannot act for ${origin}: only the sandbox's own page may`);
}

function hostOf(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
