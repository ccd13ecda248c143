import { describe, expect, it } from 'vitest';
import { threadEvent } from './thread-event.ts';

const BOT = 'U0GREENLIGHT';
const reply = {
  type: 'message',
  channel: 'C1',
  user: 'U1',
  ts: '2.1',
  thread_ts: '1.1',
  text: 'shorter introduction',
};
const changed = (message: object, previous: object = {}) => ({
  type: 'message',
  subtype: 'message_changed',
  hidden: true,
  channel: 'C1',
  ts: '3.1',
  message: { ...reply, ...message },
  previous_message: { ...reply, ...previous },
});

describe('threadEvent()', () => {
  it('reads a reply', () => {
    expect(threadEvent(reply, BOT)).toEqual({
      kind: 'written',
      channel_id: 'C1',
      thread_ts: '1.1',
      ts: '2.1',
      author_id: 'U1',
      text: 'shorter introduction',
      files: 0,
      mentionsBot: false,
      aside: { aside: null, called: null },
    });
  });

  it.each(['file_share', 'thread_broadcast'])('reads a reply of subtype %s', (subtype) => {
    expect(threadEvent({ ...reply, subtype }, BOT)?.kind).toBe('written');
  });

  it('tells a message of a bot that was deleted from one of a person', () => {
    const gone = { subtype: 'message_deleted', channel: 'C1', deleted_ts: '2.1' };
    expect(threadEvent({ ...gone, previous_message: { ...reply, bot_id: 'B1' } }, BOT)).toEqual({
      kind: 'unshown',
      channel_id: 'C1',
      ts: '2.1',
    });
    expect(threadEvent({ ...gone, previous_message: reply }, BOT)?.kind).toBe('deleted');
  });

  it('counts the files of a reply without words', () => {
    const event = threadEvent({ ...reply, subtype: 'file_share', text: '', files: [{ id: 'F1' }] }, BOT);
    expect(event).toMatchObject({ text: '', files: 1 });
  });

  it('reads what is said to the bot without its name, and no broadcast as one', () => {
    expect(threadEvent({ ...reply, text: `<@${BOT}>, shorter <!channel> &lt;b&gt;` }, BOT)).toMatchObject({
      text: 'shorter @channel <b>',
      mentionsBot: true,
    });
    expect(threadEvent({ ...reply, text: '<@U2> can you look?' }, BOT)).toMatchObject({
      text: '@U2 can you look?',
      mentionsBot: false,
    });
  });

  it.each([
    ['a message outside threads', { ...reply, thread_ts: undefined }],
    ['the message that opens a thread', { ...reply, thread_ts: reply.ts }],
    ['a bot', { ...reply, bot_id: 'B1' }],
    ['a person who joins', { ...reply, subtype: 'channel_join' }],
    ['a message without an author', { ...reply, user: undefined }],
    ["the bot's own edit", changed({ bot_id: 'B1', text: 'new' }, { bot_id: 'B1' })],
    ['an unfurled link', changed({ attachments: [{}] })],
    ['an edit outside threads', changed({ thread_ts: undefined, text: 'new' }, { thread_ts: undefined })],
    [
      'a deletion outside threads',
      {
        subtype: 'message_deleted',
        channel: 'C1',
        deleted_ts: '2.1',
        previous_message: { user: 'U1', ts: '2.1' },
      },
    ],
    ['nothing', {}],
  ])('ignores %s', (_, event) => {
    expect(threadEvent(event, BOT)).toBeNull();
  });

  it('follows an edit by the ts of the message, not of the event', () => {
    expect(threadEvent(changed({ text: 'longer <@U2>', edited: { user: 'U1', ts: '3.1' } }), BOT)).toEqual({
      kind: 'edited',
      channel_id: 'C1',
      thread_ts: '1.1',
      ts: '2.1',
      author_id: 'U1',
      text: 'longer @U2',
    });
  });

  it('follows a deletion, also when Slack keeps a tombstone or says little', () => {
    const gone = { kind: 'deleted', channel_id: 'C1', ts: '2.1' };
    const event = {
      type: 'message',
      subtype: 'message_deleted',
      channel: 'C1',
      deleted_ts: '2.1',
      ts: '3.1',
    };
    expect(threadEvent({ ...event, previous_message: reply }, BOT)).toEqual(gone);
    expect(threadEvent(event, BOT)).toEqual(gone);
    expect(threadEvent(changed({ subtype: 'tombstone', text: 'This message was deleted.' }), BOT)).toEqual(
      gone,
    );
  });
});
