import { describe, expect, it } from 'vitest';
import { textsOf } from '../texts/texts.ts';
import { handoverBlocks } from './home-section.ts';

const none = { waiting: 0, oldest_at: null, refused: [] };
const refusal = { kind: 'note', code: 'suppressed', at: '2026-11-30T12:00:00Z' };

describe('hand-overs on the Home tab of an admin', () => {
  it('show nothing while all of them cross', () => {
    expect(handoverBlocks([none, none], textsOf('en'))).toEqual([]);
  });

  it('tell how many wait on both sides, since when, and what was refused', () => {
    const blocks = handoverBlocks(
      [
        { ...none, waiting: 1, oldest_at: '2026-11-30T11:00:00Z' },
        { waiting: 2, oldest_at: '2026-11-30T10:00:00Z', refused: [refusal] },
      ],
      textsOf('en'),
    );
    const said = JSON.stringify(blocks);
    expect(said).toContain('3 hand-overs wait');
    expect(said).toContain(String(Date.parse('2026-11-30T10:00:00Z') / 1000));
    expect(said).toContain('An approved note was refused');
    expect(said).toContain('suppressed');
  });

  it('name a kind that this bot does not know', () => {
    const blocks = handoverBlocks([{ ...none, refused: [{ ...refusal, kind: 'newer' }] }], textsOf('pt-BR'));
    expect(JSON.stringify(blocks)).toContain('um repasse');
  });
});
