import { expect, test } from 'vitest';
import { recordApp } from '../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../testing/workspace.ts';

const HOUR = 3_600_000;
const view = {
  type: 'modal',
  title: { type: 'plain_text', text: 'Brief' },
  blocks: [{ type: 'divider' }],
} as const;

test.each([true, false])(
  'triggers and response urls outlive a moved clock only if carried: %s',
  async (isCarried) => {
    let now = Date.UTC(2026, 10, 22, 12);
    const workspace = await startTestWorkspace({ now: () => now });
    const app = recordApp(workspace.slack.signingSecret);
    workspace.setApp(app.handler);
    await workspace.command('U0MARINA', 'C0MARKETING', '/carousel');
    const { trigger_id, response_url } = app.of('command').at(-1)?.payload ?? {};
    now += HOUR;
    if (isCarried) workspace.slack.carry(HOUR);
    const opened = webClientOf(workspace).views.open({ trigger_id: String(trigger_id), view: view as never });
    const answered = fetch(`${workspace.origin}${new URL(String(response_url)).pathname}`, {
      method: 'POST',
      body: '{"text":"late"}',
    });
    if (isCarried) await opened;
    else expect(await refusalOf(opened)).toBe('expired_trigger_id');
    expect((await answered).status).toBe(isCarried ? 200 : 404);
    await workspace.stop();
  },
);
