import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a burst is: all bodies in the same instant, to one address. */
export interface Burst {
  url: string;
  secret: string;
  bodies: string[];
}

/** What it took. */
export interface Pressed {
  /** Of the first press, ms since 1970. */
  began: number;
  /** Of each press until its acknowledgement was read, ms. */
  times: number[];
}

/** From a process of its own, whose own work then is no part of what the servers take. */
export async function pressAll(burst: Burst): Promise<Pressed> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'burst.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(burst));
  return JSON.parse(await text(child.stdout)) as Pressed;
}
