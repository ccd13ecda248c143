import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Reply, recordApp } from '../../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let now = Date.now();
const workspace = await startTestWorkspace({ now: () => now });
const client = webClientOf(workspace);
let reply: Reply = {};
const app = recordApp(workspace.slack.signingSecret, () => reply);
workspace.setApp(app.handler);
afterAll(() => workspace.stop());
beforeEach(async () => {
  reply = {};
  for (const view of (await workspace.views('U0MARINA')).modals.reverse())
    await workspace.close('U0MARINA', view.id);
});

const plain = (text: string) => ({ type: 'plain_text', text });
const modal = (title = 'Brief', extra: Record<string, unknown> = {}) =>
  ({
    type: 'modal',
    callback_id: 'brief',
    title: plain(title),
    submit: plain('Send'),
    blocks: [
      {
        type: 'input',
        block_id: 'brief',
        label: plain('Brief'),
        element: { type: 'plain_text_input', action_id: 'text' },
      },
      {
        type: 'actions',
        block_id: 'more',
        elements: [{ type: 'button', action_id: 'help', text: plain('?') }],
      },
    ],
    ...extra,
  }) as never;

/** A person types the command; the trigger is what the app then has. */
async function trigger(): Promise<string> {
  await workspace.command('U0MARINA', HERE, '/carousel');
  return String(app.of('command').at(-1)?.payload.trigger_id);
}
const open = async (view = modal()) => {
  const answer = await client.views.open({ trigger_id: await trigger(), view });
  return String(answer.view?.id);
};

describe('a trigger', () => {
  test('opens one modal, then is exchanged', async () => {
    const trigger_id = await trigger();
    await client.views.open({ trigger_id, view: modal() });
    expect(await refusalOf(client.views.open({ trigger_id, view: modal() }))).toBe('exchanged_trigger_id');
    expect((await workspace.views('U0MARINA')).modals).toHaveLength(1);
    expect((await workspace.views('U0LUCIA')).modals).toHaveLength(0);
  });

  test('expires after three seconds', async () => {
    const trigger_id = await trigger();
    now += 3001;
    expect(await refusalOf(client.views.open({ trigger_id, view: modal() }))).toBe('expired_trigger_id');
  });

  test('that Slack never gave is invalid', async () => {
    expect(await refusalOf(client.views.open({ trigger_id: '1.2.3', view: modal() }))).toBe(
      'invalid_trigger_id',
    );
  });

  test('is not spent on a view that is refused', async () => {
    const trigger_id = await trigger();
    const tooLong = client.views.open({ trigger_id, view: modal('x'.repeat(25)) });
    await expect(tooLong).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
        },
      },
    });
    expect((await client.views.open({ trigger_id, view: modal() })).ok).toBe(true);
  });
});

test('views.push stacks up to three modals from clicks inside them', async () => {
  const first = await open();
  const push = async (from: string, title: string) => {
    await workspace.clickInView('U0MARINA', from, 'help');
    const trigger_id = String(app.of('interaction').at(-1)?.payload.trigger_id);
    return String((await client.views.push({ trigger_id, view: modal(title) })).view?.id);
  };
  const second = await push(first, 'Second');
  const third = await push(second, 'Third');
  const { modals } = await workspace.views('U0MARINA');
  expect(modals.map((view) => view.id)).toEqual([first, second, third]);
  expect(modals[2]).toMatchObject({ root_view_id: first, previous_view_id: second });
  expect(await refusalOf(push(third, 'Fourth'))).toBe('push_limit_reached');
});

test('views.update keeps what was typed and refuses an old hash', async () => {
  const id = await open();
  await workspace.clickInView('U0MARINA', id, 'help', { state: { brief: { text: 'half typed' } } });
  const before = (await workspace.views('U0MARINA')).modals[0];
  await client.views.update({ view_id: id, view: modal('Changed') });
  expect((await workspace.views('U0MARINA')).modals[0]).toMatchObject({
    title: plain('Changed'),
    state: { values: { brief: { text: { value: 'half typed' } } } },
  });
  const late = client.views.update({ view_id: id, hash: String(before?.hash), view: modal('Late') });
  expect(await refusalOf(late)).toBe('hash_conflict');
});

test('views.update of a closed modal is refused', async () => {
  const id = await open();
  await workspace.close('U0MARINA', id);
  expect(await refusalOf(client.views.update({ view_id: id, view: modal() }))).toBe('not_found');
});

test('closing tells the app only if the view asked for it', async () => {
  await workspace.close('U0MARINA', await open());
  expect(app.of('interaction').some((r) => r.payload.type === 'view_closed')).toBe(false);
  const id = await open(modal('Brief', { notify_on_close: true }));
  await workspace.close('U0MARINA', id);
  expect(app.of('interaction').at(-1)?.payload).toMatchObject({ type: 'view_closed', view: { id } });
});

test('views.publish shows the home tab that app_home_opened asked for', async () => {
  await workspace.call('POST', 'home', { user_id: 'U0RENATA' });
  await workspace.idle();
  expect(app.events('app_home_opened')).toContainEqual(
    expect.objectContaining({ user: 'U0RENATA', tab: 'home' }),
  );
  const home = { type: 'home', blocks: [{ type: 'header', text: plain('My jobs') }] } as never;
  await client.views.publish({ user_id: 'U0RENATA', view: home });
  expect((await workspace.views('U0RENATA')).home).toMatchObject({ type: 'home' });
  expect((await workspace.views('U0MARINA')).home).toBeNull();
});
