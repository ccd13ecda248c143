import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../testing/bot/bot.ts';
import { type SeenMessage, waitFor } from '../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

describe('decisions in Slack', () => {
  const on = useBot();
  let topics = 0;
  beforeEach(() => on.cancelOpenJobs());
  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const thread = (threadTs: string, userId = 'U0MARINA') =>
    on.workspace.messages(CHANNEL, { threadTs, userId });
  const inThread = (threadTs: string, text: string, userId?: string) =>
    waitFor(async () => (await thread(threadTs, userId)).find((m) => shows(m, text)), `"${text}"`);
  const command = async () => {
    topics += 1;
    const topic = `decisão número ${topics} fim`;
    await on.workspace.command('U0MARINA', CHANNEL, '/carousel', topic);
    const brief = await waitFor(async () =>
      (await on.workspace.messages(CHANNEL)).find((m) => shows(m, topic)),
    );
    return brief.ts;
  };
  const proposed = async () => {
    const threadTs = await command();
    const job = await on.draft(5);
    return { threadTs, job, card: await inThread(threadTs, 'review_approve') };
  };
  const press = (userId: string, ts: string, actionId: string) =>
    on.workspace.click(userId, CHANNEL, ts, actionId);
  const rejectionForm = async (userId: string, ts: string) => {
    await press(userId, ts, 'review_reject');
    return (await waitFor(async () => (await on.workspace.views(userId)).modals[0], 'the form')).id;
  };
  const reviews = async (jobId: string) =>
    (
      await on.database.owner.query('select decision, reviewer_id from content.reviews where job_id = $1', [
        jobId,
      ])
    ).rows;
  const ephemerals = async (threadTs: string, userId: string) =>
    (await thread(threadTs, userId)).filter((m) => m.ephemeral);

  it('counts one of two presses that come at the same time from two people, and tells the other', async () => {
    const { threadTs, job, card } = await proposed();
    const form = await rejectionForm('U0THOMAS', card.ts);
    await Promise.all([
      press('U0LUCIA', card.ts, 'review_approve'),
      on.workspace.submit('U0THOMAS', form, { note: { note: '' } }),
      press('U0LUCIA', card.ts, 'review_approve'),
    ]);
    await waitFor(async () => {
      const told = [...(await ephemerals(threadTs, 'U0LUCIA')), ...(await ephemerals(threadTs, 'U0THOMAS'))];
      return told.filter((m) => shows(m, 'Already decided')).length === 2;
    }, 'two people who are told');
    expect(await reviews(job.id)).toHaveLength(1);
    await waitFor(async () => {
      const now = (await thread(threadTs)).find((m) => m.ts === card.ts);
      return (
        now && !shows(now, 'review_approve') && /Approved by|Rejected by/.test(JSON.stringify(now.blocks))
      );
    }, 'the card without buttons');
  });

  it.each([
    ['U0MARINA', 'four eyes'],
    ['U0PEDRO', 'Your role may not'],
    ['U0GUEST', 'Guests cannot decide'],
  ])('tells %s who may approve', async (userId, said) => {
    const { threadTs, job, card } = await proposed();
    await press(userId, card.ts, 'review_approve');
    const told = await inThread(threadTs, said, userId);
    expect(told.ephemeral).toBe(true);
    expect(JSON.stringify(told.blocks)).toContain('<@U0THOMAS>');
    expect(await reviews(job.id)).toEqual([]);
  });

  it('needs words for a change, keeps the form open without them, and gives them back when it is too late', async () => {
    const { threadTs, card } = await proposed();
    await press('U0LUCIA', card.ts, 'review_request_changes');
    const modal = await waitFor(async () => (await on.workspace.views('U0LUCIA')).modals[0]);
    const empty = await on.workspace.submit('U0LUCIA', modal.id, { note: { note: '  ' } });
    expect(JSON.stringify(empty)).toMatch(/Say what should change|required/i);

    await press('U0THOMAS', card.ts, 'review_approve');
    await inThread(threadTs, 'Approved by <@U0THOMAS>');
    await on.workspace.submit('U0LUCIA', modal.id, { note: { note: 'slide 2: *outra* foto' } });
    const told = await inThread(threadTs, 'approved by <@U0THOMAS>', 'U0LUCIA');
    expect(told.ephemeral).toBe(true);
    expect(JSON.stringify(told.blocks)).toContain('slide 2: *outra* foto');
  });

  it('rejects with a note of 3,000 characters, which calls no one and is shown whole to the requester', async () => {
    const { threadTs, card } = await proposed();
    const form = await rejectionForm('U0LUCIA', card.ts);
    const note = `<!channel> <@U0PEDRO> ${'não '.repeat(740)}`.padEnd(2996, 'o').concat(' fim');
    await on.workspace.submit('U0LUCIA', form, { note: { note } });
    await inThread(threadTs, 'Rejected by <@U0LUCIA>');
    const told = await inThread(threadTs, '<@U0MARINA> your carousel was rejected by <@U0LUCIA>');
    expect(told.text).not.toContain('não');
    const shown = JSON.stringify(told.blocks);
    expect(shown).toContain('@channel @U0PEDRO não não');
    expect(shown).toMatch(/o fim"/);
  });

  it('gives the note of a rejection back when the draft is decided meanwhile', async () => {
    const { threadTs, job, card } = await proposed();
    const form = await rejectionForm('U0LUCIA', card.ts);
    await press('U0THOMAS', card.ts, 'review_approve');
    await inThread(threadTs, 'Approved by <@U0THOMAS>');
    await on.workspace.submit('U0LUCIA', form, { note: { note: 'fora da linha' } });
    const told = await inThread(threadTs, 'approved by <@U0THOMAS>', 'U0LUCIA');
    expect(told.ephemeral).toBe(true);
    expect(JSON.stringify(told.blocks)).toContain('fora da linha');
    expect((await reviews(job.id)).map((r) => r.decision)).toEqual(['approve']);
  });

  it('posts no final file whose bytes were changed where they lie, and tells who opens it and the requester', async () => {
    const { threadTs, job, card } = await proposed();
    await on.database.owner.query(
      'alter table content.artifacts drop constraint bytes_are_what_is_said_of_them',
    );
    await on.database.owner.query(
      `update content.artifacts set bytes = 'altered' where job_id = $1 and name = 'carousel-final.pdf'`,
      [job.id],
    );
    await press('U0LUCIA', card.ts, 'review_open_final_files');
    const said = 'is not the one that was shown and approved';
    expect((await inThread(threadTs, said, 'U0LUCIA')).ephemeral).toBe(true);
    await press('U0LUCIA', card.ts, 'review_approve');
    const told = await waitFor(
      async () => (await on.workspace.messages(CHANNEL, { userId: 'U0MARINA' })).find((m) => shows(m, said)),
      'the requester who is told',
    );
    expect(told.ephemeral).toBe(true);
    expect(told.text).toContain('carousel-final.pdf');
    const names = (await thread(threadTs)).flatMap((m) => m.files.map(({ name }) => name));
    expect(names.filter((name) => name.includes('final'))).toEqual([]);
    // It is given up once the requester was told.
    await expect
      .poll(async () => {
        const { rows } = await on.database.owner.query(
          `select given_up from content.outbox where job_id = $1 and kind = 'final'`,
          [job.id],
        );
        return rows;
      })
      .toEqual([{ given_up: true }]);
  });

  it('closes the card while an edit is drawn, tells one that comes too late, and lets another person approve it', async () => {
    const { threadTs, card } = await proposed();
    const editForm = async (userId: string) => {
      await press(userId, card.ts, 'review_edit');
      const modal = await waitFor(async () => (await on.workspace.views(userId)).modals[0], 'what to edit');
      await on.workspace.submit(userId, modal.id, { pieces: { pieces: ['slide-2'] } });
      return modal.id;
    };
    const typed = (title: string) => ({ 'slides.1.title': { 'slides.1.title': title } });
    const late = await editForm('U0THOMAS');
    await on.workspace.submit('U0LUCIA', await editForm('U0LUCIA'), typed('O título de Lúcia'));
    await waitFor(async () => {
      const now = (await thread(threadTs)).find((m) => m.ts === card.ts);
      return now && shows(now, 'edited by <@U0LUCIA>') && !shows(now, 'review_approve');
    }, 'the card without buttons');
    const busy = await on.workspace.submit('U0THOMAS', late, typed('O título de Thomas'));
    expect(JSON.stringify(busy)).toContain('being worked on right now');
    await on.draft();
    const second = await inThread(threadTs, 'Draft, version 2');
    expect(shows(second, 'review_versions')).toBe(true);
    const stale = await on.workspace.submit('U0THOMAS', late, typed('O título de Thomas'));
    expect(JSON.stringify(stale)).toContain('superseded by version 2');
    await press('U0LUCIA', second.ts, 'review_approve');
    await inThread(threadTs, 'Words of this version are yours', 'U0LUCIA');
    await press('U0THOMAS', second.ts, 'review_approve');
    await inThread(threadTs, 'Approved by <@U0THOMAS>');
    const ended = await on.workspace.submit('U0THOMAS', late, typed('O título de Thomas'));
    expect(JSON.stringify(ended)).toContain('Nothing was saved, because the job has ended');
  });

  it('cancels for the requester alone, and takes the job from its runner', async () => {
    const threadTs = await command();
    const job = await waitFor(() => on.agent.claimJob('test-agent', ['carousel']));
    await on.agent.recordProgress(job, { node: 'plan', step: 2, of: 5, steps: [] });
    const steps = await inThread(threadTs, 'cancel_job');
    await press('U0PEDRO', steps.ts, 'cancel_job');
    await inThread(threadTs, 'Only the requester', 'U0PEDRO');
    await press('U0MARINA', steps.ts, 'cancel_job');
    await inThread(threadTs, 'Cancelled by <@U0MARINA>');
    await expect(on.agent.heartbeatJob(job)).rejects.toMatchObject({ code: 'lost_lease' });
    await waitFor(async () => {
      const now = (await thread(threadTs)).find((m) => m.ts === steps.ts);
      return now && !shows(now, 'cancel_job');
    }, 'the steps without Cancel');
  });

  it('says why a job failed and what to do, and retries it', async () => {
    const threadTs = await command();
    const job = await waitFor(() => on.agent.claimJob('test-agent', ['carousel']));
    await on.agent.recordProgress(job, { node: 'retrieve', step: 1, of: 5, steps: [] });
    const error = { code: 'no_evidence', message: 'x', params: { terms_missing: ['foguete'] } };
    await on.agent.failJob(job, error, null);
    const steps = await inThread(threadTs, 'retry_job');
    expect(JSON.stringify(steps.blocks)).toContain('Add documents about it');
    await inThread(threadTs, '<@U0MARINA> your carousel was stopped by a problem');
    await press('U0MARINA', steps.ts, 'retry_job');
    await on.draft(5);
    await inThread(threadTs, 'Draft, version 1');
  });

  it('decides on cards that were posted before a restart', async () => {
    const { threadTs, card } = await proposed();
    await on.stopBot();
    await on.startAgain();
    await press('U0LUCIA', card.ts, 'review_approve');
    await inThread(threadTs, 'Approved by <@U0LUCIA>');
  });

  it('posts a card again that a person deleted, with buttons that decide', async () => {
    const { threadTs, card } = await proposed();
    await on.workspace.call('POST', 'message/delete', {
      user_id: 'U0RENATA',
      channel_id: CHANNEL,
      ts: card.ts,
    });
    const again = await waitFor(
      async () => (await thread(threadTs)).find((m) => m.ts !== card.ts && shows(m, 'review_approve')),
      'the card, posted again',
    );
    await press('U0LUCIA', again.ts, 'review_approve');
    await inThread(threadTs, 'Approved by <@U0LUCIA>');
    const cards = (await thread(threadTs)).filter((m) => shows(m, 'Draft, version 1'));
    expect(cards.map((m) => m.ts)).toEqual([again.ts]);
  });

  it('keeps what people write in the thread', async () => {
    const { threadTs, job } = await proposed();
    await on.workspace.say('U0PEDRO', CHANNEL, 'prefiro sem a palavra <!here>', threadTs);
    await on.workspace.idle();
    await waitFor(async () => {
      const kept = await on.database.owner.query(
        "select author_id, text from content.chat_history where job_id = $1 and kind = 'message'",
        [job.id],
      );
      return kept.rows.length === 1 && kept.rows[0]?.author_id === 'U0PEDRO';
    }, 'the message in the history');
  });
});
