import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseOtherSites } from '../../slack/control-api/same-site.ts';
import { addressOf, HttpRefusal, sendJson } from '../../slack/http.ts';
import type { Owner } from '../clock/owner.ts';
import { readOverview } from './read-overview.ts';

const PATH = '/sandbox/api/overview';

/** A part of what runs here, and whether it is the real thing. */
export interface PartLine {
  name: string;
  what: string;
  is_real: boolean;
}

export interface OverviewNeeds {
  owner: Owner;
  parts: PartLine[];
  /** The command that the first minute begins with, in the team's language. */
  firstCommand(): Promise<string>;
}

/** Answers `GET /sandbox/api/overview`: what the page says of what runs behind it; false: another path. */
export function serveOverview(needs: OverviewNeeds, req: IncomingMessage, res: ServerResponse): boolean {
  if (addressOf(req).pathname !== PATH) return false;
  void (async () => {
    try {
      refuseOtherSites(req);
      if (req.method !== 'GET') throw new HttpRefusal(405, `Cannot ${req.method} overview: use GET`);
      const [overview, command] = await Promise.all([readOverview(needs.owner), needs.firstCommand()]);
      sendJson(res, 200, { parts: needs.parts, ...overview, first: { ...overview.first, command } });
    } catch (error) {
      if (error instanceof HttpRefusal) return sendJson(res, error.status, error.body);
      sendJson(res, 500, { error: `Cannot read the overview: ${(error as Error).message}` });
    }
  })();
  return true;
}
