import { describe, expect, it } from 'vitest';
import type { Log } from '../../platform/log.ts';
import { useBot } from '../../testing/bot/bot.ts';
import { JSON_TYPE } from '../../testing/slack.ts';

const lines: string[] = [];
const write =
  (level: string): Log['info'] =>
  (event, fields) =>
    void lines.push(`${level} ${event} ${fields?.code ?? ''}`.trim());
const log: Log = { info: write('info'), warn: write('warn'), error: write('error') };

const TEAM = { id: 'T0GREENLIGHT' };
const USER = { id: 'U0MARINA', team_id: 'T0GREENLIGHT' };
const about = { team: TEAM, user: USER, api_app_id: 'A0GREENLIGHT', trigger_id: 'trigger', token: 'x' };

describe('what Slack sends and no handler takes', () => {
  const on = useBot({ log });
  const form = (payload: unknown) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

  it.each([
    ['a JSON null', 'null', JSON_TYPE],
    ['a JSON array', '[]', JSON_TYPE],
    ['a JSON text', '"x"', JSON_TYPE],
    ['a JSON number', '1', JSON_TYPE],
    ['half a JSON', '{"type":', JSON_TYPE],
    ['a form whose payload is null', form(null), undefined],
    ['a form whose payload is a list', form([]), undefined],
    ['a form whose payload is empty', 'payload=', undefined],
  ])('refuses %s, and goes on', async (_, body, type) => {
    expect((await on.deliver(body, type ? { type } : {})).status).toBe(400);
    const alive = await on.workspace.command('U0MARINA', 'C0MARKETING', '/carousel', 'help');
    expect(alive.http_status).toBe(200);
  });

  it.each([
    ['an event without a type', { type: 'event_callback', team_id: TEAM.id, event: null }],
    ['an event that is a text', { type: 'event_callback', team_id: TEAM.id, event: 'x' }],
    [
      'an event of a foreign team',
      { type: 'event_callback', team_id: 'T0OTHER', event: { type: 'message' } },
    ],
    ['function_executed', { type: 'event_callback', team_id: TEAM.id, event: { type: 'function_executed' } }],
    ['an unknown envelope', { type: 'brand_new' }],
  ])('acknowledges %s at once, with no line at error level', async (_, body) => {
    lines.length = 0;
    expect((await on.deliver(JSON.stringify(body), { type: JSON_TYPE })).status).toBe(200);
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it.each([
    ['a shortcut', { ...about, type: 'shortcut', callback_id: 'x' }, ''],
    ['a closed form', { ...about, type: 'view_closed', view: { id: 'V1', callback_id: 'x' } }, ''],
    [
      'a menu that asks for options',
      { ...about, type: 'block_suggestion', action_id: 'x' },
      '{"options":[]}',
    ],
    ['a dialog', { ...about, type: 'dialog_submission', callback_id: 'x', submission: {} }, ''],
    ['a cancelled dialog', { ...about, type: 'dialog_cancellation', callback_id: 'x' }, ''],
    ['an empty list of actions', { ...about, type: 'block_actions', actions: [] }, ''],
  ])('acknowledges %s at once, with no line at error level', async (_, payload, answer) => {
    lines.length = 0;
    expect(await on.deliver(form(payload))).toEqual({ status: 200, text: answer });
    expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
  });

  it('keeps an unknown form open with what was typed, and says so', async () => {
    const view = {
      id: 'V1',
      type: 'modal',
      callback_id: 'of_another_version',
      state: { values: { brief: { text: { type: 'plain_text_input', value: 'typed for an hour' } } } },
    };
    const answer = await on.deliver(form({ ...about, type: 'view_submission', view }));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      response_action: 'errors',
      errors: { brief: expect.stringContaining('older version') },
    });
  });
});
