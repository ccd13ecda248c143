import { describe, expect, it } from 'vitest';
import { en, ptBr } from './texts.ts';

/** Every sentence by its path; arguments are marks that are words of neither language. */
function sentences(texts: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const name = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(name, value);
    else if (typeof value === 'function') {
      const made: unknown = value(...argumentsOf(name, value.length));
      if (typeof made === 'string') found.set(name, made);
      else for (const [inner, sentence] of sentences(made as object, name)) found.set(inner, sentence);
    } else for (const [inner, sentence] of sentences(value, name)) found.set(inner, sentence);
  }
  return found;
}

function argumentsOf(name: string, count: number): unknown[] {
  if (name === 'list.details') {
    return [{ kindMrkdwn: 'QX0', language: 'QX1', personMrkdwn: 'QX2', dateMrkdwn: 'QX3', passages: 1234 }];
  }
  const numbers = /tooLong$|noSuchNumber|range/;
  return Array.from({ length: count }, (_, n) =>
    numbers.test(name) && !name.startsWith('file.') ? 1234 + n : `QX${n}`,
  );
}

const english = sentences(en.knowledge);
const portuguese = sentences(ptBr.knowledge);
const same = ['locale', 'command.unknown'];

describe('the texts of /knowledge in en and pt-BR', () => {
  it('have the same keys', () => {
    expect([...portuguese.keys()]).toEqual([...english.keys()]);
    expect(english.size).toBeGreaterThan(150);
  });

  it.each([...english.keys()])('%s is translated and complete', (key) => {
    const [first, second] = [english.get(key) ?? '', portuguese.get(key) ?? ''];
    for (const text of [first, second]) expect(text).not.toMatch(/undefined|NaN|\[object/);
    if (!same.includes(key) && /[a-z]{3,}/.test(first.replaceAll(/QX\d/g, '')))
      expect(second).not.toBe(first);
    const given = (text: string) => [...new Set(text.match(/QX\d/g))].sort();
    expect(given(second)).toEqual(given(first));
  });

  it.each([...portuguese.keys()])('%s has no English left in Portuguese', (key) => {
    const words = portuguese.get(key)?.replaceAll(/`[^`]*`/g, '');
    expect(words).not.toMatch(
      /\b(the|and|of|is|are|not|your|you|with|press|draft|this|please|database|rules?|document)\b/i,
    );
  });

  it('write numbers and counts as the language does', () => {
    expect(en.knowledge.list.heading(1)).toContain('1 document');
    expect(en.knowledge.list.heading(1234)).toContain('1,234 documents');
    expect(ptBr.knowledge.list.heading(1)).toContain('1 documento');
    expect(ptBr.knowledge.list.heading(1234)).toContain('1.234 documentos');
  });

  it('fit where Slack shows them', () => {
    for (const t of [en.knowledge, ptBr.knowledge]) {
      const titles = [
        t.add.title,
        t.add.submit,
        t.add.close,
        t.add.workingTitle,
        t.ruleForm.titleAdd,
        t.ruleForm.titleEdit,
        t.ruleForm.submit,
        t.voiceForm.title,
        t.brand.form.title,
        t.brand.form.submit,
      ];
      for (const title of titles) expect([title, title.length <= 24]).toEqual([title, true]);
      const options = [
        ...Object.values(t.ruleForm.kindOptions),
        ...Object.values(t.ruleForm.severityOptions),
        t.rules.everyLanguage,
        t.add.auto,
      ];
      for (const option of options) expect([option, option.length <= 75]).toEqual([option, true]);
      expect(t.command.help.length).toBeLessThan(3000);
    }
  });
});
