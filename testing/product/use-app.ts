import { afterAll, beforeAll } from 'vitest';
import { type App, type AppOptions, startApp, temporaryData, workspace } from './app.ts';
import { bringMadeData } from './bring-made-data.ts';

/**
 * The whole product for one test file, on a data folder of its own, which a restart keeps. `fromNothing`: the folder is
 * empty at first, as a user's is.
 */
export function useApp({ fromNothing = false, ...options }: AppOptions & { fromNothing?: boolean } = {}) {
  const data = temporaryData();
  let app: App | undefined;
  const running = (): App => {
    if (!app) throw new Error('The app is not started yet');
    return app;
  };
  const start = async (env?: Record<string, string>) => {
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
    await app?.stop();
    data.remove();
  });
  return {
    app: running,
    slack: workspace(() => running().url),
    start,
    killAndRestart: async (what: 'node' | 'group') => {
      await running().kill(what);
      await start();
    },
  };
}
