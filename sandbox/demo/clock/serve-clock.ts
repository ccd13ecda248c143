import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { read } from '../../slack/control-api/input.ts';
import { refuseOtherSites } from '../../slack/control-api/same-site.ts';
import { addressOf, HttpRefusal, readBody, sendJson } from '../../slack/http.ts';
import type { SandboxClock } from './clock.ts';

const PATH = '/sandbox/api/clock';
const MAX_MINUTES = 31 * 24 * 60;

const wanted = z.union([
  z.strictObject({ advance_minutes: z.number().min(0).max(MAX_MINUTES) }),
  z.strictObject({ until: z.literal('next_action') }),
]);

/** Answers `GET` and `POST /sandbox/api/clock`; false: another path. */
export function serveClock(clock: SandboxClock, req: IncomingMessage, res: ServerResponse): boolean {
  if (addressOf(req).pathname !== PATH) return false;
  void (async () => {
    try {
      refuseOtherSites(req);
      if (req.method === 'POST') {
        const asked = read(wanted, parse(await readBody(req, 1024)));
        if ('until' in asked) {
          const { now, ended, heldBy } = await clock.advanceToNextAction();
          return sendJson(res, 200, { now: new Date(now).toISOString(), ended, held_by: heldBy });
        }
        await clock.advance(asked.advance_minutes);
      } else if (req.method !== 'GET')
        throw new HttpRefusal(405, `Cannot ${req.method} clock: use GET or POST`);
      sendJson(res, 200, { now: new Date(clock.now()).toISOString() });
    } catch (error) {
      if (error instanceof HttpRefusal) return sendJson(res, error.status, error.body);
      sendJson(res, 500, { error: `Cannot move the clock: ${(error as Error).message}` });
    }
  })();
  return true;
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString());
  } catch {
    throw new HttpRefusal(400, 'Cannot read the request: the body is not JSON');
  }
}
