import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import type { HomeOf, OwnJob, WaitingDraft } from '../../ports/content.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { homeView } from '../home/app-home.ts';
import { jobsActions } from '../jobs/job-ref.ts';
import { cardRef, reviewActions } from '../review/review-card.ts';
import { small } from '../slack/blocks.ts';
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
  since: '2026-11-22T12:00:00Z',
  approvals: 0,
  quorum: 1,
  may_be_approved: true,
  picture: null,
  ...change,
});
const own = (change: Partial<OwnJob> = {}): OwnJob => ({
  job: 'j1',
  type: 'blog',
  status: 'failed',
  topic: 'UDI *x* <!here>',
  versions: 1,
  error: { code: 'model_unavailable', message: '' },
  ended_at: '2026-11-22T12:00:00Z',
  waits_for: [],
  channel_id: 'C1',
  thread_ts: '1.1',
  ...change,
});
const home = (change: Partial<HomeOf> = {}): HomeOf => ({
  waiting: [],
  mine: [],
  at_a_cap: [],
  notes: [],
  ...change,
});
const link = () => 'https://slack.invalid/archives/C1/p1';
const draw = (change: Partial<WaitingDraft> = {}, t = en) =>
  JSON.stringify(homeBlocks(home({ waiting: [waiting(change)] }), true, link, t));
const buttonsOf = (blocks: KnownBlock[]) =>
  blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));

describe('homeBlocks()', () => {
  it('binds Approve to version and hash, as the card does, and asks before it counts', () => {
    const { first } = homeBlocks(home({ waiting: [waiting()] }), true, link, en);
    const approve = buttonsOf(first).find((b) => 'action_id' in b && b.action_id === reviewActions.approve);
    if (approve?.type !== 'button') throw new Error('no Approve');
    expect(cardRef.parse(JSON.parse(approve.value ?? ''))).toEqual({ job: 'job-1', version: 2, hash: 'abc' });
    expect(approve.confirm?.text).toMatchObject({ text: expect.stringContaining('version 2') });
  });

  it('leads to the words of a campaign that wait', () => {
    const notes = {
      job: 'n1',
      topic: 'Sul <!here>',
      requester_id: 'U0MARINA',
      channel_id: 'C1',
      card_ts: '1.1',
      since: '2026-11-22T12:00:00Z',
      people: 3,
    };
    const shown = JSON.stringify(homeBlocks(home({ notes: [notes] }), false, link, en).first);
    expect(shown).toContain('*Sul &lt;!here&gt;*\\nWords for 3 people, campaign of <@U0MARINA>');
    expect(shown).toContain(link());
    expect(shown).not.toContain(en.home.nothingWaits);
  });

  it('lets people request changes and reject from here, and says how far it is and since when', () => {
    const shown = draw({ may_be_approved: false, approvals: 1, quorum: 2 });
    expect(shown).toContain(reviewActions.requestChanges);
    expect(shown).toContain(reviewActions.reject);
    expect(shown).toContain(en.home.approvals(1, 2));
    expect(shown).toContain('<!date^1795348800^');
  });

  it('offers Cancel of what is open and Retry where it can help, and says whom a job waits for', () => {
    const actionsOf = (job: OwnJob) =>
      buttonsOf(homeBlocks(home({ mine: [job] }), false, link, en).rest).map(
        (b) => 'action_id' in b && b.action_id,
      );
    const open = own({ status: 'awaiting_review', ended_at: null, error: null, waits_for: ['U0LUCIA'] });
    expect(actionsOf(open)).toEqual([jobsActions.cancel]);
    expect(actionsOf(own())).toEqual([jobsActions.retry]);
    expect(actionsOf(own({ status: 'completed', error: null }))).toEqual([]);
    expect(JSON.stringify(homeBlocks(home({ mine: [open] }), false, link, en))).toContain('<@U0LUCIA>');
  });

  it('leads admins to what waits at a cap', () => {
    const job = {
      job: 'c1',
      type: 'blog' as const,
      topic: 'UDI',
      requester_id: 'U1',
      channel_id: 'C1',
      card_ts: '1.2',
    };
    const shown = JSON.stringify(homeBlocks(home({ at_a_cap: [job] }), true, link, en).first);
    expect(shown).toContain('waiting at a cap');
    expect(shown).not.toContain(en.home.nothingWaits);
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
    const mine = Array.from({ length: 10 }, (_, n) => own({ job: `j${n}` }));
    const many = Array.from({ length: 20 }, (_, n) => waiting({ job: `w${n}`, picture: 'F1' }));
    for (const t of [en, ptBr]) {
      const view = homeView(t, [homeBlocks(home({ waiting: many, mine }), true, link, t)]);
      expect(view.blocks.length).toBeLessThanOrEqual(100);
      const shown = JSON.stringify(view);
      expect(shown).toContain(t.job.status.failed);
      expect(shown).not.toContain('<!here>');
      for (const action of [
        startActions.carousel,
        startActions.article,
        startActions.plan,
        startActions.document,
      ])
        expect(shown).toContain(action);
    }
  });
});

describe('homeView()', () => {
  it('keeps what waits for a person when not all fits, and says that there is more', () => {
    const lines = (name: string, n: number) => Array.from({ length: n }, (_, i) => small(`${name} ${i}`));
    const view = homeView(en, [
      { first: lines('first', 30), rest: lines('rest', 60) },
      { first: lines('also first', 30), rest: [] },
    ]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    const shown = JSON.stringify(view);
    expect(shown.indexOf('also first 29')).toBeLessThan(shown.indexOf('rest 0'));
    expect(shown).toContain(en.home.doesNotFit);
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
