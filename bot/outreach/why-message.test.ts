import { describe, expect, it } from 'vitest';
import type { Story, ToldEvent } from '../../ports/outreach.ts';
import { textsOf } from '../texts/texts.ts';
import { whyMessage } from './why-message.ts';

const at = '2026-11-30T12:00:00Z';
const event = (code: string, change: Partial<ToldEvent> = {}): ToldEvent => ({
  at,
  code,
  actor: 'governor',
  action_id: 'a1',
  from: null,
  to: null,
  data: {},
  ...change,
});
const story = (events: ToldEvent[], change: Partial<Story> = {}): Story => ({
  outcome: 'found',
  lead: {
    lead_id: 'l1',
    name: 'Marta <!channel>',
    company: null,
    profile_url: 'https://www.linkedin.com/in/marta',
  },
  is_suppressed: false,
  actions: [
    {
      action_id: 'a1',
      type: 'send_invite',
      status: 'completed',
      blocked_by: null,
      retry_at: null,
      scheduled_for: at,
    },
  ],
  events,
  left_out: 0,
  ...change,
});
const told = (s: Story, locale: 'en' | 'pt-BR' = 'en') =>
  JSON.stringify(whyMessage(s, textsOf(locale).outreach).blocks);

describe('the story of an action', () => {
  it('names who approved, what held it, the values of the checks and what LinkedIn answered', () => {
    const said = told(
      story([
        event('approval_given', { actor: 'U0LUCIA' }),
        event('held', { data: { blocked_by: 'window', retry_at: at } }),
        event('release_checked', {
          data: {
            local_time: '2026-11-30 09:12',
            time_zone: 'America/Sao_Paulo',
            window: '09:00-18:00',
            used_today: 2,
            quota: 9,
            used_7d: 11,
            max_7d: 80,
            minutes_since_last: 31,
            gap_min_minutes: 20,
          },
        }),
        event('provider_answered', { to: 'sent' }),
      ]),
    );
    expect(said).toContain('approved by <@U0LUCIA>');
    expect(said).toContain('outside the sending hours');
    expect(said).toContain('2 of 9 of today used, 11/80 in 7 days, 31 min since the last one (at least 20)');
    expect(said).toContain('LinkedIn took it');
  });

  it('says nothing of a time that has not come, and shows a code that it has no words for', () => {
    const said = told(
      story([event('held', { data: { blocked_by: 'not_due' } }), event('of_a_newer_version')]),
    );
    expect(said).not.toContain('held back');
    expect(said).toContain('of_a_newer_version');
  });

  it('pings no one and fits a message, however long it is', () => {
    const events = Array.from({ length: 100 }, () =>
      event('held', { data: { blocked_by: `x <!here> ${'y'.repeat(200)}`, retry_at: at } }),
    );
    const { blocks } = whyMessage(story(events, { left_out: 7 }), textsOf('pt-BR').outreach);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks)).not.toContain('<!here>');
    expect(JSON.stringify(blocks)).toContain('47 linhas mais antigas');
  });
});
