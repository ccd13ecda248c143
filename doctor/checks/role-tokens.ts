import { readRoleToken } from '../../platform/role-token.ts';
import { DAY_MS, RENEW_BEFORE_DAYS } from '../../setup/make-token.ts';
import { type Check, fail, ok, warn } from '../check.ts';
import { connectable, eachPart } from '../each-part.ts';

export const tokenRole: Check = {
  name: 'token role',
  applies: (subject) => connectable(subject).length > 0,
  run: ({ subject }) =>
    eachPart(subject, (part) => {
      const role = readRoleToken(subject.env[part.variable] ?? '')?.role;
      if (role === part.role) return ok(role);
      const what =
        role === undefined ? `${part.variable} is no token of a part` : `${part.variable} is of role ${role}`;
      return fail(`${what}; ${part.role} is needed`, `Run "npm run setup -- rotate ${part.name}".`);
    }),
};

export const tokenExpiry: Check = {
  name: 'token expiry',
  applies: (subject) => connectable(subject).length > 0,
  run: ({ subject, now }) =>
    eachPart(subject, (part) => {
      const token = readRoleToken(subject.env[part.variable] ?? '');
      const fix = `Run "npm run setup -- rotate ${part.name}" and restart its replicas one at a time.`;
      if (token === null) return fail(`${part.variable} is no token`, fix);
      if (token.expiresAtMs === null) return warn(`${part.variable} never ends`, fix);
      const days = Math.floor((token.expiresAtMs - now()) / DAY_MS);
      const day = new Date(token.expiresAtMs).toISOString().slice(0, 10);
      if (token.expiresAtMs <= now()) return fail(`ended on ${day}`, fix);
      return days < RENEW_BEFORE_DAYS
        ? warn(`ends on ${day}, in ${days} days`, fix)
        : ok(`valid until ${day}`);
    }),
};
