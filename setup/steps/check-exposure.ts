import { systemClock } from '../../platform/clock.ts';
import { ExpectedError } from '../../platform/errors.ts';
import { poll } from '../../platform/retry.ts';
import { type Api, callRpc } from '../call-rpc.ts';
import { apiWith } from '../make-token.ts';
import type { Step } from '../step.ts';

export const apiSchemas = ['content', 'outreach', 'platform'] as const;

/** What to click when a schema is not exposed. */
export const howToExpose =
  'In the Supabase dashboard open Project Settings > Data API > Exposed schemas, add content, outreach and platform, and save; on a stack of your own add them to PGRST_DB_SCHEMAS and restart its "rest". Then run this again.';

/** The API reads the schema again within seconds of a migration. */
const RELOAD_MS = 15_000;
const AGAIN_MS = 500;

/** The API reaches the three schemas, and knows the functions of the newest migration. */
export const checkExposure: Step = {
  name: 'API of the project',
  async run({ answers, tokens }) {
    const api = await apiWith(answers, tokens.BOT_DATABASE_TOKEN ?? '');
    const hidden = await hiddenSchemas(api);
    if (hidden.length > 0) {
      throw new ExpectedError('schema_not_exposed', `The API does not expose: ${hidden.join(', ')}`, {
        hint: howToExpose,
      });
    }
    let said = '';
    const ready = await poll({ clock: systemClock, firstMs: AGAIN_MS, forMs: RELOAD_MS }, async () => {
      const { status, code, message } = await callRpc(api, 'platform', 'schema_version');
      said = `${code ?? status}: ${message}`;
      return status === 200 || undefined;
    });
    if (ready) return { state: 'already', note: `exposes ${apiSchemas.join(', ')} and answers` };
    throw new ExpectedError('api_not_ready', `The API answers ${said}`, {
      hint: 'Run this again in a minute; if it stays so, restart the project in Project Settings > General.',
    });
  },
};

/** Those of `schemas` that the API does not serve. Asks each for a function that does not exist: harmless, and one error tells. */
export async function hiddenSchemas(api: Api, schemas: readonly string[] = apiSchemas): Promise<string[]> {
  const answers = await Promise.all(
    schemas.map(async (schema) => ({ schema, ...(await callRpc(api, schema, 'is_exposed')) })),
  );
  return answers.filter(({ code }) => code === 'PGRST106').map(({ schema }) => schema);
}
