// For a process of the product that a test starts with `node --import`: the makers' addresses lead to loopback.
import { reroutedFetch } from './reroute.ts';

globalThis.fetch = reroutedFetch(globalThis.fetch, JSON.parse(process.env.MODEL_ROUTES ?? '{}'));
