import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { WebStandIn } from '../../platform/config.ts';

/** How a name becomes an address, and which addresses may be connected to. */
export interface Reach {
  /** Every address of a name. */
  lookup(hostname: string): Promise<LookupAddress[]>;
  allow(address: string, hostname: string): boolean;
  /** The port to connect to where an address names `port`. */
  port(hostname: string, port: number): number;
}

/** Looks public and is Azure's own, reachable from its machines alone. */
const AZURE_HOST = '168.63.129.16';

/** Every public address, and nothing else: no loopback, private, link-local, shared, mapped or reserved one. */
export const publicInternet: Reach = {
  lookup: (hostname) => lookup(hostname, { all: true }),
  allow: (address) =>
    ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast' && address !== AZURE_HOST,
  port: (_hostname, port) => port,
};

/** The internet, with the names below the stand-in's domain served from this machine. Sandbox and tests alone. */
export function withStandIn(standIn: WebStandIn): Reach {
  const isIts = (hostname: string) => hostname.endsWith(`.${standIn.domain}`);
  return {
    lookup: (hostname) =>
      isIts(hostname)
        ? Promise.resolve([{ address: '127.0.0.1', family: 4 }])
        : publicInternet.lookup(hostname),
    allow: (address, hostname) =>
      isIts(hostname) ? address === '127.0.0.1' : publicInternet.allow(address, hostname),
    port: (hostname, port) => (isIts(hostname) ? standIn.port : port),
  };
}
