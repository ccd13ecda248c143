import { team } from './manifest.ts';
import type { Enterprise, Json } from './shapes.ts';
import type { Workspace } from './workspace.ts';

const KEY = 'enterprise';

/** The organisation that the workspace belongs to; null: to none. */
export function enterpriseOf(ws: Workspace): Enterprise | null {
  const kept = ws.settings.get(KEY);
  return kept === undefined ? null : (JSON.parse(kept) as Enterprise);
}

export function putEnterprise(ws: Workspace, enterprise: Enterprise | null): void {
  if (enterprise) ws.settings.put(KEY, JSON.stringify(enterprise));
  else ws.settings.drop(KEY);
}

/** The workspace of a person: this one, unless they come from another. */
export const homeOf = (ws: Workspace, userId: string): string =>
  ws.people.get(userId)?.home?.team_id ?? team.id;

/** As interactions and commands name the organisation. */
export function enterpriseFields(ws: Workspace): Json {
  const enterprise = enterpriseOf(ws);
  return enterprise ? { enterprise_id: enterprise.id, enterprise_name: enterprise.name } : {};
}
