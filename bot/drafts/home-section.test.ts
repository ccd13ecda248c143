import { describe, expect, it } from 'vitest';
import type { WaitingDraft } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { homeView } from '../home/app-home.ts';
import { cardRef, reviewActions } from '../review/review-card.ts';
import { en, ptBr } from '../texts/texts.ts';
import { contentHome, homeBlocks } from './home-section.ts';
import { startActions } from './start-actions.ts';

const waiting = (change: Partial<WaitingDraft> = {}): WaitingDraft => ({
  job: 'job-1',
  type: 'carousel',
  version: 2,
  hash: 'abc',
  title: '5 erros <!channel>',
  excerpt: 'Antes de comprar <@U1>',
  requester_id: 'U0MARINA',
  channel_id: 'C1',
  card_ts: '1.1',
  may_be_approved: true,
  picture: null,
  ...change,
});
const link = () => 'https://slack.invalid/archives/C1/p1';
const draw = (change: Partial<WaitingDraft> = {}, t = en) =>
  JSON.stringify(homeBlocks({ waiting: [waiting(change)], mine: [] }, true, link, t));

describe('homeBlocks()', () => {
  it('binds Approve to version and hash, as the card does, and asks before it counts', () => {
    const blocks = homeBlocks({ waiting: [waiting()], mine: [] }, true, link, en);
    const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const approve = buttons.find((b) => 'action_id' in b && b.action_id === reviewActions.approve);
    if (approve?.type !== 'button') throw new Error('no Approve');
    expect(cardRef.parse(JSON.parse(approve.value ?? ''))).toEqual({ job: 'job-1', version: 2, hash: 'abc' });
    expect(approve.confirm?.text).toMatchObject({ text: expect.stringContaining('version 2') });
  });

  it('shows the picture, else the first words, in which nothing is markup', () => {
    expect(draw({ picture: 'F9' })).toContain('"slack_file":{"id":"F9"}');
    const words = draw();
    expect(words).toContain('Antes de comprar');
    expect(words).not.toMatch(/"mrkdwn","text":"[^"]*<!channel>/);
  });

  it('offers no Approve for what may not be approved as it is', () => {
    expect(draw({ may_be_approved: false })).not.toContain(reviewActions.approve);
    expect(draw({ may_be_approved: false })).toContain(en.home.notApprovable);
  });

  it('leads to one’s own drafts with their state, in both languages, within Slack’s limits', () => {
    const job = {
      type: 'blog' as const,
      topic: 'UDI *x* <!here>',
      versions: 1,
      channel_id: 'C1',
      thread_ts: '1.1',
    };
    const mine = Array.from({ length: 10 }, (_, n) => ({ ...job, job: `j${n}`, status: 'failed' as const }));
    const many = Array.from({ length: 20 }, (_, n) => waiting({ job: `w${n}`, picture: 'F1' }));
    for (const t of [en, ptBr]) {
      const view = homeView(t, homeBlocks({ waiting: many, mine }, true, link, t));
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      const shown = JSON.stringify(view);
      expect(shown).toContain(t.job.status.failed);
      expect(shown).not.toContain('<!here>');
      for (const action of [startActions.carousel, startActions.article, startActions.document])
        expect(shown).toContain(action);
    }
  });
});

describe('contentHome()', () => {
  it('shows a guest what a guest may, and no buttons', async () => {
    const guest = testDesk(
      {},
      {},
      {
        knowPerson: async (team_id, user_id) => ({
          team_id,
          user_id,
          name: 'Gabi',
          role: 'guest',
          tz: 'UTC',
        }),
      },
    );
    const blocks = JSON.stringify(await contentHome(guest.desk, 'T1', 'U0GUEST'));
    expect(blocks).toContain(en.home.guest);
    expect(blocks).not.toContain('"button"');
  });

  it('says so when the database does not answer, and lets people start all the same', async () => {
    const blocks = JSON.stringify(await contentHome(testDesk({}).desk, 'T1', 'U1'));
    expect(blocks).toContain(en.home.notReachable);
    expect(blocks).toContain(startActions.carousel);
  });
});
