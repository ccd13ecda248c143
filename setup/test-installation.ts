import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { silentLog } from '../platform/log.ts';
import { startTestWorkspace, type TestWorkspace } from '../sandbox/slack/test-workspace.ts';
import { asAdmin, type EmbeddedSupabase, openSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { applyPrelude } from '../sandbox/supabase/migrate.ts';
import { makeSigningKey } from '../sandbox/supabase/tokens.ts';
import type {} from '../sandbox/supabase/vitest-global-setup.ts';
import { rotateTokens } from './rotate-tokens.ts';
import { runSetup, type SetupOptions } from './run-setup.ts';

export interface TestInstallation {
  /** The services as an operator reaches them, and what is known of them: answers by name. */
  answers(): Record<string, string>;
  folder: string;
  database: EmbeddedSupabase;
  slack(): TestWorkspace;
  /** Schemas that the API is to hide from now on. */
  hide(...schemas: string[]): void;
  signingKey: ReturnType<typeof makeSigningKey>;
  /** Everything that setup or doctor printed. */
  printed: string[];
  setup(more?: Partial<SetupOptions>): Promise<{ ok: boolean; lines: string[] }>;
  rotate(names: string[], more?: Partial<SetupOptions>): Promise<{ ok: boolean; lines: string[] }>;
}

/** A bare Supabase and a Slack workspace behind HTTP, and an empty folder for the files of settings. */
export function useInstallation(): TestInstallation {
  const { port, secrets } = inject('testCluster');
  const name = `setup_${randomBytes(6).toString('hex')}`;
  const server = { port, database: 'postgres' };
  const signingKey = makeSigningKey();
  const database = openSupabase({ port, database: name }, secrets, silentLog, [signingKey.publicKey]);
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-setup-'));
  const printed: string[] = [];
  let hidden: string[] = [];
  let workspace: TestWorkspace | undefined;
  let url = '';
  const api = createServer((req, res) => {
    const schema = req.headers['content-profile'];
    if (typeof schema === 'string' && hidden.includes(schema)) {
      res.writeHead(406, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify({ code: 'PGRST106', message: `Invalid schema: ${schema}`, details: null, hint: null }),
      );
    } else if (!database.handle(req, res)) res.writeHead(404).end();
  });
  beforeAll(async () => {
    await asAdmin(server, secrets, (admin) => admin.query(`create database ${name}`));
    await asAdmin({ port, database: name }, secrets, (admin) => applyPrelude(admin, secrets));
    await new Promise<void>((done) => api.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    workspace = await startTestWorkspace();
  });
  afterAll(async () => {
    await workspace?.stop();
    await database.stop();
    api.closeAllConnections();
    await new Promise((done) => api.close(done));
    await asAdmin(server, secrets, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    rmSync(folder, { recursive: true, force: true });
  });
  const slack = () => {
    if (!workspace) throw new Error('The workspace is not started yet');
    return workspace;
  };
  const answers = () => ({
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: database.publishableKey,
    SETUP_DATABASE_URL: `postgres://postgres:${secrets.postgres}@127.0.0.1:${port}/${name}`,
    SETUP_JWT_SECRET: secrets.jwt,
    SLACK_API_URL: slack().apiUrl,
    SLACK_BOT_TOKEN: slack().slack.botToken,
    SLACK_SIGNING_SECRET: slack().slack.signingSecret,
    SETUP_ADMIN_USER_ID: 'U0RENATA',
    OPENAI_API_KEY: 'sk-test-0123456789abcdef',
  });
  const run =
    (work: (options: SetupOptions) => Promise<boolean>) =>
    async (more: Partial<SetupOptions> = {}) => {
      const lines: string[] = [];
      const write = (line: string) => {
        lines.push(line);
        printed.push(line);
      };
      return {
        ok: await work({ folder, given: answers(), ask: null, write, nowMs: Date.now(), ...more }),
        lines,
      };
    };
  return {
    answers,
    folder,
    database,
    slack,
    hide: (...schemas) => {
      hidden = schemas;
    },
    signingKey,
    printed,
    setup: run(runSetup),
    rotate: (names, more) => run((options) => rotateTokens(options, names))(more),
  };
}
