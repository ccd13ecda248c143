import { expect, test } from 'vitest';
import { until } from '../testing/product/app.ts';
import { LUCIA, MARINA, PEDRO, startCarousel, textOf } from '../testing/product/thread.ts';
import { useApp } from '../testing/product/use-app.ts';

const { slack } = useApp();
const threadsIn = async (channel: string) =>
  (await slack.messages(LUCIA, channel)).filter((m) => !m.ephemeral && /^Carousel/.test(m.text)).length;

test.each([
  ['a typing mistake', 'hlep', /Did you mean/],
  ['40,000 characters', 'x'.repeat(40_000), /40,000 characters; up to 2,000/],
  ['13 slides', '13 slides sobre titânio', /5 to 12 slides; you asked for 13/],
  ['help', 'help', /opens a form/],
])('%s is answered at once, for that person only, and starts nothing', async (_, text, answer) => {
  const channel = await slack.channel('marketing');
  const before = await threadsIn(channel);
  const { status, ack } = await slack.command(MARINA, channel, '/carousel', text);
  expect(status).toBe(200);
  expect(ack?.text).toMatch(answer);
  expect(await threadsIn(channel)).toBe(before);
});

test.each([
  ['a public channel without the bot', 'random', MARINA],
  ['a private channel without the bot', 'diretoria', LUCIA],
])('in %s the person is told how to invite it, and nothing is drafted', async (_, name, person) => {
  const channel = await slack.channel(name);
  await slack.command(person, channel, '/carousel', 'UDI e rastreabilidade de implantes');
  const told = await until('the explanation', async () =>
    (await slack.messages(person, channel)).find((m) => m.ephemeral && /\/invite/.test(m.text)),
  );
  expect(told.text).toMatch(/was not started/);
});

test('in a direct message the form asks for the channel and keeps the words, and nothing is started', async () => {
  const marketing = await slack.channel('marketing');
  const before = await threadsIn(marketing);
  const direct = await slack.call<{ channel_id: string }>('POST', 'direct', { user_id: MARINA });
  await slack.command(MARINA, direct.channel_id, '/carousel', 'titânio');
  const modal = await until('the form', async () => (await slack.views(MARINA)).modals.at(-1));
  expect(JSON.stringify(modal.blocks)).toContain('titânio');
  expect(JSON.stringify(modal.blocks)).toMatch(/(channels|conversations)_select/);
  await slack.call('POST', 'close', { user_id: MARINA, view_id: modal.id });
  const said = (await slack.messages(MARINA, direct.channel_id)).map(textOf).join('\n');
  expect(said).not.toMatch(/Carousel/);
  expect(await threadsIn(marketing)).toBe(before);
});

test('as a guest and from outside the channel nothing is started, and each is told why', async () => {
  const marketing = await slack.channel('marketing');
  expect((await slack.command('U0GUEST', marketing, '/carousel', 'titânio')).ack?.text).toMatch(
    /Guests cannot/,
  );
  const outside = await slack.command(PEDRO, await slack.channel('sales'), '/carousel', 'titânio');
  expect(outside).toMatchObject({ error: 'not_in_channel' });
});

test('mentions and markup in a brief are words everywhere', async () => {
  const thread = await startCarousel(
    slack,
    '<!channel> <@U0LUCIA> *erros* ao escolher um fornecedor de implantes',
  );
  await thread.card(1);
  const shown = (await thread.messages()).map(textOf).join('\n');
  expect(shown).not.toMatch(/<!channel>|<!here>/);
  expect(shown).toMatch(/channel/);
});
