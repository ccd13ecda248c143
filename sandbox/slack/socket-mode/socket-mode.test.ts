import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { refusalOf, webClientAt } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace, waitFor } from '../../../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

interface Envelope {
  envelope_id: string;
  type: string;
  payload: Record<string, unknown>;
  accepts_response_payload?: boolean;
  retry_attempt?: number;
  retry_reason?: string;
  reason?: string;
}

describe('the stand-in in Socket Mode', () => {
  let workspace: TestWorkspace;
  const open: WebSocket[] = [];

  beforeAll(async () => {
    workspace = await startTestWorkspace({ socketMode: true, timing: { ackMs: 300 } });
  });
  afterAll(async () => {
    for (const socket of open) socket.terminate();
    await workspace.stop();
  });

  const address = async () => {
    const answer = await webClientAt(workspace.origin, workspace.slack.appToken).apps.connections.open({});
    return answer.url ?? '';
  };
  /** An app's connection that answers as told; undefined: not at all. */
  const connect = async (answer: (envelope: Envelope) => unknown) => {
    const received: Envelope[] = [];
    const socket = new WebSocket(await address());
    open.push(socket);
    socket.on('message', (data) => {
      const envelope = JSON.parse(String(data)) as Envelope;
      received.push(envelope);
      const payload = answer(envelope);
      if (payload !== undefined && envelope.envelope_id) {
        socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload }));
      }
    });
    await waitFor(() => received.some((e) => e.type === 'hello'), 'hello');
    return { socket, received, of: (type: string) => received.filter((e) => e.type === type) };
  };
  const closeAll = async () => {
    for (const socket of open.splice(0)) socket.terminate();
    await waitFor(() => workspace.slack.sockets.count === 0, 'no connection');
  };

  it('opens a connection for the app token alone', async () => {
    const { origin, slack } = workspace;
    const ask = (token: string) => refusalOf(webClientAt(origin, token).apps.connections.open({}));
    expect(await ask(slack.botToken)).toBe('not_allowed_token_type');
    expect(await ask('xapp-1-wrong')).toBe('invalid_auth');
    expect(await refusalOf(webClientAt(origin, slack.appToken).auth.test())).toBe('not_allowed_token_type');
    expect(await address()).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
  });

  it('lets each address be used once', async () => {
    const url = await address();
    const first = new WebSocket(url);
    open.push(first);
    await new Promise((resolve) => first.once('open', resolve));
    const second = new WebSocket(url);
    const refused = await new Promise<Error>((resolve) => second.once('error', resolve));
    expect(refused.message).toContain('403');
    await closeAll();
  });

  it('sends a command as an envelope and shows the answer', async () => {
    const app = await connect(() => ({ text: 'on it' }));
    const answer = await workspace.command('U0MARINA', CHANNEL, '/carousel', 'UDI');
    expect(answer).toMatchObject({ status: 200, ack: { text: 'on it' } });
    const [envelope] = app.of('slash_commands');
    expect(envelope).toMatchObject({ accepts_response_payload: true, payload: { text: 'UDI' } });
    expect(envelope).not.toHaveProperty('retry_attempt');
    await closeAll();
  });

  it('sends events too, each to one of the connections', async () => {
    const apps = [await connect(() => ({})), await connect(() => ({}))];
    for (let n = 0; n < 6; n++) await workspace.say('U0MARINA', CHANNEL, `words ${n}`);
    await workspace.idle();
    const counts = apps.map((a) => a.of('events_api').length);
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(6);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(apps[0]?.of('events_api')[0]?.payload).toMatchObject({ type: 'event_callback' });
    await closeAll();
  });

  it('sends again what is not answered in time, under the same envelope id', async () => {
    const app = await connect((e) => (e.retry_attempt ? { text: 'second' } : undefined));
    const answer = await workspace.command('U0MARINA', CHANNEL, '/carousel', 'UDI');
    expect(answer).toMatchObject({ status: 200, ack: { text: 'second' } });
    const [first, second] = app.of('slash_commands');
    expect(second).toMatchObject({
      envelope_id: first?.envelope_id,
      retry_attempt: 1,
      retry_reason: 'timeout',
    });
    await closeAll();
  });

  it('sends again over another connection when one breaks', async () => {
    const first = await connect(() => undefined);
    const sent = workspace.command('U0MARINA', CHANNEL, '/carousel', 'UDI');
    await waitFor(() => first.of('slash_commands').length === 1, 'the first sending');
    const second = await connect(() => ({ text: 'taken over' }));
    first.socket.terminate();
    expect(await sent).toMatchObject({ ack: { text: 'taken over' } });
    expect(second.of('slash_commands')[0]?.retry_reason).toBe('connection_lost');
    await closeAll();
  });

  it('tells the person when no app is connected', async () => {
    expect(await workspace.command('U0MARINA', CHANNEL, '/carousel', 'UDI')).toMatchObject({
      status: 0,
      error: 'dispatch_failed',
    });
  });

  it('asks for new connections, and sends nothing more over those that it refreshes', async () => {
    const old = await connect(() => ({ text: 'old' }));
    workspace.slack.sockets.refresh('warning');
    await waitFor(() => old.of('disconnect').length === 1, 'the warning');
    expect(await workspace.command('U0MARINA', CHANNEL, '/carousel', 'a')).toMatchObject({
      ack: { text: 'old' },
    });
    workspace.slack.sockets.refresh();
    await connect(() => ({ text: 'new' }));
    expect(await workspace.command('U0MARINA', CHANNEL, '/carousel', 'b')).toMatchObject({
      ack: { text: 'new' },
    });
    expect(old.of('disconnect').map((e) => e.reason)).toEqual(['warning', 'refresh_requested']);
    await closeAll();
  });
});
