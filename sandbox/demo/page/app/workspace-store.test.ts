import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ControlApi } from './control-api.ts';
import type { Person, WorkspaceState } from './types.ts';
import { createWorkspaceStore } from './workspace-store.ts';

const MARINA = 'U1MARINA';
const LUCIA = 'U2LUCIA';
const person = (id: string): Person => ({ id, name: id, role: 'member', tz: 'UTC' });
const state: WorkspaceState = {
  team: { id: 'T1', name: 'Alba' },
  bot_user_id: 'U3APP',
  users: [person(MARINA), person(LUCIA)],
  channels: [{ id: 'C1', name: 'marketing', is_private: false, members: [MARINA, LUCIA] }],
  shortcuts: [],
  now: new Date(0).toISOString(),
};
const news = { type: 'message', channel_id: 'C1', ts: '1.000001' };
const newChannel = { type: 'channel', channel_id: 'C1' };
/** A start and a switch of person read this often before anything is on screen. */
const answersBefore = [0, 1, 2, 3, 4, 5];

/** A page whose reads wait until `answer` lets one out. */
function slowPage() {
  const waiting: (() => void)[] = [];
  const later = <T>(value: T): Promise<T> => new Promise((done) => waiting.push(() => done(value)));
  const asked: (readonly string[])[] = [];
  const held = new Map<string, string>();
  const api: Partial<ControlApi> = {
    state: () => later(state),
    commands: () => later([]),
    views: () => later({ modals: [], home: null }),
    messages: (_user, _channel, _thread, only = []) => {
      asked.push(only);
      const found = [...held].filter(([ts]) => only.length === 0 || only.includes(ts));
      return later(found.map(([ts, text]) => ({ ts, text, user: MARINA })));
    },
    threads: () => later([]),
  };
  const store = createWorkspaceStore({
    api: api as ControlApi,
    marks: { get: () => null, set: () => {} },
    now: () => 0,
    showPlace: () => {},
    isVisible: () => true,
    dismissed: { read: () => [], write: () => {} },
  });
  type Order = 'oldest first' | 'newest first';
  const answer = async (order: Order = 'oldest first') => {
    (order === 'oldest first' ? waiting.shift() : waiting.pop())?.();
    await turnOfTheLoop();
    return waiting.length > 0;
  };
  const answerAll = async (order?: Order) => {
    while (await answer(order));
  };
  return { store, answer, answerAll, asked, held };
}

test.each(answersBefore)(
  'an event after %i answers of a start: the page is still of whom it was opened for',
  async (count) => {
    const { store, answer, answerAll } = slowPage();
    const started = store.start({ user: LUCIA, channel: 'C1' });
    for (let n = 0; n < count; n++) await answer();
    store.onEvent(news);
    await answerAll();
    await started;
    expect(store.get()).toMatchObject({ phase: 'ready', me: { id: LUCIA }, channel: 'C1' });
  },
);

test.each(answersBefore)(
  'a person who is switched to after %i answers of another reading stays',
  async (count) => {
    const { store, answer, answerAll } = slowPage();
    const started = store.start({ user: MARINA, channel: 'C1' });
    await answerAll();
    await started;
    store.onEvent(newChannel);
    for (let n = 0; n < count; n++) await answer();
    const switched = store.switchPerson(LUCIA);
    await answerAll('newest first');
    await switched;
    expect(store.get().me?.id).toBe(LUCIA);
  },
);

test('news of some messages reads these, not the whole channel again', async () => {
  const { store, answerAll, asked, held } = slowPage();
  held.set('1.000001', 'first').set('1.000002', 'second').set('1.000003', 'third');
  const started = store.start({ user: MARINA, channel: 'C1' });
  await answerAll();
  await started;
  held.set('1.000002', 'edited').set('1.000004', 'new');
  held.delete('1.000003');
  asked.length = 0;
  for (const ts of ['1.000002', '1.000003', '1.000004']) store.onEvent({ ...news, ts });
  await answerAll();
  expect(store.get().messages.C1?.map(({ text }) => text)).toEqual(['first', 'edited', 'new']);
  // The second and third came while the first was being read.
  expect(asked).toEqual([['1.000002'], ['1.000003', '1.000004']]);
});

test('a part that is answered after the person left and came back does not stand for the whole', async () => {
  const { store, answer, answerAll, held } = slowPage();
  held.set('1.000001', 'first').set('1.000002', 'second');
  const started = store.start({ user: MARINA, channel: 'C1' });
  await answerAll();
  await started;
  store.onEvent({ ...news, ts: '1.000002' });
  const switches = [store.switchPerson(LUCIA), store.switchPerson(MARINA)];
  while (await answer('newest first'));
  await answerAll();
  await Promise.all(switches);
  expect(store.get().messages.C1).toHaveLength(2);
});
