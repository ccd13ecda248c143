import { describe, expect, it } from 'vitest';
import { blogBrief, carouselBrief, researchBrief } from '../../ports/content.ts';
import { ProgramRefusal } from './program-refusal.ts';
import { readJobRequest } from './read-job-request.ts';

const least = { type: 'carousel', person: 'U1', channel: 'C1', brief: { topic: 'UDI' } };
const read = (given: unknown) => readJobRequest(JSON.stringify(given));
const faultOf = (body: string) => {
  try {
    readJobRequest(body);
    return 'accepted';
  } catch (error) {
    if (error instanceof ProgramRefusal) return `${error.status} ${error.code}: ${error.message}`;
    throw error;
  }
};

describe('readJobRequest()', () => {
  it('takes the least that a job needs; what is not said is left to the agent', () => {
    expect(read(least)).toMatchObject({
      type: 'carousel',
      person: 'U1',
      channel: 'C1',
      approver: null,
      from: null,
    });
    expect(carouselBrief.parse(read(least).brief)).toEqual({
      topic: 'UDI',
      audience: null,
      language: null,
      slides: null,
      tone: null,
      call_to_action: null,
    });
  });

  it('takes every field of each type, as its form does', () => {
    const more = { audience: 'buyers', language: 'pt', tone: 'calm', call_to_action: 'ask' };
    expect(
      carouselBrief.parse(
        read({ ...least, approver: 'U2', from: 'job-1', brief: { topic: 'UDI', ...more, slides: 8 } }).brief,
      ),
    ).toMatchObject({ ...more, slides: 8 });
    const addresses = ['https://example.com/a', 'www.example.com/b', 'https://example.com/a'];
    const blog = read({
      ...least,
      type: 'blog',
      brief: { topic: 'UDI', ...more, words: 900, keywords: 'udi', addresses },
    });
    expect(blogBrief.parse(blog.brief)).toMatchObject({
      ...more,
      words: 900,
      keywords: 'udi',
      urls: ['https://example.com/a', 'https://www.example.com/b'],
    });
    const research = read({
      ...least,
      type: 'research',
      brief: { topic: 'UDI', rounds: 2, audience: 'us', addresses },
    });
    expect(researchBrief.parse(research.brief)).toMatchObject({ rounds: 2, audience: 'us' });
  });

  it.each([
    ['{', '400 bad_json: The body must be JSON, an object with type, person, channel and brief.'],
    ['null', '400 bad_request: Cannot start a job: type must be one of carousel, blog, research.'],
    ['[]', '400 bad_request: Cannot start a job: type must be one of carousel, blog, research.'],
  ])('refuses the body %s', (body, said) => expect(faultOf(body)).toBe(said));

  it.each([
    [{ type: 'outreach_notes' }, 'type must be one of carousel, blog, research'],
    [{ type: 'lead_enrichment' }, 'type must be one of carousel, blog, research'],
    [{ person: 'ana' }, 'person must be a Slack user id such as U012ABCDEF'],
    [{ person: undefined }, 'person must be a Slack user id such as U012ABCDEF'],
    [{ channel: 'D1' }, 'channel must be the Slack id of a channel such as C012ABCDEF'],
    [{ approver: 7 }, 'approver must be a Slack user id such as U012ABCDEF'],
    [{ from: '../x' }, 'from must be the id of an approved research'],
    [{ type: 'research', from: 'job-1' }, 'from has no place in a research'],
    [{ brief: 'UDI' }, 'brief must be an object with a topic'],
    [{ brief: {} }, 'brief.topic must be a text of 1 to 2000 characters'],
    [{ brief: { topic: ' \u200b ' } }, 'brief.topic must be a text of 1 to 2000 characters'],
    [{ brief: { topic: 'x'.repeat(2001) } }, 'brief.topic must be a text of 1 to 2000 characters'],
    [{ brief: { topic: 'x', tone: 'x'.repeat(301) } }, 'brief.tone must be a text of 1 to 300 characters'],
    [{ brief: { topic: 'x', slides: 99 } }, 'brief.slides must be a whole number from 5 to 12'],
    [{ brief: { topic: 'x', slides: 6.5 } }, 'brief.slides must be a whole number from 5 to 12'],
    [{ brief: { topic: 'x', slides: '8' } }, 'brief.slides must be a whole number from 5 to 12'],
    [{ brief: { topic: 'x', language: 'fr' } }, 'brief.language must be one of pt, en'],
    [
      { brief: { topic: 'x', words: 900 } },
      '"words" is no field of brief; accepted: topic, audience, language, slides, tone, call_to_action',
    ],
    [
      { requester: 'U1' },
      '"requester" is no field of a carousel; accepted: type, person, channel, approver, from, brief',
    ],
    [
      { type: 'blog', brief: { topic: 'x', addresses: ['ftp://a.example'] } },
      'brief.addresses.0 must be a web address such as https://example.com/page',
    ],
    [
      { type: 'blog', brief: { topic: 'x', addresses: Array(6).fill('https://a.example') } },
      'brief.addresses must be a list of at most 5 web addresses',
    ],
  ])('refuses %j, and says what is accepted', (change, said) => {
    expect(faultOf(JSON.stringify({ ...least, ...change }))).toBe(
      `400 bad_request: Cannot start a job: ${said}.`,
    );
  });

  it('reads a text as people would: no invisible characters, no halves of one', () => {
    expect(read({ ...least, brief: { topic: '  a\u0000b\u202ec\ud800 ' } }).brief.topic).toBe('abc\ufffd');
  });

  it('knows the same request in another order of its fields, and tells another request from it', () => {
    const { brief, ...rest } = { ...least, brief: { topic: 'UDI', tone: 'calm' } };
    const turned = { brief: { tone: 'calm', topic: 'UDI' }, ...rest };
    expect(read(turned).sha256).toBe(read({ ...rest, brief }).sha256);
    expect(read({ ...rest, brief: { ...brief, tone: 'warm' } }).sha256).not.toBe(read(turned).sha256);
  });
});
