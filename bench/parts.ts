import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../platform/log.ts';
import { type PartProcess, startPart } from '../proofs/production/part-process.ts';
import { runDockerfile } from '../proofs/production/run-dockerfile.ts';
import { startStandIns } from '../proofs/production/stand-ins.ts';
import { startSupabase } from '../sandbox/supabase/start.ts';
import { until } from '../testing/product/app.ts';
import { LUCIA, press, startCarousel } from '../testing/product/thread.ts';

const CAROUSELS = 5;
/** Both parts look quickly for a minute after work. */
const SETTLE_MS = 65_000;
const IDLE_MS = 60_000;

/**
 * What each part costs as a process of its own, over HTTP: ms until it is ready to serve, resident MB idle and after
 * five carousels, database calls a minute while nothing happens; and the MB of the image without its base.
 */
export async function benchParts(): Promise<Record<string, Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-bench-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  const standIns = await startStandIns(supabase, folder);
  const parts: PartProcess[] = [];
  try {
    const start = async (part: 'bot' | 'agents', role: 'greenlight_bot' | 'greenlight_agent') => {
      // One after the other: two processes that start at once share the cores.
      const started = await startPart({ env: standIns.env(part, await supabase.token(role)), bare: true });
      parts.push(started);
      await until(`a ready ${part}`, async () => (await started.ready()).status === 200);
      return started;
    };
    const bot = await start('bot', 'greenlight_bot');
    const agents = await start('agents', 'greenlight_agent');
    standIns.deliverTo([bot.url]);

    const perMinute = async () => {
      await sleep(SETTLE_MS);
      standIns.database.calls.clear();
      await sleep(IDLE_MS);
      const count = (role: string) =>
        [...standIns.database.calls].filter(([call]) => call.startsWith(role)).reduce((n, [, c]) => n + c, 0);
      return { bot: count('greenlight_bot'), agents: count('greenlight_agent') };
    };
    const calls = await perMinute();
    const idle = { bot: bot.rssMb(), agents: agents.rssMb() };
    for (let n = 0; n < CAROUSELS; n++) {
      const thread = await startCarousel(standIns.workspace);
      await press(standIns.workspace, thread, await thread.card(1), LUCIA, /approve/i);
      await until('the final files', async () => (await thread.finals()).length > 0);
    }
    const busy = { bot: bot.rssMb(), agents: agents.rssMb() };
    const figures = (part: PartProcess, name: 'bot' | 'agents') => ({
      start_ms: Math.round(part.startMs),
      rss_idle_mb: idle[name],
      rss_after_5_carousels_mb: busy[name],
      idle_database_calls_a_minute: Math.round((calls[name] * 60_000) / IDLE_MS),
    });
    return {
      bot: figures(bot, 'bot'),
      agents: figures(agents, 'agents'),
      image: { without_base_mb: imageMb(join(folder, 'image')) },
    };
  } finally {
    await Promise.all(parts.map((part) => part.stop()));
    await standIns.stop();
    await supabase.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function imageMb(folder: string): number {
  const { workdir } = runDockerfile(resolve(import.meta.dirname, '..'), folder, {
    npm_config_prefer_offline: 'true',
  });
  return Number(execFileSync('du', ['-sm', workdir], { encoding: 'utf8' }).split('\t')[0]);
}
