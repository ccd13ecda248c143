import { readRoleToken } from '../../platform/role-token.ts';
import { type Check, fail, ok } from '../check.ts';
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
