import { type App, startApp, temporaryData, until, workspace } from '../testing/product/app.ts';
import { LUCIA, press, startCarousel } from '../testing/product/thread.ts';

const ROUNDS = 5;

/**
 * What a person waits for, in seconds, on a fresh data folder: start (cold, then warm), the command's acknowledgement,
 * command to card, approval to final files. Medians of five carousels.
 */
export async function benchJourney(): Promise<Record<string, number>> {
  const data = temporaryData();
  let app: App | undefined;
  try {
    app = await startApp({ dataFolder: data.path });
    const cold = app.startMs;
    await app.stop();
    app = await startApp({ dataFolder: data.path });
    const warm = app.startMs;
    const slack = workspace(() => app?.url ?? '');
    const cards: number[] = [];
    const finals: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const asked = performance.now();
      const thread = await startCarousel(slack);
      const card = await thread.card(1);
      cards.push(performance.now() - asked);
      const approved = performance.now();
      await press(slack, thread, card, LUCIA, /approve/i);
      await until('the final files', async () => (await thread.finals()).length > 0);
      finals.push(performance.now() - approved);
    }
    return {
      start_cold_s: seconds(cold),
      start_warm_s: seconds(warm),
      command_to_card_s: seconds(median(cards)),
      approval_to_final_files_s: seconds(median(finals)),
    };
  } finally {
    await app?.stop();
    data.remove();
  }
}

const seconds = (ms: number) => Math.round(ms / 10) / 100;
const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
