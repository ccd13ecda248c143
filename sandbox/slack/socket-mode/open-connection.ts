import type { Json } from '../shapes.ts';
import type { Workspace } from '../workspace.ts';

/** `apps.connections.open`, the one method that takes the app's own token and nothing else. */
export function openConnection(ws: Workspace, token: string): Json {
  if (token === '') return { ok: false, error: 'not_authed' };
  if (token === ws.secrets.botToken) return { ok: false, error: 'not_allowed_token_type' };
  // An app whose Socket Mode is switched off has no such token.
  if (token !== ws.secrets.appToken || !ws.socketMode) return { ok: false, error: 'invalid_auth' };
  return { ok: true, url: ws.sockets.newAddress() };
}
