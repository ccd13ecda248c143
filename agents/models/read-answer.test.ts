import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readAnswer } from './read-answer.ts';

const schema = z.object({
  word: z.string(),
  count: z.number(),
  kind: z.enum(['how_to', 'story']),
  note: z.string().nullable(),
  parts: z.array(z.object({ id: z.string() })),
});
const good = { word: 'yes', count: 3, kind: 'how_to', note: null, parts: [{ id: 'a' }] };
const json = JSON.stringify(good);
const read = (text: string, cutOff = false) => readAnswer({ text, cutOff }, schema);

describe('readAnswer()', () => {
  it.each([
    ['as it was asked for', json],
    ['after a byte order mark', `\uFEFF${json}`],
    ['in a fence', `\`\`\`json\n${json}\n\`\`\``],
    ['in a fence with words around it', `Here it is:\n\`\`\`\n${json}\n\`\`\`\nAnything else?`],
    ['after a thought', `<think>is {"word":"no"} right?</think>\n${json}`],
    ['after a thought whose beginning is missing', `so it is.\n</think>${json}`],
    ['in a thought that is not closed', `<think>I write\n${json}`],
    ['after a draft of it', `${JSON.stringify({ ...good, word: 1 })}\nNo, better:\n${json}`],
    ['with words before and after', `Sure! ${json} I hope that helps {a lot}.`],
    ['under a name of its own', `{"answer":${json}}`],
    ['in a list of one', `[${json}]`],
    ['as a text within JSON', JSON.stringify(json)],
    ['with a comma too many', json.replace('}]', '},]').replace('null,', 'null, ')],
    ['with curly quotes', json.replaceAll('"', '”').replace(/”(\w)/g, '“$1')],
    ['with the names of Python', json.replace('null', 'None')],
    ['with another case in an enum', json.replace('how_to', 'How to')],
    ['with a number as a text', json.replace('3', '"3"')],
    ['without a nullable key', json.replace('"note":null,', '')],
    ['with an unknown key', json.replace('{', '{"why":"because",')],
  ])('reads an answer %s', (_what, text) => {
    expect(read(text)).toEqual({ ok: true, value: good });
  });

  it('takes a line break within a text for what it is', () => {
    expect(read(json.replace('yes', 'yes\nand no'))).toMatchObject({
      ok: true,
      value: { word: 'yes\nand no' },
    });
  });

  it.each([
    ['broken off', json.slice(0, -3)],
    ['broken off within a list', `${json.slice(0, -3)}},{"id":`],
    ['with dots for what it left out', json.replace('}]', '}, ...]')],
    ['without a value that is needed', json.replace('"word":"yes",', '')],
    ['with another word than the enum has', json.replace('how_to', 'tutorial')],
    ['with a list for a text', json.replace('"yes"', '["yes"]')],
    ['with words for a number', json.replace('3', '"three"')],
    ['that is empty', ' \n'],
    ['that is prose', 'I would rather talk about it.'],
    ['of another kind', '42'],
  ])('never makes up what is missing of an answer %s', (_what, text) => {
    expect(read(text)).toMatchObject({ ok: false, kind: 'unusable', problem: expect.stringMatching(/\w/) });
  });

  it('says what to do, not what a parser met', () => {
    expect(read('Sorry.')).toMatchObject({ problem: expect.stringContaining('Send the object alone') });
    expect(read(json.replace('3', 'true'))).toMatchObject({
      problem: expect.stringMatching(/number.*\n.*count/s),
    });
  });

  it('calls a cut-off answer so, whole as it may look, and a loop a loop', () => {
    expect(read(json, true)).toMatchObject({ ok: false, kind: 'cut_off' });
    const loop = `{"word":"${'and so on and so forth '.repeat(200)}`;
    expect(read(loop, true)).toMatchObject({ ok: false, kind: 'repeats' });
    expect(read(`{"word":${' '.repeat(900)}`, true)).toMatchObject({ ok: false, kind: 'repeats' });
    expect(read(json.replace('yes', 'na '.repeat(400)))).toMatchObject({ ok: false, kind: 'repeats' });
  });

  it('does not call a quote that stands in several places a loop', () => {
    const quote = Array.from({ length: 30 }, (_, n) => `word${n}`).join(' ');
    const parts = Array.from({ length: 5 }, () => ({ id: quote }));
    expect(read(JSON.stringify({ ...good, parts }))).toMatchObject({ ok: true });
  });

  it('refuses two megabytes without scanning them', () => {
    expect(read('{"a":'.repeat(400_000))).toMatchObject({ ok: false, kind: 'unusable' });
  });

  it('reads a choice of objects by its constant, and leaves an optional key out that is null', () => {
    const shape = z.object({
      s: z.union([
        z.object({ layout: z.literal('cover'), n: z.number() }),
        z.object({ layout: z.literal('list'), items: z.array(z.string()), more: z.string().optional() }),
      ]),
    });
    const text = '{"s":{"layout":"List","items":["a"],"more":null}}';
    expect(readAnswer({ text, cutOff: false }, shape)).toEqual({
      ok: true,
      value: { s: { layout: 'list', items: ['a'] } },
    });
  });
});
