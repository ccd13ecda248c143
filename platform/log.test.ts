import { describe, expect, it } from 'vitest';
import { ExpectedError } from './errors.ts';
import { createLog } from './log.ts';

function written(error: unknown): string {
  let out = '';
  createLog('info', 'bot', {
    write(line: string) {
      out += line;
    },
  }).error('it_failed', {
    job_id: 'f7a1c9d2-0b3e-4c5d-8e6f-1a2b3c4d5e6f',
    error,
  });
  return out;
}
/** Of people and of operators, as they get into errors. */
const planted = {
  name: 'Ana Souza Prado',
  words: 'Parafuso pedicular de titânio',
  mail: 'ana.souza@alba.example',
  bot: 'xoxb-2222-planted',
  key: 'sk-proj-planted123',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoicGxhbnRlZCJ9.c2lnbmF0dXJl',
  plain: 'hunter2planted',
};
const { name, words, mail, bot, key, jwt, plain } = planted;
const withFields = (error: Error, fields: object) => Object.assign(error, fields);

describe('createLog()', () => {
  it.each<[string, unknown]>([
    ['a refusal that quotes a person', new ExpectedError('bad_brief', `Cannot start "${words}" of ${name}`)],
    [
      'what lies below a refusal',
      new ExpectedError('database_unavailable', words, {
        hint: name,
        cause: new Error(`Key (email)=(${mail}) of "${name}"`),
      }),
    ],
    ['an address', new Error(`No mailbox ${mail}`)],
    ['a token of Slack', new Error(`invalid_auth for ${bot}`)],
    ['a key of the model', new Error(`Incorrect API key provided: ${key}`)],
    ['a token of the database', new Error(`JWT ${jwt} expired`)],
    ['a header', new Error(`Authorization: Bearer ${plain}`)],
    ['a password', new Error(`password=${plain}`)],
    [
      'JSON that cannot be read',
      (() => {
        try {
          return JSON.parse(`${name} said ${words}`);
        } catch (error) {
          return error;
        }
      })(),
    ],
    ['SQL that quotes a row', new Error(`invalid input syntax for type json: "${words}"\nDETAIL: ${mail}`)],
    ['an address of the web', new Error(`Cannot read https://alba.example/u/${mail}?token=${plain}`)],
    ['a text in single quotes', new Error(`Cannot find '${words}'`)],
    [
      'fields of a client',
      withFields(new Error('An API error occurred'), {
        data: { text: words },
        config: { headers: { token: bot } },
      }),
    ],
    [
      'what stands below',
      new Error('outer', { cause: withFields(new Error(`"${words}"`), { request: { body: name } }) }),
    ],
    ['no error at all', { text: words, token: bot }],
  ])('keeps people and secrets out of a line: %s', (_, error) => {
    const line = written(error);
    for (const [what, value] of Object.entries(planted))
      expect(line.includes(value), `${what}: ${line}`).toBe(false);
    expect(line).toContain('it_failed');
    expect(line).toContain('f7a1c9d2-0b3e-4c5d-8e6f-1a2b3c4d5e6f');
  });

  it('says of an error of ours its code, and of another where it came from', () => {
    expect(JSON.parse(written(new ExpectedError('lost_lease', 'Job "j" is gone'))).error).toEqual({
      type: 'ExpectedError',
      code: 'lost_lease',
    });
    const { error } = JSON.parse(written(new TypeError("Cannot read properties of null (reading 'length')")));
    expect(error).toMatchObject({
      type: 'TypeError',
      message: "Cannot read properties of null (reading 'length')",
    });
    expect(error.stack).toMatch(/^\s+at .*log\.test\.ts/);
  });
});
