import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLog } from '../../platform/log.ts';
import { startSupabase } from '../../sandbox/supabase/start.ts';
import { until } from '../../testing/product/app.ts';
import {
  faultsOf,
  LUCIA,
  MARINA,
  openThread,
  PEDRO,
  press,
  startCarousel,
  textOf,
} from '../../testing/product/thread.ts';
import { type PartProcess, startPart } from './part-process.ts';
import { startStandIns } from './stand-ins.ts';

interface OutageProof {
  minutes: number;
  /** Commands typed meanwhile, and how each ended. */
  commands: { typed: number; started_afterwards: number; said_not_started: number };
  /** From the database's return to the draft that its runner was writing when it went, seconds. */
  interrupted_job_s: number;
  faults: string[];
}

/**
 * Takes the database away for `minutes` while one job is being written and another one waits for a decision, types
 * commands and presses buttons meanwhile, and looks for anything lost, done twice or left without an honest answer.
 */
export async function proveOutage(options: {
  minutes: number;
  commands: number;
  log(line: string): void;
}): Promise<OutageProof> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-outage-'));
  const supabase = await startSupabase({ dataFolder: folder, log: silentLog });
  const standIns = await startStandIns(supabase, folder);
  const { workspace, writer, database } = standIns;
  const parts: PartProcess[] = [];
  const faults: string[] = [];
  const expectThat = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  try {
    const bot = await startPart({ env: standIns.env('bot', await supabase.token('greenlight_bot')) });
    const agents = await startPart({ env: standIns.env('agents', await supabase.token('greenlight_agent')) });
    parts.push(bot, agents);
    standIns.deliverTo([bot.url]);
    await until('a ready bot', async () => (await bot.ready()).status === 200);
    const waiting = await startCarousel(workspace);
    const card = await waiting.card(1);
    writer.faults.next({ kind: 'slow', ms: 3000 }, 'carousel_deck');
    const interrupted = await startCarousel(workspace);
    await until('the call of the model', async () => writer.faults.pending() === 0);
    const briefs = async () =>
      (await workspace.messages(MARINA, waiting.channel)).filter((m) => !m.ephemeral && m.user !== MARINA);
    const before = new Set((await briefs()).map((m) => m.ts));

    await database.down();
    options.log(`the database is away for ${options.minutes} min`);
    for (let n = 0; n < options.commands; n++) {
      const { status, ack } = await workspace.command(
        n % 2 ? PEDRO : MARINA,
        waiting.channel,
        '/carousel',
        `Erros ao escolher um fornecedor de implantes (${n})`,
      );
      expectThat(
        status === 200 && JSON.stringify(ack).includes('Not certain yet'),
        `command ${n} was answered ${status} ${JSON.stringify(ack).slice(0, 200)}`,
      );
      await press(workspace, waiting, card, LUCIA, /approve/i);
      await waiting.ephemeral(LUCIA, /Not recorded/);
      await sleep((options.minutes * 60_000) / options.commands);
    }
    await database.up();
    const back = performance.now();
    options.log('the database is back');

    await interrupted.card(1, 120);
    const interruptedS = Math.round((performance.now() - back) / 100) / 10;
    const told = async (pattern: RegExp) => {
      const messages = await Promise.all(
        [MARINA, PEDRO].map((person) => workspace.messages(person, waiting.channel)),
      );
      return messages.flat().filter((m) => m.ephemeral && pattern.test(textOf(m))).length;
    };
    const [started, refused] = await until(
      'an end of every command',
      async () => {
        const counts = [await told(/It worked/), await told(/It did not work/)] as const;
        return counts[0] + counts[1] === options.commands ? counts : undefined;
      },
      60,
    );
    const made = await until('their briefs', async () => {
      const found = (await briefs()).filter((m) => !before.has(m.ts));
      return found.length >= started ? found : undefined;
    });
    expectThat(made.length === started, `${made.length} jobs came of ${started} commands that said so`);
    for (const brief of made) await openThread(workspace, waiting.channel, brief.ts).card(1, 120);
    await press(workspace, waiting, card, LUCIA, /approve/i);
    await until('the final files', async () => (await waiting.finals()).length > 0);
    for (const part of parts)
      expectThat((await part.ready()).status === 200, 'a part is not ready afterwards');
    faults.push(...(await faultsOf(waiting)), ...(await faultsOf(interrupted)));
    const { rows } = await supabase.owner.query('select count(*)::int as jobs from content.jobs');
    expectThat(rows[0]?.jobs === 2 + started, `${String(rows[0]?.jobs)} jobs are stored, not ${2 + started}`);
    return {
      minutes: options.minutes,
      commands: { typed: options.commands, started_afterwards: started, said_not_started: refused },
      interrupted_job_s: interruptedS,
      faults,
    };
  } finally {
    for (const part of parts) {
      const code = await part.stop();
      if (code !== 0) options.log(`a part ended with ${code}`);
    }
    await standIns.stop();
    await supabase.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
