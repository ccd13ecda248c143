import { expect, it } from 'vitest';
import { useBot } from '../testing/bot/bot.ts';
import { jobsInput, slackInput } from '../testing/fuzz/inputs.ts';
import { type FuzzWorld, halfWritten, newTally, sendInputs } from '../testing/fuzz/send-inputs.ts';
import { mintToken } from '../testing/supabase/programs.ts';
import { registrations } from './manifest/registrations.ts';

const bot = useBot();
/** A slice of `npm run prove -- --only fuzz`, with another seed each day. */
const seed = Math.floor(Date.now() / 86_400_000);
const world = (): FuzzWorld => ({
  origin: bot.workspace.origin,
  signingSecret: bot.workspace.slack.signingSecret,
  query: bot.database.owner.query,
});

it('no input of a program ends in a fault of ours or in half a job', async () => {
  const { bearer } = await mintToken(bot.database, {
    team_id: 'T0GREENLIGHT',
    owner_id: 'U0PEDRO',
    people: ['U0MARINA'],
    channels: ['C0MARKETING'],
  });
  const tally = newTally();
  expect(
    await sendInputs(world(), jobsInput(bearer), tally, { seed, count: 300 }),
    `seed ${seed}`,
  ).toBeNull();
  expect(tally.accepted.size, JSON.stringify(tally.answers)).toBeGreaterThan(0);
  expect(tally.answers['400 bad_request']).toBeGreaterThan(0);
  expect(await halfWritten(world(), tally.accepted)).toEqual([]);
});

it('no signed input of Slack ends in a fault of ours or in half a job', async () => {
  const tally = newTally();
  expect(
    await sendInputs(world(), slackInput(registrations()), tally, { seed, count: 200 }),
    `seed ${seed}`,
  ).toBeNull();
  expect(tally.answers['200']).toBeGreaterThan(0);
  const { rows } = await bot.database.owner.query('select id from content.jobs where token_id is not null');
  expect(await halfWritten(world(), new Set(rows.map(({ id }) => String(id))))).toEqual([]);
});
