import { expect, it } from 'vitest';
import type { Probes } from '../probes.ts';
import { artifacts } from './artifacts.ts';

const check = (answer: { status: number; code: string | null; message: string }) =>
  artifacts.run({
    // SAFETY: the two probes that this check makes.
    probes: {
      version: async () => ({ status: 200, code: null, message: '', data: {}, atMs: 0 }),
      rpc: async () => ({ ...answer, data: null }),
    } as unknown as Probes,
  } as unknown as Parameters<typeof artifacts.run>[0]);

it.each([
  [{ status: 403, code: '42501', message: 'permission denied' }, /token role/],
  [{ status: 401, code: 'PGRST301', message: 'JWT' }, /token role/],
  [{ status: 404, code: 'PGRST202', message: 'no function' }, /migrations/],
  [{ status: 500, code: '53100', message: 'disk full' }, /disk of the project is full/],
])(
  'the artifact store tells a wrong token, an old database and a full disk apart: %j',
  async (answer, remedy) => {
    const said = JSON.stringify(await check(answer));
    expect(said).toMatch(remedy);
    if (answer.code !== '53100') expect(said).not.toMatch(/disk/i);
  },
);
