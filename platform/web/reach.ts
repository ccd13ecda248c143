import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { WebStandIn } from '../config.ts';

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
/** `::a.b.c.d`, once written for an IPv4 address (RFC 4291, 2.5.5.1); some systems still connect to that. */
const IPV4_COMPATIBLE = ipaddr.IPv6.parseCIDR('::/96');

/** Every public address, and nothing else: no loopback, private, link-local, shared, mapped or reserved one. */
export const publicInternet: Reach = {
  lookup: (hostname) => lookup(hostname, { all: true }),
  allow: (address) => ipaddr.isValid(address) && isPublic(ipaddr.process(address)) && address !== AZURE_HOST,
  port: (_hostname, port) => port,
};

function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast') return false;
  return !(address instanceof ipaddr.IPv6) || !(address.match(IPV4_COMPATIBLE) || isIsatap(address));
}

/** ISATAP (RFC 5214, 6.1): the last half of the address says "tunnel to this IPv4 address", which may be a private one. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return ((parts[4] ?? 0) & 0xfdff) === 0 && parts[5] === 0x5efe;
}

/** The internet, and hosts by the names or addresses that an operator lists although they are private. */
export function withPrivateHosts(hosts: readonly string[]): Reach {
  return {
    ...publicInternet,
    allow: (address, hostname) => hosts.includes(hostname) || publicInternet.allow(address, hostname),
  };
}

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
