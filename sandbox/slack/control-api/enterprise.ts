import { z } from 'zod';
import { putEnterprise } from '../home.ts';
import { read } from './input.ts';
import type { Route } from './route.ts';

const input = z.object({
  enterprise: z
    .object({ id: z.string().regex(/^E[A-Z0-9]+$/, 'an id such as E0ALBA'), name: z.string().min(1).max(80) })
    .nullable(),
});

/** Makes the workspace part of an organisation on Enterprise Grid, or takes it out: payloads then say so. */
export const enterpriseRoute: Route = (ws, { body }) => {
  const { enterprise } = read(input, body);
  putEnterprise(ws, enterprise);
  return { enterprise };
};
