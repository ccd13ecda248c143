import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../platform/clock.ts';
import { type Log, silentLog } from '../../platform/log.ts';
import {
  errorTypes,
  errorTypesV2,
  type LinkedInSimulator,
  readSeed,
  startLinkedIn,
} from '../../testing/linkedin.ts';
import { noGovernorMeters } from '../governor-meters.ts';
import type { LinkedInProvider } from './provider.ts';
import { ProviderError } from './provider-error.ts';
import { unipile } from './unipile/unipile.ts';
import { unipileV2 } from './unipile-v2/unipile-v2.ts';

const { account, leads } = readSeed();
const accountId = account.id;
const stranger = leads.find((l) => !l.connected)?.provider_id ?? '';
const friend = leads.find((l) => l.connected)?.provider_id ?? '';
const slug = leads.find((l) => !l.connected)?.public_identifier ?? '';

const now = Date.parse('2026-11-23T13:30:00Z');

/** What differs: how the simulator's faults are called, and what only the one or the other can tell. */
const versions = [
  {
    version: 'v1' as const,
    open: unipile,
    errors: errorTypes,
    timeout: 'request_timeout',
    unavailable: 'service_unavailable',
    busy: 'too_many_requests',
    /** V2 has it in sections, each of which is a request to LinkedIn more. */
    position: { title: 'Supplier Quality Manager', company: 'Ortovita Dispositivos' },
    /** A visit is one read that the person is told of; V2 wants the token of a read. */
    visitReads: 0,
    /** Its pages say so of v1; of V2 they do not. */
    salesId: 'as its classic id' as string | null,
  },
  {
    version: 'v2' as const,
    open: unipileV2,
    errors: errorTypesV2,
    timeout: 'provider/timeout',
    unavailable: 'api/unavailable',
    busy: 'provider/too_many_requests',
    position: { title: null, company: null },
    visitReads: 1,
    salesId: null,
  },
];

const unwatched = { answered() {}, refused() {}, unanswered() {} };

describe.each(versions)('Unipile $version', (is) => {
  let folder: string;
  let linkedIn: LinkedInSimulator;
  let provider: LinkedInProvider;

  const connect = (apiUrl: string, log: Log = silentLog, fetching = fetch) =>
    is.open({
      apiUrl,
      apiKey: linkedIn.apiKey,
      fetch: fetching,
      clock: systemClock,
      random: systemRandom,
      log,
      line: unwatched,
      meters: noGovernorMeters,
    });

  async function open() {
    folder = mkdtempSync(join(tmpdir(), 'greenlight-linkedin-'));
    linkedIn = await startLinkedIn({
      dataFolder: folder,
      log: silentLog,
      webhookUrl: () => 'http://127.0.0.1:9/none',
      now: () => now,
      lags: { invite_s: [0, 0], message_s: [0, 0], webhook_s: [0, 0], relation_h: [0, 0] },
      version: is.version,
    });
    provider = connect(linkedIn.url);
  }
  async function close() {
    await linkedIn.stop();
    rmSync(folder, { recursive: true, force: true });
  }

  /** The control API answers a node request: here without a server. */
  async function control(body: unknown): Promise<void> {
    const { createServer: createHttp } = await import('node:http');
    const server = createHttp((req, res) => {
      if (!linkedIn.handle(req, res)) res.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as { port: number };
    const response = await fetch(`http://127.0.0.1:${port}/sandbox/api/linkedin`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    const text = await response.text();
    server.closeAllConnections();
    server.close();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
  }
  const writes = () => linkedIn.calls().filter((c) => !c.kind.startsWith('read'));
  const invite = (note: string | null = null) =>
    provider.invite({ accountId, providerId: stranger, note, tier: 'premium' });

  describe('each with its own LinkedIn', () => {
    beforeEach(open);
    afterEach(close);

    it('invites with the exact note and hands back the id', async () => {
      const sent = await invite('Olá, “Ana” — tudo bem?\nAté já 👋');
      expect(sent).toMatchObject({ result: 'sent', error: null });
      expect(sent.provider.invitation_id).toMatch(/^\d+$/);
      expect(writes().map((c) => [c.kind, c.text])).toEqual([
        ['send_invite', 'Olá, “Ana” — tudo bem?\nAté já 👋'],
      ]);
    });

    it('sends a message with the exact words, and names chat and message', async () => {
      const text = 'Bom dia!\n\n--boundary\r\nContent: "x" & ção 👍';
      const sent = await provider.message({ accountId, providerId: friend, text });
      expect(sent.result).toBe('sent');
      expect(Object.keys(sent.provider).toSorted()).toEqual(['chat_id', 'message_id', 'provider_id']);
      expect(writes()[0]?.text).toBe(text);
    });

    it('refuses a note that is too long for what the account pays, and sends nothing', async () => {
      const note = 'x'.repeat(250);
      const refused = await provider.invite({ accountId, providerId: stranger, note, tier: 'free' });
      expect(refused).toMatchObject({ result: 'failed', error: { code: 'note_too_long' } });
      expect(linkedIn.calls()).toEqual([]);
      expect((await invite(note)).result).toBe('sent');
    });

    it('tells a visit from a silent reading of the profile', async () => {
      const profile = await provider.readProfile(accountId, slug);
      expect(profile).toMatchObject({ provider_id: stranger, connected: false, invitation: 'none' });
      expect(await provider.view(accountId, slug)).toMatchObject({ result: 'sent', seen: profile });
      const reads = Array.from({ length: 1 + is.visitReads }, () => 'read_profile');
      expect(linkedIn.calls().map((c) => c.kind)).toEqual([...reads, 'view_profile']);
    });

    it(`reads a person by the id of Sales Navigator: ${is.salesId ?? 'refused'}`, async () => {
      const reading = provider.readProfile(accountId, stranger.replace(/^ACoAA/, 'ACwAA'));
      if (is.salesId === null) return expect(reading).rejects.toThrow(ProviderError);
      return expect(reading).resolves.toMatchObject({ provider_id: stranger, public_id: slug });
    });

    it('reads slug, headline, title and company where the profile tells them', async () => {
      expect(await provider.readProfile(accountId, stranger)).toMatchObject({
        public_id: slug,
        headline: 'Supplier Quality Manager na Ortovita Dispositivos',
        ...is.position,
      });
    });

    it('sees its invitation pending in profile and list, withdraws it, and sees that', async () => {
      const { provider: ids } = await invite();
      expect((await provider.readProfile(accountId, stranger)).invitation).toBe('pending');
      expect((await provider.sentInvites(accountId, null)).items).toMatchObject([
        { invitation_id: ids.invitation_id, provider_id: stranger },
      ]);
      expect((await provider.withdraw(accountId, ids.invitation_id ?? '')).result).toBe('sent');
      expect((await provider.readProfile(accountId, stranger)).invitation).toBe('withdrawn');
    });

    it('reads its own message back out of the chat, as an echo', async () => {
      const sent = await provider.message({ accountId, providerId: friend, text: 'Bom dia' });
      const chats = await provider.chats(accountId, null, null);
      const chat = chats.items.find((c) => c.provider_id === friend);
      const read = await provider.messages(
        { id: chat?.id ?? '', provider_id: friend, accountId },
        null,
        null,
      );
      expect(read.items.at(0)).toMatchObject({
        mine: true,
        event: { kind: 'echo', text: 'Bom dia', message_id: sent.provider.message_id, provider_id: friend },
      });
    });

    it('follows cursors to the last page', async () => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await provider.relations(accountId, cursor);
        seen.push(...page.items.map((e) => e.provider_id ?? ''));
        cursor = page.cursor;
      } while (cursor !== null);
      expect(new Set(seen)).toEqual(new Set(leads.filter((l) => l.connected).map((l) => l.provider_id)));
    });

    it('reads the states of accounts', async () => {
      expect((await provider.accounts(null)).items).toEqual([{ id: accountId, status: 'ok' }]);
      await control({ account_status: { account_id: accountId, status: 'credentials' } });
      expect(await provider.accountStatus(accountId)).toBe('credentials');
    });

    it.each([
      ['cut before the work', { cut: true }, false],
      ['cut after the work', { cut: true, commit: true }, true],
      ['ids that are null', { null_ids: true, commit: true }, true],
      ['504 after the work', { error: is.timeout, commit: true }, true],
    ])('%s: unknown, called once', async (_what, fault, done) => {
      await control({ fault: { on: 'send_invite', ...fault } });
      expect((await invite()).result).toBe('unknown');
      expect(writes()).toHaveLength(1);
      expect((await provider.readProfile(accountId, stranger)).invitation).toBe(done ? 'pending' : 'none');
    });

    it('repeats a read twice on 503 and 504, and no more', async () => {
      await control({ fault: { on: 'read', error: is.unavailable, count: 2 } });
      expect((await provider.readProfile(accountId, stranger)).provider_id).toBe(stranger);
      await control({ fault: { on: 'read', error: is.timeout, count: 3 } });
      await expect(provider.readProfile(accountId, stranger)).rejects.toThrow(ProviderError);
      expect(linkedIn.calls()).toHaveLength(6);
    });

    it('does not repeat a read on 500 or 429', async () => {
      await control({ fault: { on: 'read', error: is.busy } });
      await expect(provider.readProfile(accountId, stranger)).rejects.toMatchObject({
        is: { class: 'rate' },
      });
      expect(linkedIn.calls()).toHaveLength(1);
    });

    it('takes withheld sections of a profile for unknown, not for "not connected"', async () => {
      await control({ fault: { on: 'read_profile', partial: true } });
      await expect(provider.readProfile(accountId, friend)).rejects.toMatchObject({
        is: { code: 'profile_withheld' },
      });
    });

    it('knows that nothing was sent when no connection came about', async () => {
      const closed = createServer();
      await new Promise<void>((ready) => closed.listen(0, '127.0.0.1', ready));
      const { port } = closed.address() as { port: number };
      await new Promise((done) => closed.close(done));
      const refused = await connect(`http://127.0.0.1:${port}`).invite({
        accountId,
        providerId: stranger,
        note: null,
        tier: 'free',
      });
      expect(refused).toMatchObject({
        result: 'not_sent',
        error: { code: 'ECONNREFUSED', class: 'not_sent' },
      });
      const unresolved = await connect('https://no-such-host.invalid').view(accountId, slug);
      expect(unresolved).toMatchObject({ result: 'not_sent', error: { class: 'not_sent' } });
    });

    it('follows no redirect with the key', async () => {
      const asked: (string | undefined)[] = [];
      const fetching: typeof fetch = async (input, init) => {
        asked.push(init?.redirect);
        return fetch(input, init);
      };
      await connect(linkedIn.url, silentLog, fetching).view(accountId, slug);
      expect(new Set(asked)).toEqual(new Set(['error']));
    });

    it('logs neither key, nor words, nor who was called', async () => {
      const lines: string[] = [];
      const write = (event: string, fields?: object) => void lines.push(JSON.stringify([event, fields]));
      const log: Log = { info: write, warn: write, error: write };
      const logged = connect(linkedIn.url, log);
      await logged.message({ accountId, providerId: friend, text: 'TOP-SECRET words' });
      await logged.readProfile(accountId, slug);
      await logged.withdraw(accountId, '123456');
      const all = lines.join('\n');
      expect(lines).toHaveLength(3);
      for (const secret of [linkedIn.apiKey, accountId, 'TOP-SECRET', slug, friend, '123456'])
        expect(all).not.toContain(secret);
    });
  });

  describe('errors', () => {
    beforeAll(open);
    afterAll(close);

    // Every type that the simulator knows, through real HTTP; which class each is, is classify-error's test.
    it.each(is.errors)('takes %s for an outcome, never for an exception, and calls once', async (error) => {
      const before = writes().length;
      await control({ fault: { on: 'send_invite', error } });
      const outcome = await invite();
      expect(outcome.result).not.toBe('sent');
      expect(outcome.error?.code).toBe(error);
      expect(writes()).toHaveLength(before + 1);
    });
  });
});
