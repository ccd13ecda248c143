import { describe, expect, it } from 'vitest';
import { broadcastQuestion, broadcastsOf } from './broadcasts.ts';
import type { Channel } from './types.ts';

const channel = (name: string, people: number): Channel => ({
  id: 'C1',
  name,
  is_private: false,
  members: ['UBOT', ...Array.from({ length: people }, (_, n) => `U${n}`)],
});
const names = (of: Channel | undefined) => broadcastsOf(of).map(({ name }) => name);

describe('broadcastsOf()', () => {
  it('offers @everyone in the general channel alone, and nothing in a direct message', () => {
    expect(names(channel('marketing', 3))).toEqual(['channel', 'here']);
    expect(names(channel('general', 3))).toEqual(['channel', 'here', 'everyone']);
    expect(names({ ...channel('', 2), is_im: true })).toEqual([]);
    expect(names(undefined)).toEqual([]);
  });
});

describe('broadcastQuestion()', () => {
  it('asks from six members on, the app not counted', () => {
    expect(broadcastQuestion('oi @here', channel('sales', 5), 'UBOT')).toBeNull();
    expect(broadcastQuestion('oi @here', channel('sales', 6), 'UBOT')).toMatchObject({
      title: { text: 'Call everyone with @here?' },
      text: { text: '5 other people in #sales are notified of this message.' },
    });
  });

  it.each(['<!channel>', 'ana@channel.example', '@channels', 'the channel'])('takes %s for text', (typed) => {
    expect(broadcastQuestion(typed, channel('sales', 9), 'UBOT')).toBeNull();
  });
});
