import { afterAll, beforeAll } from 'vitest';
import { startAgents } from '../../agents/start.ts';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { createHint } from '../../platform/hint.ts';
import { createLog } from '../../platform/log.ts';
import type { Part } from '../../platform/part.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { startWriter, type Writer } from '../../sandbox/writer/start.ts';
import type { useDatabase } from '../database/database.ts';
import { bothParts, installKnowledge, installTeam } from './jobs.ts';
import { plainRenderers } from './renderers.ts';

/**
 * The agents' part on a real database, with the seeded knowledge and the offline writer, for one test file. What it would
 * draw is told in words: pictures are looked at where they are drawn.
 */
export function useAgents(db: ReturnType<typeof useDatabase>, modelTimeoutMs: number) {
  let bot: ContentForBot;
  let writer: Writer;
  let agents: Part;
  const hints = { jobs: createHint(), outbox: createHint() };

  beforeAll(async () => {
    await installTeam(db);
    await installKnowledge(db);
    ({ bot } = await bothParts(db));
    writer = await startWriter();
    agents = await startAgents(
      {
        database: {
          url: db.url,
          publishableKey: db.publishableKey,
          token: await db.token('greenlight_agent'),
          fetch: db.fetch,
        },
        model: { apiKey: 'none', baseUrl: writer.url, model: writer.model, timeoutMs: modelTimeoutMs },
        concurrency: 2,
      },
      {
        log: createLog(process.env.LOG_LEVEL ?? 'silent', 'agents'),
        clock: systemClock,
        random: systemRandom,
        hints,
      },
      plainRenderers,
    );
  });
  afterAll(async () => {
    await agents.stop(2000);
    await writer.stop();
  });
  return { bot: () => bot, writer: () => writer, hints };
}
