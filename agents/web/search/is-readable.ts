import ipaddr from 'ipaddr.js';
import { isExpected } from '../../../platform/errors.ts';
import type { Reach } from '../../../platform/web/reach.ts';
import { checkAddress } from '../check-address.ts';

/** Names that never lead to the public internet (RFC 6761, RFC 6762, RFC 8375), and the clouds' own. */
const PRIVATE_NAME = /^[^.]+$|\.(?:localhost|local|internal|home\.arpa)$/;

/**
 * Whether a result's address may be read, as far as can be told without asking for it. What its name leads to is checked
 * when it is fetched, by the same rules.
 */
export function isReadable(address: string, reach: Pick<Reach, 'allow'>): boolean {
  let url: URL;
  try {
    url = checkAddress(address);
  } catch (error) {
    if (!isExpected(error)) throw error;
    return false;
  }
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return ipaddr.isValid(host) ? reach.allow(host, host) : !PRIVATE_NAME.test(host);
}
