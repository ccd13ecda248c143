import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Reply, recordApp } from '../../../testing/slack/record-app.ts';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../../testing/workspace.ts';

const ME = 'U0MARINA';
const workspace = await startTestWorkspace({ timing: { ackMs: 1000 } });
const client = webClientOf(workspace);
let reply: Reply = {};
const app = recordApp(workspace.slack.signingSecret, () => reply);
workspace.setApp(app.handler);
beforeEach(() => {
  reply = {};
});
afterAll(() => workspace.stop());

const plain = (text: string) => ({ type: 'plain_text', text });
const options = ['pt-BR', 'en'].map((value) => ({ text: plain(value), value }));
const input = (block_id: string, element: object, extra: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: 'value', ...element },
  ...extra,
});
const form = (title = 'Brief') => ({
  type: 'modal',
  callback_id: 'brief',
  private_metadata: 'kept',
  title: plain(title),
  submit: plain('Send'),
  blocks: [
    input('brief', { type: 'plain_text_input', max_length: 20 }),
    input('slides', {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: '5',
      max_value: '12',
      initial_value: '8',
    }),
    input('language', { type: 'static_select', options, initial_option: options[0] }),
    input('day', { type: 'datepicker', initial_date: '2026-12-01' }),
    input('tone', { type: 'plain_text_input' }, { optional: true }),
  ],
});

async function openForm(): Promise<string> {
  await workspace.command(ME, 'C0MARKETING', '/carousel');
  const trigger_id = String(app.of('command').at(-1)?.payload.trigger_id);
  const answer = await client.views.open({ trigger_id, view: form() as never });
  return String(answer.view?.id);
}
const titles = async () =>
  (await workspace.views(ME)).modals.map((view) => (view.title as { text: string }).text);
const submissions = () => app.of('interaction').filter((r) => r.payload.type === 'view_submission');

test('sends view_submission with the complete state and closes the modal', async () => {
  const id = await openForm();
  const answer = await workspace.submit(ME, id, {
    brief: { value: '5 erros' },
    slides: { value: 7 },
    language: { value: 'en' },
  });
  expect(answer).toMatchObject({ status: 200, response: {} });
  expect(submissions().at(-1)?.payload).toMatchObject({
    user: { id: ME },
    trigger_id: expect.any(String),
    response_urls: [],
    view: {
      id,
      callback_id: 'brief',
      private_metadata: 'kept',
      state: {
        values: {
          brief: { value: { type: 'plain_text_input', value: '5 erros' } },
          slides: { value: { type: 'number_input', value: '7' } },
          language: { value: { type: 'static_select', selected_option: options[1] } },
          tone: { value: { type: 'plain_text_input', value: null } },
        },
      },
    },
  });
  expect(await titles()).toEqual([]);
});

test('takes plain values, {value} and whole state objects alike; untouched inputs keep their initial values', async () => {
  await workspace.submit(ME, await openForm(), {
    brief: { value: { type: 'plain_text_input', value: 'a' } },
    language: { value: { type: 'static_select', selected_option: options[1] } },
  });
  expect(submissions().at(-1)?.payload).toMatchObject({
    view: {
      state: {
        values: {
          brief: { value: { value: 'a' } },
          slides: { value: { value: '8' } },
          language: { value: { selected_option: options[1] } },
          day: { value: { type: 'datepicker', selected_date: '2026-12-01' } },
        },
      },
    },
  });
});

test('a day comes as a date picker sends it, and as nothing else', async () => {
  const id = await openForm();
  for (const wrong of ['31/12/2026', '2026-02-30', 'tomorrow']) {
    const answer = await workspace.submit(ME, id, { brief: { value: 'a' }, day: { value: wrong } });
    expect(answer.error).toContain(`takes a day as YYYY-MM-DD, not "${wrong}"`);
  }
  await workspace.submit(ME, id, { brief: { value: 'a' }, day: { value: '2026-12-24' } });
  const sent = submissions().at(-1)?.payload as { view: { state: { values: object } } } | undefined;
  expect(sent?.view.state.values).toMatchObject({
    day: { value: { type: 'datepicker', selected_date: '2026-12-24' } },
  });
});

test.each([
  ['an empty required input', { brief: { value: '' } }, 'brief'],
  ['a text that is too long', { brief: { value: 'x'.repeat(21) } }, 'brief'],
  ['a number below the minimum', { brief: { value: 'a' }, slides: { value: 4 } }, 'slides'],
  ['a number above the maximum', { brief: { value: 'a' }, slides: { value: '13' } }, 'slides'],
  ['no number at all', { brief: { value: 'a' }, slides: { value: 'many' } }, 'slides'],
])("what Slack's client stops never reaches the app: %s", async (_what, values, block) => {
  const before = submissions().length;
  const id = await openForm();
  const answer = await workspace.submit(ME, id, values);
  expect(answer.status).toBe(400);
  expect(answer.response).toMatchObject({ errors: { [block]: expect.any(String) } });
  expect(submissions()).toHaveLength(before);
  expect(await titles()).toEqual(['Brief']);
});

test('a value for a block or option that does not exist is refused with those that do', async () => {
  const id = await openForm();
  const wrong = await workspace.submit(ME, id, { nowhere: { value: 'x' } });
  expect(wrong.http_status).toBe(400);
  expect(wrong.error).toContain('brief.value, slides.value');
  const option = await workspace.submit(ME, id, { language: { value: 'fr' } });
  expect(option.error).toContain('accepted: pt-BR, en');
});

describe('response_action', () => {
  const values = { brief: { value: 'a brief' } };

  test('errors keeps the modal and what was typed', async () => {
    const id = await openForm();
    reply = { body: { response_action: 'errors', errors: { brief: 'Too vague' } } };
    const answer = await workspace.submit(ME, id, values);
    expect(answer.response).toEqual({ response_action: 'errors', errors: { brief: 'Too vague' } });
    expect((await workspace.views(ME)).modals[0]).toMatchObject({
      id,
      state: { values: { brief: { value: { value: 'a brief' } } } },
    });
  });

  test('update shows another view in the same modal', async () => {
    const id = await openForm();
    reply = { body: { response_action: 'update', view: form('Working') } };
    await workspace.submit(ME, id, values);
    expect((await workspace.views(ME)).modals.map((v) => v.id)).toEqual([id]);
    expect(await titles()).toEqual(['Working']);
  });

  test('push puts a view on top, and submitting that one leads back', async () => {
    const id = await openForm();
    reply = { body: { response_action: 'push', view: form('Second') } };
    await workspace.submit(ME, id, values);
    expect(await titles()).toEqual(['Brief', 'Second']);
    reply = {};
    const top = (await workspace.views(ME)).modals.at(-1);
    await workspace.submit(ME, String(top?.id), values);
    expect(await titles()).toEqual(['Brief']);
  });

  test('clear closes the whole stack', async () => {
    const id = await openForm();
    reply = { body: { response_action: 'push', view: form('Second') } };
    await workspace.submit(ME, id, values);
    reply = { body: { response_action: 'clear' } };
    await workspace.submit(ME, String((await workspace.views(ME)).modals.at(-1)?.id), values);
    expect(await titles()).toEqual([]);
  });

  test('with a view that Slack would refuse says so and keeps the modal', async () => {
    const id = await openForm();
    reply = { body: { response_action: 'update', view: form('x'.repeat(25)) } };
    expect(await workspace.submit(ME, id, values)).toMatchObject({ error: 'invalid_arguments' });
    expect(await titles()).toEqual(['Brief']);
  });
});

test.each([
  [{ hang: true }, 'operation_timeout'],
  [{ status: 500 }, 'dispatch_failed'],
] as [Reply, string][])('an app that answers %j leaves the modal open', async (answer, error) => {
  const id = await openForm();
  reply = answer;
  const result = await workspace.submit(ME, id, { brief: { value: 'a' } });
  expect(result).toMatchObject({ error, response: null });
  expect(await titles()).toEqual(['Brief']);
});

test("another person's modal, or a closed one, cannot be submitted", async () => {
  const id = await openForm();
  const missing = { http_status: 404, error: 'view_not_found' };
  expect(await workspace.submit('U0LUCIA', id, {})).toMatchObject(missing);
  await workspace.close(ME, id);
  expect(await workspace.submit(ME, id, {})).toMatchObject(missing);
});
