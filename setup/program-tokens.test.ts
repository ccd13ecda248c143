import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../testing/database/database.ts';
import { connectParts, installTeam, TEAM } from '../testing/supabase/content.ts';
import { sha256 } from '../testing/supabase/programs.ts';
import type { Place } from './place.ts';
import { listProgramTokens, mintProgramToken, revokeProgramToken } from './program-tokens.ts';
import { readTokenWish, type TokenWish } from './read-token-wish.ts';

const database = useDatabase();
const NOW = Date.parse('2026-12-01T09:00:00Z');
let lines: string[] = [];
const place: Place = {
  teamId: TEAM,
  query: (sql, values) => database.owner.query(sql, values),
  async knowMember(user_id) {
    await database.owner.query('select platform.note_person($1)', [
      JSON.stringify({ team_id: TEAM, user_id, name: user_id }),
    ]);
  },
  say: (line) => lines.push(line),
  nowMs: NOW,
};
const wish: TokenWish = {
  name: 'crm-sync',
  owner: 'U1OWNER',
  people: 'U1OWNER, U2ANA',
  channels: 'C1',
  types: 'carousel,blog',
  may: 'start,read',
  days: '3650',
  perMinute: '60',
  webhook: 'https://hooks.example.com/greenlight',
};
const said = async (work: () => Promise<void>) => {
  lines = [];
  await work();
  return lines.join('\n');
};
beforeAll(() => installTeam(database));

describe('npm run token', () => {
  it('shows a token and its webhook secret once; the token is let in, and no list shows either', async () => {
    const shown = await said(() => mintProgramToken(place, wish));
    const [, id = '', secret = ''] = /gl_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/m.exec(shown) ?? [];
    const [hook = ''] = /whsec_[A-Za-z0-9_-]{43}/.exec(shown) ?? [];
    const { bot } = await connectParts(database);
    expect(await bot.admitProgram(id, sha256(secret))).toMatchObject({
      outcome: 'admitted',
      token: {
        name: 'crm-sync',
        owner_id: 'U1OWNER',
        people: ['U1OWNER', 'U2ANA'],
        types: ['carousel', 'blog'],
      },
    });
    const list = await said(() => listProgramTokens(place));
    expect(list).toContain('crm-sync: valid until 2036-11-28, of U1OWNER');
    expect(list).toContain('may start, read: carousel, blog for U1OWNER, U2ANA in C1');
    expect(list).toContain(
      'webhook https://hooks.example.com/greenlight: 0 delivered, 0 waiting, 0 given up',
    );
    expect(hook).not.toBe('');
    for (const hidden of [id, secret, hook]) expect(list).not.toContain(hidden);
  });

  it('revokes by name, once; a name is given once', async () => {
    await mintProgramToken(place, { ...wish, name: 'old', webhook: undefined });
    expect(await said(() => revokeProgramToken(place, 'old'))).toContain('is revoked');
    expect(await said(() => listProgramTokens(place))).toContain('old: revoked');
    await expect(revokeProgramToken(place, 'old')).rejects.toMatchObject({ code: 'unknown_token' });
    await expect(mintProgramToken(place, { ...wish, name: 'old' })).rejects.toMatchObject({
      code: 'name_taken',
    });
  });

  it.each([
    [{ name: 'CRM sync' }, 'the name "CRM sync"'],
    [{ owner: 'ana' }, '--owner "ana"'],
    [{ people: '' }, '--people ""'],
    [{ people: 'U1OWNER,ana' }, '--people "ana"'],
    [{ channels: '#marketing' }, '--channels "#marketing"'],
    [{ types: 'carousel,plan' }, '--types "plan"'],
    [{ may: 'approve' }, '--may "approve"'],
    [{ days: '0' }, '--days "0"'],
    [{ perMinute: '6000' }, '--per-minute "6000"'],
    [{ webhook: 'hooks.example.com' }, '--webhook "hooks.example.com"'],
    [{ webhook: 'https://a:b@hooks.example.com' }, '--webhook'],
    [{ webhook: 'http://hooks.example.com' }, 'https; http alone for hosts'],
  ])('refuses %j and says what is accepted', (change, message) => {
    expect(() => readTokenWish({ ...wish, ...change }, NOW)).toThrow(message);
  });

  it.each([
    'http://localhost:8080/x',
    'http://10.0.0.7/x',
    'http://hooks.internal/x',
    'http://receiver:8080/x',
  ])('takes %s, which only an operator’s list lets the bot call', (webhook) =>
    expect(readTokenWish({ ...wish, webhook }, NOW).webhook_url).toBe(webhook),
  );
});
