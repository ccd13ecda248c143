import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { OutreachItem } from '../../ports/outreach.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { anAccount, anAction, outreachDesk } from '../../testing/bot/outreach.ts';
import { anItem } from '../../testing/bot/samples.ts';
import { showItem } from '../drafts/post-updates.ts';
import { showRelease } from '../outreach/post-releases.ts';

type Slack = Record<string, () => Promise<unknown>>;
type Change = { ts?: string | null; attempts?: number; maybe_posted?: boolean };
interface Seen {
  settled: unknown[];
  failed: Record<string, unknown>[];
  methods: string[];
  told: string[];
}

const release: OutreachItem = {
  id: 7,
  fence: 2,
  kind: 'action',
  revision: 3,
  channel_id: 'C0MARKETING',
  ts: null,
  thread_ts: null,
  maybe_posted: false,
  attempts: 1,
  response_url: null,
  locale: 'en',
  action: anAction(),
  account: anAccount(),
  campaign: null,
  event: null,
  approvers: ['U0LUCIA'],
};

/** The calls that both systems' ports have under the same names, and what was asked of them. */
function calls(settle: () => Promise<boolean>) {
  const settled: unknown[] = [];
  const failed: Record<string, unknown>[] = [];
  return {
    settled,
    failed,
    port: {
      settleOutbox: async (item: unknown) => {
        settled.push(item);
        return settle();
      },
      failOutbox: async (_: unknown, failure: Record<string, unknown>) => {
        failed.push(failure);
        return true;
      },
    },
  };
}

const outboxes = {
  async content(slack: Slack, change: Change, settle: () => Promise<boolean>): Promise<Seen> {
    const { port, ...seen } = calls(settle);
    const { desk, told, calls: made } = testDesk(port, slack);
    await showItem(desk, { ...anItem(), id: 7, fence: 2, revision: 3, kind: 'brief', ts: null, ...change });
    return { ...seen, methods: made.map((c) => c.method), told: told.map((t) => t.to.user_id) };
  },
  async outreach(slack: Slack, change: Change, settle: () => Promise<boolean>): Promise<Seen> {
    const { port, ...seen } = calls(settle);
    const made = outreachDesk(port, slack);
    await showRelease(made.outreachDesk, { ...release, ...change });
    return { ...seen, methods: made.calls.map((c) => c.method), told: made.told.map((t) => t.to.user_id) };
  },
};

const refuse = (error: string) => () => Promise.reject(new WebAPIPlatformError({ ok: false, error }));
const taken = async () => true;

describe.each(Object.entries(outboxes))('the outbox of %s', (_, show) => {
  it('posts once, and settles with the fence and the revision that it drew', async () => {
    const seen = await show({ 'chat.postMessage': async () => ({ ok: true, ts: '9.1' }) }, {}, taken);
    expect(seen.methods).toEqual(['chat.postMessage']);
    expect(seen.settled).toEqual([{ id: 7, fence: 2, ts: '9.1', revision: 3 }]);
  });

  it('edits what stands in Slack, and posts anew what people deleted', async () => {
    const edited = await show({ 'chat.update': async () => ({ ok: true }) }, { ts: '5.0' }, taken);
    expect(edited.methods).toEqual(['chat.update']);
    const anew = await show(
      {
        'chat.update': refuse('message_not_found'),
        'conversations.history': async () => ({ messages: [] }),
        'conversations.replies': async () => ({ messages: [] }),
        'chat.postMessage': async () => ({ ok: true, ts: '9.2' }),
      },
      { ts: '5.0' },
      taken,
    );
    expect(anew.settled).toMatchObject([{ ts: '9.2' }]);
  });

  it('looks again for what it posted beside another process while Slack asks for fewer calls', async () => {
    let asked = 0;
    const look = async () => {
      asked += 1;
      if (asked === 1) throw new WebAPIRateLimitedError(1);
      return { messages: [] };
    };
    const slack = {
      'chat.postMessage': async () => ({ ok: true, ts: '9.1' }),
      'conversations.history': look,
      'conversations.replies': look,
    };
    const seen = await show(slack, {}, async () => false);
    expect(seen.methods).toHaveLength(3);
    expect(asked).toBe(2);
  });

  it('tells the database to look first after an answer that never came', async () => {
    const lost = () => Promise.reject(new WebAPIRequestError(new Error('reset')));
    const seen = await show({ 'chat.postMessage': lost }, {}, taken);
    expect(seen.failed).toMatchObject([{ code: 'no_answer', retry_in_s: 0.5, maybe_posted: true }]);
    expect(seen.told).toEqual([]);
  });

  it('tells the person who waits where the bot is not in the channel', async () => {
    const seen = await show({ 'chat.postMessage': refuse('not_in_channel') }, {}, taken);
    expect(seen.told).toHaveLength(1);
    expect(seen.failed).toMatchObject([{ code: 'not_in_channel', maybe_posted: false }]);
  });

  it('gives up what Slack refuses as it is, and tells it', async () => {
    const seen = await show({ 'chat.postMessage': refuse('invalid_blocks') }, { attempts: 8 }, taken);
    expect(seen.failed).toMatchObject([{ code: 'invalid_blocks', retry_in_s: null }]);
    expect(seen.told).toHaveLength(1);
  });

  it('keeps what a refused token stopped, without a word', async () => {
    const seen = await show({ 'chat.postMessage': refuse('token_revoked') }, { attempts: 500 }, taken);
    expect(seen.failed).toMatchObject([{ retry_in_s: 5 }]);
    expect(seen.told).toEqual([]);
  });

  it('settles again where the database was away, so that a post does not wait for the end of its claim', async () => {
    let tries = 0;
    const seen = await show({ 'chat.postMessage': async () => ({ ok: true, ts: '9.1' }) }, {}, async () => {
      tries += 1;
      if (tries === 1) throw new ExpectedError('database_unavailable', 'away');
      return true;
    });
    expect(seen.settled).toHaveLength(2);
    expect(seen.failed).toEqual([]);
  });

  it('looks for duplicates where another process took the claim', async () => {
    const history = async () => ({ messages: [] });
    const seen = await show(
      {
        'chat.postMessage': async () => ({ ok: true, ts: '9.1' }),
        'conversations.history': history,
        'conversations.replies': history,
      },
      {},
      async () => false,
    );
    expect(seen.methods.at(-1)).toMatch(/^conversations\./);
    expect(seen.failed).toEqual([]);
  });
});
