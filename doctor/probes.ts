import { schemaVersion } from '../platform/schema-version.ts';
import { type Api, callRpc, type RpcAnswer } from '../setup/call-rpc.ts';
import { callSlack, type SlackAnswer } from '../setup/call-slack.ts';
import type { PartRow } from '../setup/parts.ts';

/** An answer, and this machine's time half way between asking and having it. */
type Timed<T> = T & { atMs: number };

export interface Probes {
  /** `platform.schema_version` with the part's own token. */
  version(part: PartRow): Promise<Timed<RpcAnswer>>;
  rpc(part: PartRow, schema: string, fn: string, args?: Record<string, unknown>): Promise<RpcAnswer>;
  api(part: PartRow): Api;
  /** `auth.test` with the bot token. */
  slack(): Promise<Timed<SlackAnswer>>;
}

export function createProbes(env: Readonly<Record<string, string>>, now: () => number): Probes {
  const versions = new Map<string, Promise<Timed<RpcAnswer>>>();
  let auth: Promise<Timed<SlackAnswer>> | undefined;
  const timed = async <T extends object>(ask: () => Promise<T>): Promise<Timed<T>> => {
    const before = now();
    const answer = await ask();
    return { ...answer, atMs: (before + now()) / 2 };
  };
  const api = (part: PartRow): Api => ({
    url: env.SUPABASE_URL ?? '',
    publishableKey: env.SUPABASE_PUBLISHABLE_KEY ?? '',
    token: env[part.variable] ?? '',
  });
  return {
    api,
    rpc: (part, schema, fn, args) => callRpc(api(part), schema, fn, args),
    version(part) {
      const asked = versions.get(part.name) ?? timed(() => callRpc(api(part), 'platform', 'schema_version'));
      versions.set(part.name, asked);
      return asked;
    },
    slack() {
      auth ??= timed(() => callSlack(env, env.SLACK_BOT_TOKEN ?? '', 'auth.test'));
      return auth;
    },
  };
}

/** The version's answer, read; null when there is none that can be used. */
export function readVersion(answer: RpcAnswer) {
  return answer.status === 200 ? (schemaVersion.safeParse(answer.data).data ?? null) : null;
}
