import { describe, expect, it } from 'vitest';
import type { BlogDraft, ClaimedJob, QuestionContent } from '../ports/content.ts';
import { useBot } from '../testing/bot/bot.ts';
import { aKitQuestion, anArticle, anOutline, aReport, aResearchPlan } from '../testing/bot/samples.ts';
import { type SeenMessage, waitFor } from '../testing/workspace.ts';

const CHANNEL = 'C0MARKETING';

/** The bot on a Slack stand-in and the real database; a hand-made agent asks, replies and drafts. */
describe('articles and reports in Slack', () => {
  const on = useBot();
  const thread = (threadTs: string, userId = 'U0MARINA') =>
    on.workspace.messages(CHANNEL, { threadTs, userId });
  const shows = (m: SeenMessage, text: string) => JSON.stringify([m.text, m.blocks]).includes(text);
  const inThread = (threadTs: string, text: string, userId?: string) =>
    waitFor(
      async () => (await thread(threadTs, userId)).find((m) => shows(m, text)),
      `"${text}" in the thread`,
    );
  const gone = (threadTs: string, ts: string, text: string) =>
    waitFor(async () => {
      const message = (await thread(threadTs)).find((m) => m.ts === ts);
      return message && !shows(message, text);
    }, `a message without "${text}"`);
  const start = async (command: string, text: string, topic = text) => {
    const answer = await on.workspace.command('U0MARINA', CHANNEL, command, text);
    expect(JSON.stringify(answer.ack)).toContain('Got it');
    const brief = await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => shows(m, topic)),
      'the brief',
    );
    return brief.ts;
  };
  const ask = (
    job: ClaimedJob,
    number: number,
    content: QuestionContent = anOutline(),
    readUpto: number | null = null,
  ) => on.agent.recordQuestion(job, { number, content, artifacts: [], read_upto: readUpto });
  const draft = async (job: ClaimedJob, content: Partial<BlogDraft> = {}, readUpto: number | null = null) => {
    const version = job.versions + 1;
    const artifacts = [
      await on.put(job, `v${version}/overview.png`, 'overview', 'image/png'),
      await on.put(job, `v${version}/page-1.png`, 'page', 'image/png'),
      await on.put(job, `v${version}/artigo-draft.md`, 'document', 'text/markdown'),
      await on.put(job, `v${version}/artigo-draft.html`, 'document', 'text/html'),
    ];
    const finals = [
      await on.put(job, `v${version}/final/artigo-final.md`, 'document', 'text/markdown'),
      await on.put(job, `v${version}/final/artigo-final.html`, 'document', 'text/html'),
    ];
    const { content: body } = anArticle(content);
    await on.agent.recordDraft(job, {
      version,
      content: body,
      artifacts,
      finals,
      reason: null,
      read_upto: readUpto,
    });
  };
  const replyOf = (job: ClaimedJob) => {
    if (!job.resume || !('kind' in job.resume) || job.resume.kind !== 'reply') throw new Error('No reply');
    return job.resume;
  };
  const modal = (userId: string) =>
    waitFor(async () => (await on.workspace.views(userId)).modals[0], 'a form');

  it('leads from the outline over replies to the approved files', async () => {
    const threadTs = await start('/blog', 'passivação em 600 palavras https://a.example/p', 'passivação');
    const first = await on.claim();
    expect(first.brief).toMatchObject({ topic: 'passivação', words: 600, urls: ['https://a.example/p'] });
    const unread = [{ url: 'https://a.example/p', code: 'http_status' }];
    await ask(first, 1, anOutline({ unread }));
    const outline = await inThread(threadTs, 'Outline of the article');
    expect(JSON.stringify(outline.blocks)).toContain('the site answered with an error');
    await inThread(threadTs, 'Waiting for your answer below');

    // Changed by the form.
    await on.workspace.click('U0MARINA', CHANNEL, outline.ts, 'question_change');
    const form = await modal('U0MARINA');
    await on.workspace.submit('U0MARINA', form.id, { note: { note: 'menos técnico' } });
    await inThread(threadTs, 'Change asked for by <@U0MARINA>');
    const second = await on.claim();
    expect(second.resume).toMatchObject({ kind: 'answer', answer: 'change', note: 'menos técnico' });
    await ask(second, 2);
    const newer = await inThread(threadTs, 'Outline of the article, version 2');
    await gone(threadTs, outline.ts, 'question_go_on');

    // Changed by a reply, then agreed to by an approver's press.
    await on.workspace.say('U0MARINA', CHANNEL, 'comece pela ISO 13485', threadTs);
    const third = await on.claim();
    const { messages } = replyOf(third);
    expect(messages.map((m) => m.text)).toEqual(['comece pela ISO 13485']);
    await on.agent.recordReply(third, {
      key: 'r1',
      kind: 'understood',
      text: 'Começar pela ISO 13485 <!channel>',
      person_id: 'U0MARINA',
      version: null,
      offline: true,
    });
    await gone(threadTs, newer.ts, 'question_go_on');
    await ask(third, 3, anOutline({ angle: 'ISO 13485 primeiro' }), messages[0]?.id ?? null);
    const agreed = await inThread(threadTs, 'ISO 13485 primeiro');
    const said = await inThread(threadTs, 'I understood:');
    expect(said.text).not.toContain('<!channel>');
    await on.workspace.click('U0LUCIA', CHANNEL, agreed.ts, 'question_go_on');
    await inThread(threadTs, 'Accepted by <@U0LUCIA>');

    const writing = await on.claim();
    expect(writing.resume).toMatchObject({ kind: 'answer', answer: 'go_on', question: 3 });
    await draft(writing);
    const card = await inThread(threadTs, 'Draft, version 1');
    expect(JSON.stringify(card.blocks)).toContain('slack_file');
    const shared = (await thread(threadTs)).find((m) => m.files.length > 0);
    expect(shared?.files.map((f) => f.name)).toEqual(['page-1.png', 'artigo-draft.md', 'artigo-draft.html']);
    expect(shared?.text).toContain('Version 1: 1 page of preview, Markdown and HTML (draft)');

    // A reply leads to version 2; what is written meanwhile is read in the turn after.
    await on.workspace.say('U0LUCIA', CHANNEL, 'introdução mais curta', threadTs);
    const revising = await on.claim();
    await on.agent.recordReply(revising, {
      key: 'r1b',
      kind: 'understood',
      text: 'Encurtar a introdução.',
      person_id: 'U0LUCIA',
      version: 2,
      offline: true,
    });
    await inThread(threadTs, 'is being worked on; the buttons come back');
    await on.workspace.say('U0MARINA', CHANNEL, 'e cite a RDC 751', threadTs);
    await inThread(threadTs, 'I am still working', 'U0MARINA');
    const changes: BlogDraft['changes'] = [
      {
        part: 'introduction',
        label: 'Introdução',
        kind: 'changed',
        words_before: 120,
        words_after: 80,
        hunks: [{ op: 'removed', text: 'palavras demais' }],
      },
    ];
    await draft(revising, { changes }, replyOf(revising).messages.at(-1)?.id ?? null);
    const next = await on.claim();
    expect(replyOf(next).messages.map((m) => m.text)).toEqual(['e cite a RDC 751']);
    expect(next.versions).toBe(2);
    await draft(next, { title: 'Com a RDC 751' }, replyOf(next).messages.at(-1)?.id ?? null);
    const second2 = await inThread(threadTs, 'Draft, version 2');
    expect(JSON.stringify(second2.blocks)).toContain('"strike":true');
    const third3 = await inThread(threadTs, 'Com a RDC 751');

    // A question of the thread is answered without a new version, and the buttons come back.
    await on.workspace.say('U0MARINA', CHANNEL, 'de onde vem o 0,13%?', threadTs);
    const asked = await on.claim();
    await on.agent.recordReply(asked, {
      key: 'r2',
      kind: 'answer',
      text: 'Da página sobre passivação.',
      person_id: 'U0MARINA',
      version: null,
      offline: true,
    });
    const same = asked.versions;
    const newest = await on.database.owner.query(
      'select content, artifacts, finals from content.drafts where job_id = $1 and version = $2',
      [asked.id, same],
    );
    await on.agent.recordDraft(asked, {
      version: same,
      content: newest.rows[0]?.content as BlogDraft,
      artifacts: newest.rows[0]?.artifacts as never,
      finals: newest.rows[0]?.finals as never,
      reason: null,
      read_upto: replyOf(asked).messages.at(-1)?.id ?? null,
    });
    await inThread(threadTs, 'Da página sobre passivação.');
    await waitFor(async () => {
      const message = (await thread(threadTs)).find((m) => m.ts === third3.ts);
      return message && shows(message, 'review_approve');
    }, 'the buttons again');

    await on.workspace.click('U0LUCIA', CHANNEL, third3.ts, 'review_approve');
    await inThread(threadTs, 'your article is approved');
    const final = (await thread(threadTs)).filter((m) => m.files.some((f) => f.name.includes('final')));
    expect(final.map((m) => m.files.map((f) => f.name))).toEqual([['artigo-final.html', 'artigo-final.md']]);

    await on.workspace.say('U0MARINA', CHANNEL, 'mais curta ainda', threadTs);
    const late = await inThread(threadTs, 'This draft is approved', 'U0MARINA');
    expect(late.ephemeral).toBe(true);
  });

  it('follows edits and deletions, and tells a stranger once who may steer', async () => {
    await on.cancelOpenJobs();
    const threadTs = await start('/blog', 'edições e exclusões');
    await draft(await on.claim());
    await inThread(threadTs, 'Draft, version 1');

    await on.workspace.say('U0PEDRO', CHANNEL, 'eu mudaria o título', threadTs);
    await inThread(threadTs, 'only the requester, approvers and admins change this article', 'U0PEDRO');
    await on.workspace.say('U0PEDRO', CHANNEL, 'e o fim também', threadTs);

    // The first of two replies is edited, the second deleted, before any agent has read them.
    const kept = await on.workspace.say('U0MARINA', CHANNEL, 'título mais curto', threadTs);
    const taken = await on.workspace.say('U0MARINA', CHANNEL, 'apague a seção 2', threadTs);
    const edit = { user_id: 'U0MARINA', channel_id: CHANNEL };
    await on.workspace.call('POST', 'message/edit', { ...edit, ts: kept, text: 'título mais <!here> longo' });
    await on.workspace.call('POST', 'message/delete', { ...edit, ts: taken });
    const lines = async () =>
      (
        await on.database.owner.query(
          'select text from content.chat_history where slack_ts = any($1) order by slack_ts',
          [[kept, taken]],
        )
      ).rows.map((row) => row.text);
    await expect.poll(lines).toEqual(['título mais @here longo', '']);
    const job = await on.claim();
    expect(replyOf(job).messages.map((m) => m.text)).toEqual(['título mais @here longo']);
    const told = (await thread(threadTs, 'U0PEDRO')).filter((m) => m.ephemeral);
    expect(told).toHaveLength(1);
    await on.cancelOpenJobs();
  });

  it('lets only an admin take a brand kit into use, and says so to others', async () => {
    await on.cancelOpenJobs();
    const { content } = aKitQuestion([{ code: 'kit_no_logo', params: {} }]);
    if (content.kind !== 'brand_kit') throw new Error('No brand kit');
    const version = await on.database.owner.query(
      'select coalesce(max(version), 0)::int as v from content.brand_kits where team_id = $1',
      ['T0GREENLIGHT'],
    );
    const base_version = Number(version.rows[0]?.v);
    await on.database.owner.query('select content.enqueue_job($1)', [
      JSON.stringify({
        type: 'brand_kit',
        team_id: 'T0GREENLIGHT',
        requester_id: 'U0RENATA',
        channel_id: CHANNEL,
        command: '/knowledge brand',
        idempotency_key: 'kit-1',
        response_url: null,
        brief: { topic: 'Kit da Alba', kit: content.kit, base_version },
      }),
    ]);
    const brief = await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => shows(m, 'Kit da Alba')),
      'the brief',
    );
    const job = await on.claim();
    const artifacts = [
      await on.put(job, 'q1/cover.png', 'page', 'image/png'),
      await on.put(job, 'q1/overview.png', 'overview', 'image/png'),
    ];
    await on.agent.recordQuestion(job, {
      number: 1,
      content: { ...content, base_version },
      artifacts,
      read_upto: null,
    });
    const question = await inThread(brief.ts, 'question_use');
    expect(JSON.stringify(question.blocks)).toContain('slack_file');
    expect(JSON.stringify(question.blocks)).toContain('There is no logo: its place stays empty.');
    const samples = (await thread(brief.ts)).find((m) => m.files.length > 0);
    expect(samples?.text).toContain('1 sample slide');
    await on.workspace.click('U0LUCIA', CHANNEL, question.ts, 'question_use');
    await inThread(brief.ts, 'Only admins take a brand kit into use', 'U0LUCIA');
    await on.workspace.click('U0RENATA', CHANNEL, question.ts, 'question_use');
    await inThread(brief.ts, 'Put into use by <@U0RENATA>');
    await on.agent.finishJob(await on.claim(), { applied: true });
    await inThread(brief.ts, 'the brand kit is in use');
  });

  it('tells what a document for the knowledge base came to', async () => {
    await on.cancelOpenJobs();
    await on.database.owner.query('select content.enqueue_job($1)', [
      JSON.stringify({
        type: 'knowledge',
        team_id: 'T0GREENLIGHT',
        requester_id: 'U0MARINA',
        channel_id: CHANNEL,
        command: '/knowledge add',
        idempotency_key: 'knowledge-1',
        response_url: null,
        brief: {
          topic: 'UDI na prática',
          source: { kind: 'url', url: 'https://a.example/udi' },
          title: null,
          language: null,
        },
      }),
    ]);
    const brief = await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => shows(m, 'UDI na prática')),
      'the brief',
    );
    const job = await on.claim();
    await on.agent.finishJob(job, {
      document_id: 'd1',
      title: 'UDI na prática',
      passages: 14,
      language: 'pt',
      replaced: null,
      known: false,
      characters: 9000,
      warnings: [],
    });
    await inThread(brief.ts, '14 passages, Portuguese');
    await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => m.ts === brief.ts && shows(m, 'Stored')),
      'the brief as stored',
    );
  });

  it('opens the form with what was said, and starts one article from it', async () => {
    await on.workspace.command('U0PEDRO', CHANNEL, '/blog', '700 words');
    const form = await modal('U0PEDRO');
    expect(JSON.stringify(form.blocks)).toContain('"initial_value":"700"');
    const wrong = await on.workspace.submit('U0PEDRO', form.id, {
      brief: { brief: 'UDI' },
      addresses: { addresses: 'ftp://a.example' },
    });
    expect(JSON.stringify(wrong)).toContain('ftp://a.example');
    await on.workspace.submit('U0PEDRO', form.id, {
      brief: { brief: 'UDI do formulário' },
      words: { words: '700' },
      keywords: { keywords: 'UDI' },
      addresses: { addresses: 'https://a.example/1\nhttps://a.example/2' },
    });
    const brief = await waitFor(
      async () => (await on.workspace.messages(CHANNEL)).find((m) => shows(m, 'UDI do formulário')),
      'the brief',
    );
    for (const words of ['700', 'Keywords', 'https://a.example/2']) expect(shows(brief, words)).toBe(true);
  });

  it('leads from the questions of a research over an edited list to the drafts that its report is made of', async () => {
    await on.cancelOpenJobs();
    const asked = 'como se valida a limpeza?';
    const threadTs = await start('/research', `${asked} https://a.example/l, 3 rodadas`, asked);
    const first = await on.claim();
    expect(first).toMatchObject({ type: 'research', brief: { rounds: 3, urls: ['https://a.example/l'] } });
    await ask(first, 1, aResearchPlan());
    const plan = await inThread(threadTs, 'about 14 calls, at most 0.22 USD');
    await inThread(threadTs, 'Waiting for your answer below');

    await on.workspace.click('U0MARINA', CHANNEL, plan.ts, 'question_change');
    const form = await modal('U0MARINA');
    expect(JSON.stringify(form.blocks)).toContain('Qual é o limite de resíduo?\\nQuem assina o relatório?');
    const kept = await on.workspace.submit('U0MARINA', form.id, { questions: { questions: ' ' } });
    expect(JSON.stringify(kept)).toContain('Leave at least one question');
    await on.workspace.submit('U0MARINA', form.id, {
      questions: { questions: 'Qual é o pior caso?\nQual é o limite de resíduo?' },
    });
    await inThread(threadTs, 'Change asked for by <@U0MARINA>');
    const second = await on.claim();
    const note = '1. Qual é o pior caso?\n2. Qual é o limite de resíduo?';
    expect(second.resume).toMatchObject({ kind: 'answer', answer: 'change', note });
    await ask(second, 2, aResearchPlan());
    const newer = await inThread(threadTs, 'Questions of the research, version 2');
    await on.workspace.click('U0PEDRO', CHANNEL, newer.ts, 'question_go_on');
    await inThread(threadTs, 'Only the requester, approvers and admins answer this', 'U0PEDRO');
    await on.workspace.click('U0MARINA', CHANNEL, newer.ts, 'question_go_on');
    await inThread(threadTs, 'Started by <@U0MARINA>');

    const held = await on.claim();
    const linkOf = (ts: string) =>
      `${on.workspace.origin}/archives/${CHANNEL}/p${ts.replace('.', '')}?thread_ts=${threadTs}&cid=${CHANNEL}`;
    const refused = await on.workspace.command('U0MARINA', CHANNEL, '/blog', `from ${linkOf(newer.ts)}`);
    expect(JSON.stringify(refused.ack)).toContain('This research is not approved yet');
    await on.agent.recordDraft(held, {
      version: 1,
      content: aReport().content,
      artifacts: [
        await on.put(held, 'v1/overview.png', 'overview', 'image/png'),
        await on.put(held, 'v1/limpeza-draft.pdf', 'document', 'application/pdf'),
        await on.put(held, 'v1/limpeza-draft.md', 'document', 'text/markdown'),
      ],
      finals: [
        await on.put(held, 'v1/final/limpeza-final.pdf', 'document', 'application/pdf'),
        await on.put(held, 'v1/final/limpeza-final.md', 'document', 'text/markdown'),
      ],
      reason: null,
      read_upto: null,
    });
    const card = await inThread(threadTs, 'Draft, version 1');
    for (const words of ['O limite vem da toxicidade', 'Limpeza em uma página', 'slack_file']) {
      expect(shows(card, words)).toBe(true);
    }
    await on.workspace.click('U0LUCIA', CHANNEL, card.ts, 'review_approve');
    const outcome = await inThread(threadTs, 'your report is approved');

    await on.workspace.click('U0PEDRO', CHANNEL, outcome.ts, 'report_to_carousel');
    const briefing = await modal('U0PEDRO');
    expect(JSON.stringify(briefing.blocks)).toContain('Como se valida a limpeza de implantes');
    await on.workspace.submit('U0PEDRO', briefing.id, { brief: { brief: 'Limpeza em slides' } });
    expect(await on.claim()).toMatchObject({ type: 'carousel', from_job_id: held.id });
    await start('/blog', `from ${linkOf(card.ts)}`, 'Article: Como se valida a limpeza');
    expect(await on.claim()).toMatchObject({
      type: 'blog',
      from_job_id: held.id,
      brief: { topic: 'Como se valida a limpeza de implantes' },
    });
  });

  it.each([
    ['help', 'answers a question with sources'],
    ['x'.repeat(4001), '4,001 characters; up to 2,000'],
    ['<!channel> <!here>', 'only names and signs'],
    ['UDI, 9 rounds', '1 to 3 rounds; you asked for 9'],
    ['--rounds 3 UDI', 'has no options such as'],
    [
      `UDI ${Array.from({ length: 11 }, (_, n) => `https://a.example/${n}`).join(' ')}`,
      '11 addresses; up to 10',
    ],
  ])('explains /research and starts nothing (case %#)', async (text, words) => {
    const count = async () =>
      (await on.database.owner.query('select count(*)::int as n from content.jobs')).rows;
    const before = await count();
    const answer = await on.workspace.command('U0MARINA', CHANNEL, '/research', text);
    expect(JSON.stringify(answer.ack)).toContain(words);
    expect(await count()).toEqual(before);
  });

  it.each([
    ['help me', 'drafts an article'],
    ['--words 600 UDI', 'has no options such as'],
    ['200 words about UDI', '300 to 2,500 words; you asked for 200'],
    ['UDI file:///etc/passwd', 'must begin with https://'],
    [`UDI ${[1, 2, 3, 4, 5, 6].map((n) => `https://a.example/${n}`).join(' ')}`, '6 addresses; up to 5'],
    ['stauts', 'Where an article stands'],
  ])('explains itself and starts nothing for %j', async (text, words) => {
    const count = async () =>
      (await on.database.owner.query('select count(*)::int as n from content.jobs')).rows;
    const before = await count();
    const answer = await on.workspace.command('U0MARINA', CHANNEL, '/blog', text);
    expect(JSON.stringify(answer.ack)).toContain(words);
    expect(await count()).toEqual(before);
  });
});
