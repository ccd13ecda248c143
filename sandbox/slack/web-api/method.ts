import type { Json } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';
import type { Args } from './args.ts';

/** One Web API method, called by the bot. What it returns is sent with `ok: true`. */
type Method = (ws: Workspace, args: Args) => Json;
export type Family = Record<string, Method>;
