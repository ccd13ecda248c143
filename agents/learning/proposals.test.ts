import { describe, expect, it } from 'vitest';
import type { CarouselDraft, Correction, HouseRules, Language } from '../../ports/content.ts';
import { histories, type Story } from '../../testing/learning/histories.ts';
import { findBanned } from '../text/find-banned.ts';
import { correctionsOf } from './corrections-of.ts';

const noRules: HouseRules = { version: 1, voice: '', rules: [] };

function draft(body: string, language: Language): CarouselDraft {
  return {
    ...{ kind: 'carousel', title: 'T', language, slides: [], sources: [], model: 'm' },
    ...{ post: { hook: '', body, hashtags: [] }, brand_version: 1, offline: false },
  };
}

/** Each step's corrections, with the job that they are of. */
function corrected({ language, steps, rules }: Story): { job: number; found: Correction[] }[] {
  return steps.map(({ job, before, after, said }) => ({
    job,
    found: correctionsOf({
      before: draft(before, language),
      after: draft(after, language),
      by_hand: said === undefined,
      words: said === undefined ? [] : [said],
      rules: { ...noRules, ...rules },
      speaks: language,
    }),
  }));
}

/** What the database proposes (`content.propose`): three of two jobs, more than the other way, and a rule that fits. */
function proposed(story: Story): string[] {
  const all = corrected(story).flatMap(({ job, found }) => found.map((one) => ({ job, ...one })));
  const alike = (signature: string | null) => all.filter((one) => one.signature === signature);
  const ways = [...new Set(all.map((one) => one.signature))];
  return ways.flatMap((signature) => {
    const those = alike(signature);
    const [newest] = those.toReversed();
    const enough = those.length - alike(newest?.opposite ?? null).length >= 3;
    if (!enough || new Set(those.map((one) => one.job)).size < 2 || !newest?.candidate) return [];
    return [newest.candidate.kind === 'rule' ? newest.candidate.rule.pattern : newest.signature];
  });
}

describe('of labelled histories', () => {
  const should = histories.filter(({ wants }) => wants !== null);
  const shouldNot = histories.filter(({ wants }) => wants === null);

  it('there are enough of both kinds, in both languages', () => {
    expect(should.length).toBeGreaterThanOrEqual(20);
    expect(shouldNot.length).toBeGreaterThanOrEqual(20);
    for (const language of ['pt', 'en'] as const) {
      expect(histories.filter((one) => one.language === language).length).toBeGreaterThanOrEqual(18);
    }
  });

  it('at least 9 of 10 that should lead to a proposal do, each to the one that is meant and no other', () => {
    const missed = should.filter(({ name: _, ...story }) => {
      const found = proposed(story as Story);
      return found.length !== 1 || !story.wants?.test(found[0] ?? '');
    });
    const report = missed.map((one) => `${one.name}: ${proposed(one).join(' | ') || 'nothing'}`).join('\n');
    expect(missed.length / should.length, report).toBeLessThanOrEqual(0.1);
  });

  it('at most 1 of 20 that should lead to none does', () => {
    const alarms = shouldNot.filter((one) => proposed(one).length > 0);
    const report = alarms.map((one) => `${one.name}: ${proposed(one).join(' | ')}`).join('\n');
    expect(alarms.length / shouldNot.length, report).toBeLessThanOrEqual(0.05);
  });

  it('a rule that bans words finds what people changed in each text, and less in what they made of it', () => {
    const banning = should.flatMap((one) =>
      corrected(one).flatMap(({ found }, i) =>
        found.flatMap(({ candidate }) =>
          candidate?.kind === 'rule' && candidate.rule.kind === 'banned_word'
            ? [{ rule: { ...candidate.rule, id: 'learned-1' }, step: one.steps[i] }]
            : [],
        ),
      ),
    );
    expect(banning.length).toBeGreaterThan(20);
    for (const { rule, step } of banning) {
      const breaches = (text = '') => findBanned(text, [rule]).length;
      expect(breaches(step?.before), rule.pattern).toBeGreaterThan(breaches(step?.after));
    }
  });
});
