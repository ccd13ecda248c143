import { expect, test } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import type { Locale } from '../../ports/people.ts';
import { startTestWorkspace } from '../../testing/workspace.ts';
import { keepWelcome, welcomeMessage } from './welcome.ts';

test('keepWelcome() has one message, which speaks the language of the team after a switch', async () => {
  const workspace = await startTestWorkspace();
  const welcome = {
    apiUrl: workspace.apiUrl,
    botToken: workspace.slack.botToken,
    channelId: 'C0MARKETING',
  };
  let locale: Locale = 'en';
  const shown = async () => (await workspace.messages('C0MARKETING')).map((m) => m.text);
  const kept = await keepWelcome(welcome, async () => locale, silentLog);
  expect(await shown()).toEqual([welcomeMessage('en').text]);

  locale = 'pt-BR';
  await expect.poll(shown, { timeout: 30_000 }).toEqual([welcomeMessage('pt-BR').text]);
  await kept.stop();

  // Switched while the sandbox was off.
  locale = 'en';
  const again = await keepWelcome(welcome, async () => locale, silentLog);
  await again.stop();
  expect(await shown()).toEqual([welcomeMessage('en').text]);
  await workspace.stop();
});

test.each([
  ['en', 'What ASTM F136 titanium means for implants', 'fornecedor'],
  ['pt-BR', '5 erros ao escolher um fornecedor de implantes', 'explained'],
] as const)('welcomeMessage() in %s offers briefs of that language alone', (locale, offered, other) => {
  const text = JSON.stringify(welcomeMessage(locale));
  expect(text).toContain(`/carousel ${offered}`);
  expect(text).toContain('/blog ');
  expect(text).not.toContain(other);
});
