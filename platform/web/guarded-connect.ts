import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { ExpectedError } from '../errors.ts';
import type { Reach } from './reach.ts';

/** A name leads to an address that is not on the public internet. */
export class PrivateAddress extends ExpectedError {
  readonly host: string;

  constructor(host: string) {
    super(
      'private_address',
      `Cannot connect to "${host}": it leads to an address that is not on the public internet`,
    );
    this.host = host;
  }
}

/**
 * Opens the sockets of all fetches from addresses that people give. The address that is checked is the one that the socket connects to, so that a name
 * cannot lead somewhere else between the check and the connection.
 *
 * A name with one refused address among others is refused as a whole: which of them is used is not ours to choose.
 */
export function guardedConnect(reach: Reach, connectMs: number): buildConnector.connector {
  return (options, callback) => {
    // As it stands in an address: [::1].
    const hostname = options.hostname.replace(/^\[|\]$/g, '');
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    // The system asks no look-up for a literal address.
    if (ipaddr.isValid(hostname) && !reach.allow(hostname, hostname)) {
      callback(new PrivateAddress(hostname), null);
      return;
    }
    const connect = buildConnector({ timeout: connectMs, allowH2: false, lookup: guardedLookup(reach) });
    connect({ ...options, hostname, port: String(reach.port(hostname, port)) }, callback);
  };
}

function guardedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async () => {
      const addresses = await reach.lookup(hostname);
      if (addresses.some(({ address }) => !reach.allow(address, hostname)))
        throw new PrivateAddress(hostname);
      return addresses;
    };
    answer().then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) return callback(nameNotFound(hostname), '');
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

function nameNotFound(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`No address for ${hostname}`), { code: 'ENOTFOUND' });
}
