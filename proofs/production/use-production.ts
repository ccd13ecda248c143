import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { mintRoleToken } from '../../platform/role-token.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { wordsInLog } from '../../testing/product/words-in-log.ts';
import { type PartOptions, type PartProcess, startPart } from './part-process.ts';
import { type PartName, partRoles, type StandIns, startStandIns } from './stand-ins.ts';

/** Stand-ins as services and a database of its own for one test file; parts are started by the tests. No log of theirs holds personal data. */
export function useProduction(options: { socketMode?: boolean } = {}) {
  const database = useDatabase();
  let folder = '';
  let standIns: StandIns | undefined;
  const running = new Set<PartProcess>();
  const services = (): StandIns => {
    if (!standIns) throw new Error('The stand-ins are not started yet');
    return standIns;
  };
  const stopAll = () => Promise.all([...running].map((part) => part.kill()));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'greenlight-services-'));
    standIns = await startStandIns(database, folder, options);
  });
  afterAll(async () => {
    const users = (await standIns?.workspace.state())?.users ?? [];
    await stopAll();
    await standIns?.stop();
    rmSync(folder, { recursive: true, force: true });
    const names = users.map(({ name }) => name);
    expect([...running].flatMap((part) => wordsInLog(part.errors(), names))).toEqual([]);
  });

  const token = (part: PartName, kind: 'HS256' | 'ES256' = 'HS256') =>
    kind === 'HS256'
      ? database.token(partRoles[part])
      : mintRoleToken(database.signingKey, { role: partRoles[part] }, { nowMs: Date.now(), seconds: 3600 });
  return {
    database,
    services,
    token,
    env: async (part: PartName) => services().env(part, await token(part)),
    /** Starts one part; `change` is what the operator wrote otherwise. */
    start: async (
      part: PartName,
      change: Record<string, string> = {},
      kind: 'HS256' | 'ES256' = 'HS256',
      how: Omit<PartOptions, 'env'> = {},
    ): Promise<PartProcess> => {
      const started = await startPart({
        env: { ...services().env(part, await token(part, kind)), ...change },
        ...how,
      });
      running.add(started);
      return started;
    },
    stopAll,
  };
}
