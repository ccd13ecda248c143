import { afterAll, beforeAll, expect } from 'vitest';
import { type App, type AppOptions, startApp, temporaryData, type Workspace, workspace } from './app.ts';
import { bringMadeData } from './bring-made-data.ts';
import { wordsInLog } from './words-in-log.ts';

/**
 * The whole product for one test file, on a data folder of its own, which a restart keeps. `fromNothing`: the folder is
 * empty at first, as a user's is. In the end its whole log is searched for personal data.
 */
export function useApp({ fromNothing = false, ...options }: AppOptions & { fromNothing?: boolean } = {}) {
  const data = temporaryData();
  let app: App | undefined;
  let logged = '';
  const running = (): App => {
    if (!app) throw new Error('The app is not started yet');
    return app;
  };
  const slack = workspace(() => running().url);
  const start = async (env?: Record<string, string>) => {
    logged += app?.errors() ?? '';
    app = await startApp({
      ...options,
      dataFolder: data.path,
      ...(env ? { env: { ...options.env, ...env } } : {}),
    });
  };
  beforeAll(async () => {
    if (!fromNothing) await bringMadeData(data.path);
    await start();
  });
  afterAll(async () => {
    const names = await namesIn(slack).catch(() => []);
    await app?.stop();
    data.remove();
    expect(names.length).toBeGreaterThan(10);
    expect(wordsInLog(logged + (app?.errors() ?? ''), names)).toEqual([]);
  });
  return {
    app: running,
    slack,
    start,
    killAndRestart: async (what: 'node' | 'group') => {
      await running().kill(what);
      await start();
    },
  };
}

/** How people of the workspace and leads are called. */
async function namesIn(slack: Workspace): Promise<string[]> {
  const { leads } = await slack.call<{ leads: { lead: string; name: string }[] }>('GET', 'linkedin');
  const { users } = await slack.state();
  return [...users.map(({ name }) => name), ...leads.flatMap(({ lead, name }) => [lead, name])];
}
