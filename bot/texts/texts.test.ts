import { describe, expect, it, test } from 'vitest';
import { checkpointData, failureCodes, jobStatuses, jobTypes } from '../../ports/content.ts';
import { slackLimits } from '../../ports/slack-limits.ts';
import { aDraft, aJob, anItem } from '../../testing/bot/samples.ts';
import { progressMessage } from '../drafts/progress-message.ts';
import { reviewCard } from '../review/review-card.ts';
import { dateToken } from '../slack/blocks.ts';
import { en, ptBr, type Texts } from './texts.ts';

/** Every sentence by its path; functions are called with arguments that cannot be words of either language. */
function sentences(texts: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (name === 'errors' || name === 'findings') continue;
    if (typeof value === 'string') found.set(name, value);
    else if (typeof value === 'function') {
      const said: unknown = value(...argumentsOf(name, value.length));
      if (typeof said === 'string') found.set(name, said);
      else for (const [inner, sentence] of sentences(said as object, name)) found.set(inner, sentence);
    } else for (const [inner, sentence] of sentences(value, name)) found.set(inner, sentence);
  }
  return found;
}

function argumentsOf(name: string, count: number): unknown[] {
  if (name.endsWith('.didYouMean')) return ['QX1', 'status'];
  const numbers =
    /slide|tooLong|tooMany|step$|version|working|awaitingReview|heading|pages|quorum|intro|alreadyApproved|retryAt|length|outOfRange|goingOn|retryFrom|readingTime|characters|part(Changed|Added|Removed)|files|storedFacts|plan$|addressesHint/i;
  return Array.from({ length: count }, (_, n) => (numbers.test(name) && n < 2 ? 1234 + n : `QX${n}`));
}

/** Without the rooms that are a key each: the knowledge base has a test of its own, and the glossary reads all. */
function general({ knowledge, outreach, team, scores, ...texts }: Texts): Map<string, string> {
  return sentences(texts);
}
const english = general(en);
const portuguese = general(ptBr);
/** The same word in both languages, or a name. */
const same = [
  'locale',
  'brief.fields.slides',
  'card.slideTitles',
  'card.slide',
  'card.post',
  'history.columns.tokens',
  'enrichment.unread',
  'home.heading',
  'progress.details.slides',
  'stops.tokens',
];

/** What jobs end with besides what agents say. */
const codesOfSql = [
  'no_brand_kit',
  'no_house_rules',
  'channel_unreachable',
  'worker_lost',
  'internal',
  'database_unavailable',
];

describe('the texts in en and pt-BR', () => {
  it('have the same keys', () => {
    expect([...portuguese.keys()]).toEqual([...english.keys()]);
    expect(english.size).toBeGreaterThan(150);
  });

  it.each([...english.keys()])('%s is translated and complete', (key) => {
    const [first, second] = [english.get(key) ?? '', portuguese.get(key) ?? ''];
    expect(first).not.toMatch(/undefined|NaN|\[object/);
    expect(second).not.toMatch(/undefined|NaN|\[object/);
    if (!same.includes(key) && /[a-z]{3,}/.test(first.replaceAll(/QX\d/g, '')))
      expect(second).not.toBe(first);
    const given = (text: string) => [...new Set(text.match(/QX\d/g))].sort();
    expect(given(second)).toEqual(given(first));
  });

  it.each([...portuguese.keys()])('%s has no English left in Portuguese', (key) => {
    const words = portuguese
      .get(key)
      ?.replaceAll(/`[^`]*`/g, '')
      .replace('offline writer', '');
    expect(words).not.toMatch(
      /\b(the|and|of|is|are|not|your|you|with|for|press|draft|this|please|database|approved|slides? was)\b/i,
    );
  });

  it.each([...failureCodes, ...codesOfSql])('explain %s in words of their own', (code) => {
    const error = { code, message: 'for the log' };
    const [first, second] = [en.errors(error, 'UDI', 'blog', 1), ptBr.errors(error, 'UDI', 'blog', 1)];
    expect(first.happened).not.toBe(second.happened);
    expect(first.todo).not.toBe(second.todo);
    for (const text of [...Object.values(first), ...Object.values(second)]) {
      expect(text).not.toMatch(/for the log|unexpected happened \(|algo inesperado \(/);
      expect(text.length).toBeGreaterThan(10);
    }
  });

  it('name the code of a failure that they do not know', () => {
    const error = { code: 'anything_else', message: 'for the log' };
    for (const texts of [en, ptBr])
      expect(texts.errors(error, 'UDI', 'blog', 1).happened).toContain('(anything_else)');
  });

  it.each([
    'bad_brief',
    'bad_rules',
    'bad_upload',
    'upload_empty',
    'upload_too_large',
    'unknown_account',
    'token_refused',
  ])('tell in words of their own why the database refuses with %s', (code) => {
    const said = [en, ptBr].map(({ command }) => command.refused(code));
    expect(said[0]).not.toBe(said[1]);
    for (const line of said) expect(line).not.toMatch(/bad_|upload_|unknown_|token_|undefined/);
  });

  it('name the code of a refusal that they do not know, and what to do next', () => {
    expect(en.command.refused('constructor')).toMatch(/^Nothing was started: .*"constructor".*try again/);
    expect(ptBr.command.refused('constructor')).toMatch(/^Nada foi iniciado: .*"constructor".*tente de novo/);
  });

  it('name every status of a job', () => {
    for (const texts of [en, ptBr]) {
      for (const status of jobStatuses) {
        expect(texts.brief.status[status]).toBeTruthy();
        expect(texts.job.status[status]).toBeTruthy();
      }
    }
  });

  it('write numbers as the language does', () => {
    expect(en.command.tooLong(40_000, 2000)).toContain('40,000 characters; up to 2,000');
    expect(ptBr.command.tooLong(40_000, 2000)).toContain('40.000 caracteres; são aceitos até 2.000');
    expect(ptBr.kinds.blog.form.briefHint).toContain('2.000');
    expect(ptBr.changes.errors.tooLong(2345, 2000)).toContain('2.345');
  });
});

test('dateToken() leaves zone and language to the reader, and falls back to the team', () => {
  const at = '2026-11-22T15:05:00Z';
  expect(dateToken(at, 'en')).toBe(
    `<!date^${Date.parse(at) / 1000}^{date_short_pretty} {time}|Nov 22, 2026, 3:05 PM UTC>`,
  );
  expect(dateToken(at, 'pt-BR')).toContain('|22 de nov. de 2026, 15:05 UTC>');
  expect(dateToken('soon', 'en')).toBe('');
});

test('the card tells findings of the house rules and the steps tell their outcome in the team language', () => {
  const base = aDraft().content;
  const params = { pattern: 'o melhor', reason: 'sem superlativos' };
  const warnings = [{ place: 2, code: 'banned_word' as const, params }];
  const item = { ...anItem(), draft: aDraft(5, { content: { ...base, warnings } }) };
  const card = JSON.stringify(reviewCard({ item, currentCard: null, withPicture: false }, ptBr).blocks);
  expect(card).toContain('Slide 2: As regras da casa proíbem “o melhor”: sem superlativos');

  const step = (detail: unknown) => ({ node: 'write', started_at: '', ended_at: 'x', detail });
  const steps = (
    [
      ['passages', 12],
      ['passages', 1],
      ['slides', 1],
      ['words', 1234],
      ['to_repair', 3],
      ['passed', 0],
    ] as const
  ).map(([code, count]) => step([{ code, count }]));
  const shown = (...of: unknown[]) =>
    JSON.stringify(
      progressMessage(aJob({ checkpoint_data: checkpointData.parse({ steps: of }) }), ptBr).blocks,
    );
  for (const words of ['12 trechos', '1 trecho', '1 slide', '1.234 palavras', '3 a corrigir', 'tudo certo'])
    expect(shown(...steps)).toContain(`(${words})`);
  // As words up to 2026-11-30, or of a fact that only a later version knows.
  for (const other of ['12 passages', [{ code: 'volumes', count: 2 }]])
    expect(shown(step(other))).toContain('✓ Escrever o texto\\n');
});

test.each(jobTypes)('what is asked before a %s is cancelled fits the dialog of Slack', (type) => {
  for (const texts of [en, ptBr]) {
    const asked = texts.progress.confirmCancel(texts.work[type]);
    expect(asked.confirm.length).toBeLessThanOrEqual(slackLimits.confirmButton);
    expect(asked.deny.length).toBeLessThanOrEqual(slackLimits.confirmButton);
    expect(asked.title.length).toBeLessThanOrEqual(slackLimits.confirmTitle);
  }
});
