import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { applyPrelude } from '../../sandbox/supabase/apply-prelude.ts';
import { asAdmin, type EmbeddedSupabase, openSupabase } from '../../sandbox/supabase/embedded-supabase.ts';
import { lockData } from '../../sandbox/supabase/postgres/data-lock.ts';
import { type RunningPostgres, runPostgres } from '../../sandbox/supabase/postgres/run-postgres.ts';
import { keepSecrets } from '../../sandbox/supabase/secrets.ts';
import { changeFiles } from '../../setup/files.ts';
import { changeHistory } from '../../setup/history.ts';
import { changeReaders } from '../../setup/readers.ts';
import { rotateTokens } from '../../setup/rotate-tokens.ts';
import { runSetup } from '../../setup/run-setup.ts';
import type { SetupOptions } from '../../setup/with-answers.ts';
import { makeSigningKey, type TestSigningKey } from '../database/database.ts';
import { startTestWorkspace, type TestWorkspace } from '../workspace.ts';

interface TestInstallation {
  /** The services as an operator reaches them, and what is known of them: answers by name. */
  answers(): Record<string, string>;
  folder: string;
  /** As the owner of the schemas. */
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  slack(): TestWorkspace;
  /** Schemas that the API is to hide from now on. */
  hide(...schemas: string[]): void;
  signingKey: TestSigningKey;
  /** Everything that setup or doctor printed. */
  printed: string[];
  setup(more?: Partial<SetupOptions>): Promise<{ ok: boolean; lines: string[] }>;
  files(words: string[], more?: Partial<SetupOptions>): Promise<{ ok: boolean; lines: string[] }>;
  history(words: string[]): Promise<{ ok: boolean; lines: string[] }>;
  readers(words: string[]): Promise<{ ok: boolean; lines: string[] }>;
  rotate(names: string[], more?: Partial<SetupOptions>): Promise<{ ok: boolean; lines: string[] }>;
}

/**
 * A bare Supabase and a Slack workspace behind HTTP, and an empty folder for the files of settings.
 *
 * The Postgres is its own, not the one of the whole run: roles belong to the cluster, and here they are made, granted
 * and taken away.
 */
export function useInstallation(): TestInstallation {
  const signingKey = makeSigningKey();
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-setup-'));
  // Of this name and with an owner's name in it, the next run deletes it should this one be killed.
  const state = mkdtempSync(join(tmpdir(), 'greenlight-test-'));
  const unlock = lockData(state);
  const secrets = keepSecrets(state);
  const printed: string[] = [];
  let hidden: string[] = [];
  let postgres: RunningPostgres | undefined;
  let supabase: EmbeddedSupabase | undefined;
  let workspace: TestWorkspace | undefined;
  let url = '';
  const api = createServer((req, res) => {
    const schema = req.headers['content-profile'];
    if (typeof schema === 'string' && hidden.includes(schema)) {
      res.writeHead(406, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify({ code: 'PGRST106', message: `Invalid schema: ${schema}`, details: null, hint: null }),
      );
    } else if (!started(supabase).handle(req, res)) res.writeHead(404).end();
  });
  beforeAll(async () => {
    postgres = await runPostgres({ state, adminPassword: secrets.admin, log: silentLog, durable: false });
    const address = { port: postgres.port, database: 'postgres' };
    await asAdmin(address, secrets, (admin) => applyPrelude(admin, secrets));
    supabase = openSupabase(address, secrets, silentLog, [signingKey.publicKey]);
    await new Promise<void>((done) => api.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    workspace = await startTestWorkspace({ socketMode: true });
  });
  afterAll(async () => {
    await workspace?.stop();
    await supabase?.stop();
    await postgres?.destroy();
    unlock();
    api.closeAllConnections();
    await new Promise((done) => api.close(done));
    for (const path of [folder, state]) rmSync(path, { recursive: true, force: true });
  });
  const slack = () => started(workspace);
  const answers = () => ({
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
    SETUP_DATABASE_URL: `postgres://postgres:${secrets.postgres}@127.0.0.1:${started(postgres).port}/postgres`,
    SETUP_JWT_SECRET: secrets.jwt,
    SLACK_API_URL: slack().apiUrl,
    SLACK_BOT_TOKEN: slack().slack.botToken,
    SLACK_SIGNING_SECRET: slack().slack.signingSecret,
    SETUP_ADMIN_USER_ID: 'U0RENATA',
    OPENAI_API_KEY: 'sk-test-0123456789abcdef',
    // Of a name that never resolves: setup does not call it.
    UNIPILE_DSN: 'unipile.invalid:13443',
    UNIPILE_API_KEY: 'unipile-test-0123456789abcdef',
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
    query: (sql, values) => started(supabase).owner.query(sql, values),
    slack,
    hide: (...schemas) => {
      hidden = schemas;
    },
    signingKey,
    printed,
    setup: run(runSetup),
    files: (words, more) => run((options) => changeFiles(options, words))(more),
    history: (words) => run((options) => changeHistory(options, words))(),
    readers: (words) => run((options) => changeReaders(options, words))(),
    rotate: (names, more) => run((options) => rotateTokens(options, names))(more),
  };
}

function started<T>(service: T | undefined): T {
  if (service === undefined) throw new Error('The services of the test are not started yet');
  return service;
}
