import { afterAll, beforeAll } from 'vitest';
import { type App, type AppOptions, startApp, temporaryData, workspace } from './app.ts';

/** The whole product for one test file, on a data folder of its own. `restart` keeps the folder. */
export function useApp(options: AppOptions = {}) {
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
  beforeAll(() => start());
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
