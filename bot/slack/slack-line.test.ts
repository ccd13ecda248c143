import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Log } from '../../platform/log.ts';
import { SlackLine } from './slack-line.ts';

const silence = new WebAPIRequestError(new Error('reset'));
const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });

function aLine() {
  const clock = { now: 0 };
  const lines: string[] = [];
  const write: Log['info'] = (event, fields) => lines.push([event, fields?.code].filter(Boolean).join(' '));
  const line = new SlackLine(
    { now: () => clock.now, sleep: async () => {} },
    { info: write, warn: write, error: write },
  );
  return { line, lines, clock };
}

describe('SlackLine', () => {
  it('is down from the first refused token until a call gets through, and logs each change once', () => {
    const { line, lines } = aLine();
    for (let n = 0; n < 5; n++) line.failed('chat.update', 'chat.update', refusal('token_revoked'));
    expect(line.refusal).toBe('token_revoked');
    expect(line.fault).toContain('token_revoked');
    line.answered();
    expect(line.fault).toBeNull();
    line.answered();
    expect(lines).toEqual(['slack_token_refused token_revoked', 'slack_back']);
  });

  it('is down after three calls without an answer, not after two with one between', () => {
    const { line, lines } = aLine();
    line.failed('a', 'a', silence);
    line.failed('a', 'a', silence);
    line.answered();
    line.failed('a', 'a', silence);
    line.failed('a', 'a', silence);
    expect(line.fault).toBeNull();
    line.failed('a', 'a', silence);
    expect(line.fault).toBe('Slack does not answer');
    line.failed('a', 'a', refusal('channel_not_found'));
    expect(line.fault).toBeNull();
    expect(lines).toEqual(['slack_not_reached no_answer']);
  });

  it('keeps a limit to its lane and its time', () => {
    const { line, clock } = aLine();
    line.failed('chat.postMessage C1', 'chat.postMessage', new WebAPIRateLimitedError(7));
    expect(line.waitS('chat.postMessage C1')).toBe(7);
    expect(line.waitS('chat.postMessage C2')).toBe(0);
    clock.now = 6500;
    expect(line.waitS('chat.postMessage C1')).toBe(0.5);
    clock.now = 7000;
    expect(line.waitS('chat.postMessage C1')).toBe(0);
    expect(line.fault).toBeNull();
  });

  it('names a missing scope once for each method', () => {
    const { line, lines } = aLine();
    const answer = { ok: false, error: 'missing_scope', needed: 'files:write' };
    for (let n = 0; n < 3; n++) {
      line.failed('files.info', 'files.info', new WebAPIPlatformError(answer));
    }
    expect(lines).toEqual(['slack_scope_missing files.info needs the scope files:write']);
    expect(line.fault).toBeNull();
  });

  it('wakes who waits for trouble', async () => {
    const { line } = aLine();
    const woken = line.whenDown(60_000, new AbortController().signal);
    line.failed('a', 'a', refusal('invalid_auth'));
    await woken;
    expect(line.refusal).toBe('invalid_auth');
  });
});
