import { afterAll, describe, expect, it, vi } from 'vitest';
import { useBot } from '../testing/bot/bot.ts';
import { webClientOf } from '../testing/slack.ts';
import { type SeenMessage, waitFor } from '../testing/workspace.ts';
import { scopesOfMethod } from './manifest/scopes.ts';
import { WatchedClient } from './slack/watched-client.ts';

const CHANNEL = 'C0MARKETING';

describe('the bot on a Slack stand-in and the real database', () => {
  const on = useBot();
  const calls = vi.spyOn(WatchedClient.prototype, 'apiCall');
  afterAll(() => calls.mockRestore());
  const thread = (threadTs: string, userId = 'U0MARINA') =>
    on.workspace.messages(CHANNEL, { threadTs, userId });
  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const inThread = (threadTs: string, text: string, userId?: string) =>
    waitFor(
      async () => (await thread(threadTs, userId)).find((m) => shows(m, text)),
      `"${text}" in the thread`,
    );
  const start = async (text: string) => {
    const answer = await on.workspace.command('U0MARINA', CHANNEL, '/carousel', text);
    expect(JSON.stringify(answer.ack)).toContain('Got it');
    const brief = await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => shows(m, text)),
      'the brief',
    );
    return brief.ts;
  };

  it('leads from the command over a change to the approved files', async () => {
    const threadTs = await start('5 erros ao escolher um fornecedor de implantes');
    await on.draft();
    const first = await inThread(threadTs, 'Draft, version 1');
    expect(JSON.stringify(first.blocks)).toContain('<@U0LUCIA>');
    expect(JSON.stringify(first.blocks)).toContain('slack_file');
    const pages = (await thread(threadTs)).filter((m) => m.files.length > 0);
    expect(pages.map((m) => m.files.length)).toEqual([5]);
    expect(pages[0]?.text).toContain('Version 1: 5 slides (draft)');

    const opened = await on.workspace.click('U0LUCIA', CHANNEL, first.ts, 'review_request_changes');
    expect(opened.http_status).toBe(200);
    const [modal] = await waitFor(async () => {
      const { modals } = await on.workspace.views('U0LUCIA');
      return modals.length > 0 && modals;
    }, 'the form for changes');
    const sent = await on.workspace.submit('U0LUCIA', modal?.id ?? '', {
      note: { note: 'slide 4: mais curto' },
    });
    expect(sent.http_status).toBe(200);
    await inThread(threadTs, 'Changes requested by <@U0LUCIA>');
    await on.draft();
    const second = await inThread(threadTs, 'Draft, version 2');
    expect(JSON.stringify(second.blocks)).toContain('slide 4: mais curto');
    await waitFor(async () => {
      const card = (await thread(threadTs)).find((m) => m.ts === first.ts);
      return card && shows(card, 'Superseded by version 2') && !shows(card, 'review_approve');
    }, 'the first card without buttons');

    await on.workspace.click('U0LUCIA', CHANNEL, first.ts, 'review_approve', {
      value: JSON.stringify({ job: 'x', version: 1, hash: 'x' }),
    });
    await on.workspace.click('U0MARINA', CHANNEL, second.ts, 'review_approve');
    const refused = await inThread(threadTs, 'four eyes', 'U0MARINA');
    expect(refused.ephemeral).toBe(true);

    // Only who may approve sees what goes out, in the own direct messages, once.
    await on.workspace.click('U0MARINA', CHANNEL, second.ts, 'review_open_final_files');
    await inThread(threadTs, 'Only those who may approve', 'U0MARINA');
    const named = ['carousel-final.pdf', 'slide-01-final.png'];
    const { channel } = await webClientOf(on.workspace).conversations.open({ users: 'U0LUCIA' });
    const direct = async () =>
      (await on.workspace.messages(String(channel?.id), { userId: 'U0LUCIA' })).filter(
        (m) => m.files.length > 0,
      );
    for (const _press of [1, 2]) {
      await on.workspace.click('U0LUCIA', CHANNEL, second.ts, 'review_open_final_files');
      await waitFor(
        async () =>
          (await thread(threadTs, 'U0LUCIA')).filter((m) => shows(m, 'direct messages with me')).length ===
          _press,
        'the answer to the press',
      );
    }
    await waitFor(async () => (await direct()).length > 0, 'the files in the direct messages');
    expect((await direct()).map((m) => m.files.map((f) => f.name))).toEqual([named]);
    expect((await thread(threadTs)).flatMap((m) => m.files).map((f) => f.name)).not.toContain(named[0]);

    await on.workspace.click('U0LUCIA', CHANNEL, second.ts, 'review_approve');
    await inThread(threadTs, 'Approved by <@U0LUCIA>');
    const outcome = await inThread(threadTs, 'ready to copy');
    expect(JSON.stringify(outcome.blocks)).toContain('<@U0MARINA>');
    expect(JSON.stringify(outcome.blocks)).toContain('#ImplantesOrtopedicos');
    expect(JSON.stringify(outcome.blocks)).toContain('Record: version 2, approved by <@U0LUCIA>');
    const final = (await thread(threadTs)).filter((m) => m.files.some((f) => f.name.includes('final')));
    expect(final.map((m) => m.files.map((f) => f.name))).toEqual([
      ['carousel-final.pdf', 'slide-01-final.png'],
    ]);
    const cards = (await thread(threadTs)).filter((m) => shows(m, 'Draft, version'));
    expect(cards).toHaveLength(2);
  });

  it('called only methods whose scopes are known, so that the manifest asks for what they need', () => {
    const methods = [...new Set(calls.mock.calls.map(([method]) => method))];
    expect(methods.length).toBeGreaterThan(7);
    expect(methods.filter((method) => !Object.hasOwn(scopesOfMethod, method))).toEqual([]);
  });
});
