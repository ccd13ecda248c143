import { afterEach, describe, expect, it } from 'vitest';
import { type Endpoint, startModelEndpoint } from '../../testing/model-endpoint/start-model-endpoint.ts';
import { endOf } from './model-end.ts';

let endpoint: Endpoint | undefined;
afterEach(() => endpoint?.stop());
const now = Date.parse('2026-11-29T12:00:00Z');

describe('endOf()', () => {
  it('takes the word of an endpoint that says it, and the replacement of the list', async () => {
    endpoint = await startModelEndpoint({ profile: 'openai', answer: () => ({ content: '{}' }) });
    const at = { baseUrl: endpoint.url, apiKey: 'k' };
    expect(await endOf({ ...at, model: 'gpt-5-mini' }, now)).toEqual({
      date: '2026-12-11',
      replacement: 'gpt-6.1-terra',
      daysLeft: 11,
    });
    expect(await endOf({ ...at, model: 'gpt-6-luna' }, now)).toBeNull();
  });

  it('looks up what the endpoint does not say, and one that is over', async () => {
    const at = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k' };
    expect(await endOf({ ...at, model: 'gpt-4.1-nano' }, now)).toMatchObject({
      date: '2026-10-23',
      daysLeft: -38,
    });
    expect(await endOf({ ...at, model: 'own' }, now)).toBeNull();
  });
});
