import { describe, expect, it } from 'vitest';
import { requestFault } from './request-fault.ts';

describe('requestFault()', () => {
  it.each([null, undefined, true, 7, 'text', [], [{ type: 'block_actions' }]])(
    'refuses %j, which is no object',
    (body) => {
      expect(requestFault(body)).toBe('no_object');
    },
  );

  it.each([
    { type: 'event_callback', event: null },
    { type: 'event_callback', event: 'message' },
    { type: 'event_callback', event: [] },
    { type: 'event_callback', event: { type: 7 } },
    { type: 'block_actions', actions: [] },
    { type: 'block_actions', actions: {} },
    { type: 'block_actions', actions: [null] },
    { type: 'view_submission' },
    { type: 'view_closed', view: 'V1' },
    { type: 'block_actions', actions: [{}], channel: 'C1' },
    { type: 'message_action', user: [] },
  ])('refuses %j, into which Bolt would look', (body) => {
    expect(requestFault(body)).not.toBeNull();
  });

  it.each([
    { command: '/blog', team_id: 'T1', user_id: 'U1', channel_id: 'C1' },
    { type: 'event_callback', event: { type: 'message' } },
    { type: 'block_actions', actions: [{ action_id: 'a' }], channel: null },
    { type: 'block_actions', actions: [{ action_id: 'a' }], channel: { id: 'C1' }, user: { id: 'U1' } },
    { type: 'view_submission', view: { callback_id: 'v' } },
    { type: 'dialog_cancellation' },
  ])('takes %j', (body) => {
    expect(requestFault(body)).toBeNull();
  });
});
