import { describe, expect, it } from 'vitest';
import { silentLog } from '../platform/log.ts';
import type { PeopleCalls } from '../ports/people.ts';
import { teamTexts } from './team-texts.ts';

type Team = NonNullable<Awaited<ReturnType<PeopleCalls['getTeam']>>>;

/** A database that answers after so many ms of a clock that only its sleepers move; null: it is away. */
function slowDatabase() {
  const state: { locale: Team['locale']; ms: number | null } = { locale: 'pt-BR', ms: 0 };
  let now = 0;
  let asked = 0;
  const waiting: { at: number; wake: () => void }[] = [];
  const sleep = (ms: number) => new Promise<void>((wake) => waiting.push({ at: now + ms, wake }));
  const people = {
    async getTeam() {
      asked += 1;
      if (state.ms === null) throw new TypeError('fetch failed');
      if (state.ms > 0) await sleep(state.ms);
      // SAFETY: nothing else of a team is read.
      return { locale: state.locale } as Team;
    },
  };
  /** Wakes who sleeps shortest, until the work is done. */
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    const ended = work.finally(() => {
      done = true;
    });
    while (!done) {
      await new Promise(setImmediate);
      const next = waiting.sort((a, b) => a.at - b.at).shift();
      if (next && !done) {
        now = Math.max(now, next.at);
        next.wake();
      }
    }
    return ended;
  };
  const clock = { now: () => now, sleep: (ms: number) => sleep(ms) };
  const spoken = teamTexts(people, clock, silentLog);
  const language = async () => (await run(spoken.textsFor('T1'))).locale;
  return { state, spoken, run, language, asked: () => asked };
}

describe('teamTexts()', () => {
  it('learns a language from a database that is slower than an answer may wait', async () => {
    const { state, spoken, run, language } = slowDatabase();
    state.ms = 2_000;
    await run(spoken.learn('T1'));
    expect(await language()).toBe('pt-BR');
  });

  it('speaks English while the database has never said, and waits for it no longer than an answer may', async () => {
    const { state, language } = slowDatabase();
    state.ms = 300;
    expect(await language()).toBe('en');
    state.ms = null;
    expect(await language()).toBe('en');
  });

  it('asks once for all who speak in the same moment', async () => {
    const { state, spoken, run, asked } = slowDatabase();
    state.ms = 100;
    const all = Promise.all([1, 2, 3].map(() => spoken.textsFor('T1')));
    expect((await run(all)).map(({ locale }) => locale)).toEqual(['pt-BR', 'pt-BR', 'pt-BR']);
    expect(asked()).toBe(1);
  });

  it('keeps the language that it knew while a slow database does not say the new one, then takes it', async () => {
    const { state, spoken, language } = slowDatabase();
    expect(await language()).toBe('pt-BR');
    state.locale = 'en';
    spoken.forget('T1');
    state.ms = null;
    expect(await language()).toBe('pt-BR');
    state.ms = 0;
    expect(await language()).toBe('en');
  });
});
