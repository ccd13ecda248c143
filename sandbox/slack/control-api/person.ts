import { z } from 'zod';
import { roles } from '../../../ports/people.ts';
import { emitEvent } from '../events.ts';
import { HttpRefusal } from '../http.ts';
import { presentPerson } from '../present.ts';
import type { Person } from '../shapes.ts';
import { transaction } from '../store/open-store.ts';
import type { Workspace } from '../workspace.ts';
import { id, read } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({
  user_id: z.string().regex(/^[UW][A-Z0-9]+$/, 'an id such as U0ANA, on Enterprise Grid also W0ANA'),
  name: z.string().min(1).max(80).optional(),
  real_name: z.string().min(1).max(80).optional(),
  role: z.enum(roles).optional(),
  tz: z.string().max(60).optional(),
  team_id: z
    .string()
    .regex(/^T[A-Z0-9]+$/, 'an id such as T0OTHER')
    .optional(),
  is_stranger: z.boolean().optional(),
});

/**
 * Someone joins or changes name, role, zone; the app hears `team_join` or `user_change`. With `team_id` a person of another
 * workspace: of another company (`is_stranger`), or of the same organisation.
 */
export const personRoute: Route = (ws, { body }) => {
  const given = read(input, body);
  const before = ws.people.get(given.user_id);
  if (before?.role === 'bot') throw new HttpRefusal(404, 'user_not_found');
  const name = given.name ?? before?.name;
  if (name === undefined) throw new HttpRefusal(400, 'Cannot add a person without a name');
  const home =
    given.team_id === undefined
      ? before?.home
      : { team_id: given.team_id, is_stranger: given.is_stranger === true };
  const person: Person = {
    ...before,
    id: given.user_id,
    name,
    real_name: given.real_name ?? before?.real_name ?? name,
    role: given.role ?? before?.role ?? 'member',
    tz: given.tz ?? before?.tz ?? 'America/Sao_Paulo',
    ...(home ? { home } : {}),
  };
  transaction(ws.db, () => {
    if (before) ws.people.change(person);
    else ws.people.add(person);
    tell(ws, person, before ? 'user_change' : 'team_join');
  });
  ws.changes.emit({ type: 'channel' });
  return { user: presentPerson(ws, person) };
};

const accountInput = z.object({ user_id: id, is_deactivated: z.boolean() });

/** Closes a person's account, or opens it again. */
export const accountRoute: Route = (ws, { body }) => {
  const given = read(accountInput, body);
  const known = ws.people.get(given.user_id);
  if (!known || known.role === 'bot') throw new HttpRefusal(404, 'user_not_found');
  const person = { ...known, deactivated: given.is_deactivated };
  transaction(ws.db, () => {
    ws.people.change(person);
    tell(ws, person, 'user_change');
  });
  return { user_id: person.id, is_deactivated: given.is_deactivated };
};

function tell(ws: Workspace, person: Person, type: 'user_change' | 'team_join'): void {
  emitEvent(ws, { type, user: presentPerson(ws, person), cache_ts: Math.floor(ws.now() / 1000) });
}
