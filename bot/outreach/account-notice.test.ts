import { expect, it } from 'vitest';
import { anAccount } from '../../testing/governor/load.ts';
import { textsOf } from '../texts/texts.ts';
import { accountNotice } from './account-notice.ts';

const until = '2026-11-29T12:00:00Z';
const resumed = (breaker: typeof anAccount.breaker, locale: 'en' | 'pt-BR' = 'en') =>
  JSON.stringify(
    accountNotice(
      { ...anAccount, breaker },
      { code: 'resumed', params: { person_id: 'U0RENATA' } },
      textsOf(locale).outreach,
    ),
  );

it('a resume promises a fresh pause alone only where no breaker lasts; else it says until when', () => {
  expect(resumed(null)).toContain('a fresh pause between actions comes first');
  for (const locale of ['en', 'pt-BR'] as const) {
    const said = resumed({ reason: 'restricted', until, needs_person: false }, locale);
    expect(said).toContain(String(Date.parse(until) / 1000));
    expect(said).not.toContain(textsOf(locale).outreach.pause.freshGap);
  }
});
