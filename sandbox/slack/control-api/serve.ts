import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDiskFull } from '../../open-sqlite.ts';
import { addressOf, HttpRefusal, readBody, sendJson } from '../http.ts';
import { sendFile } from '../serve-files.ts';
import type { Json } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import { appMessageRoute } from './app-message.ts';
import { channelRoute } from './channel.ts';
import { clickRoute } from './click.ts';
import { commandRoute } from './command.ts';
import { deleteRoute, editRoute } from './edit-message.ts';
import { enterpriseRoute } from './enterprise.ts';
import { eventsRoute } from './events.ts';
import { addFault, clearFaults, listFaults, pacingRoute } from './faults.ts';
import { membershipRoute } from './membership.ts';
import { messageRoute } from './message.ts';
import { messagesRoute } from './messages.ts';
import { accountRoute, personRoute } from './person.ts';
import { reactionRoute } from './reaction.ts';
import type { Route } from './route.ts';
import { refuseOtherSites } from './same-site.ts';
import { searchRoute } from './search.ts';
import { shortcutRoute } from './shortcut.ts';
import { commandsRoute, stateRoute } from './state.ts';
import { closeRoute, submitRoute } from './submit.ts';
import { suggestRoute } from './suggest.ts';
import { threadsRoute } from './threads.ts';
import { uploadRoute } from './upload.ts';
import { userGroupRoute } from './user-group.ts';
import { directRoute, homeRoute, viewsRoute } from './views.ts';

const PREFIX = '/sandbox/api/';
const MAX_BODY = 32 * 1024 * 1024;

const routes: Record<string, Route> = {
  'GET state': stateRoute,
  'GET commands': commandsRoute,
  'POST command': commandRoute,
  'POST click': clickRoute,
  'POST suggest': suggestRoute,
  'POST shortcut': shortcutRoute,
  'POST submit': submitRoute,
  'POST close': closeRoute,
  'POST message': messageRoute,
  'POST message/edit': editRoute,
  'POST message/delete': deleteRoute,
  'POST reaction': reactionRoute,
  'GET search': searchRoute,
  'GET threads': threadsRoute,
  'POST upload': uploadRoute,
  'GET messages': messagesRoute,
  'GET views': viewsRoute,
  'POST home': homeRoute,
  'POST direct': directRoute,
  'POST membership': membershipRoute,
  'POST user-group': userGroupRoute,
  'POST account': accountRoute,
  'POST person': personRoute,
  'POST channel': channelRoute,
  'POST enterprise': enterpriseRoute,
  'POST app-message': appMessageRoute,
  'GET files': (ws, { rest, res }) => sendFile(ws, rest, res),
  'GET events': eventsRoute,
  'GET faults': listFaults,
  'POST faults': addFault,
  'DELETE faults': clearFaults,
  'POST pacing': pacingRoute,
};

/** Answers the control API; false for a path that is another stand-in's (clock, linkedin). */
export function serveControlApi(ws: Workspace, req: IncomingMessage, res: ServerResponse): boolean {
  const address = addressOf(req);
  if (!address.pathname.startsWith(PREFIX)) return false;
  const [name = '', ...rest] = address.pathname.slice(PREFIX.length).split('/');
  // The longer name first: `message/edit` is a route of its own, `files/<id>` is not.
  const route = routes[`${req.method} ${[name, ...rest].join('/')}`] ?? routes[`${req.method} ${name}`];
  if (!route) {
    const known = Object.keys(routes).filter((key) => key.endsWith(` ${name}`));
    if (known.length === 0) return false;
    sendJson(res, 405, { error: `Cannot ${req.method} ${name}: use ${known.join(' or ')}` });
    return true;
  }
  void ws.inFlight.track(async () => {
    try {
      refuseOtherSites(req);
      const body = req.method === 'POST' ? parse(await readBody(req, MAX_BODY)) : {};
      const answer = await route(ws, {
        body,
        query: address.searchParams,
        rest: rest.join('/'),
        req,
        res,
      });
      if (answer !== undefined) sendJson(res, 200, answer);
    } catch (error) {
      if (error instanceof HttpRefusal) return sendJson(res, error.status, error.body);
      if (isDiskFull(error)) {
        ws.log.error('slack_control_failed', { code: 'disk_full' });
        return sendJson(res, 507, {
          error: `Cannot ${name}: the disk of the data folder is full. Make room there and try again.`,
        });
      }
      ws.log.error('slack_control_failed', { code: name, error });
      sendJson(res, 500, { error: `Cannot ${name}: the stand-in failed, see its log` });
    }
  });
  return true;
}

function parse(raw: Buffer): Json {
  let value: unknown;
  try {
    value = JSON.parse(raw.length === 0 ? '{}' : raw.toString());
  } catch {
    throw new HttpRefusal(400, 'Cannot read the request: the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new HttpRefusal(400, 'Cannot read the request: the body must be a JSON object');
  return value as Json;
}
