import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';

export interface ControlCall {
  body: Json;
  query: URLSearchParams;
  /** What follows the route's name in the path. */
  rest: string;
  req: IncomingMessage;
  res: ServerResponse;
}

/** Answers with JSON; undefined when it has answered itself. */
export type Route = (ws: Workspace, call: ControlCall) => Promise<unknown> | unknown;
