import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** Requests to one address. */
export interface Burst {
  url: string;
  secret: string;
  bodies: string[];
  /** So many at a time, each lane's next one once its last is answered; default: all in the same instant. */
  lanes?: number;
}

/** What it took. */
export interface Sent {
  /** Of the first one, ms since 1970. */
  began: number;
  /** Of each until its acknowledgement was read, ms. */
  times: number[];
}

/** From a process of its own, whose own work then is no part of what the servers take. */
export async function sendAll(burst: Burst): Promise<Sent> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'burst.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(burst));
  return JSON.parse(await text(child.stdout)) as Sent;
}
