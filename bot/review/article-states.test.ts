import { describe, expect, it } from 'vitest';
import {
  type Artifact,
  jobStatuses,
  type OutboxItem,
  type PartFinding,
  type Question,
  type StepFact,
} from '../../ports/content.ts';
import {
  aBlogJob,
  aBrandKitJob,
  aKitQuestion,
  aKnowledgeJob,
  anApproval,
  anArticle,
  anItem,
  anOutline,
  aQuestion,
  aReply,
  aReview,
} from '../../testing/bot/samples.ts';
import { briefMessage } from '../drafts/brief-message.ts';
import { draftFiles, finalFiles, sampleFiles } from '../drafts/file-sets.ts';
import { progressMessage } from '../drafts/progress-message.ts';
import { questionMessage } from '../drafts/question-message.ts';
import { replyMessage } from '../drafts/reply-message.ts';
import type { Message } from '../slack/blocks.ts';
import { en, ptBr } from '../texts/texts.ts';
import { outcomeMessage } from './outcome-message.ts';
import { reviewCard } from './review-card.ts';

const actionsOf = (message: Message) =>
  message.blocks.flatMap((b) =>
    b.type === 'actions' ? b.elements.flatMap((e) => ('action_id' in e ? [e.action_id] : [])) : [],
  );
const json = (message: Message | null) => JSON.stringify(message?.blocks);
const file = (name: string, role: Artifact['role']): Artifact => ({
  key: `job-1/${name}`,
  name,
  mime: 'x/y',
  size: 1,
  sha256: 'x',
  alt: `Alt of ${name}`,
  role,
});

describe('briefMessage()', () => {
  it('shows what was asked of an article, the pages to read among it', () => {
    const brief = { ...aBlogJob().brief, words: 1200, keywords: 'UDI', urls: ['https://a.example/1'] };
    const shown = json(briefMessage(aBlogJob({ brief }), 'Ana', en));
    for (const words of ['"Article"', '1,200', 'Keywords: ', 'https://a.example/1'])
      expect(shown).toContain(words);
  });

  it('says that a document is stored and a brand kit in use, as nothing of theirs is approved', () => {
    expect(json(briefMessage(aKnowledgeJob({ status: 'completed' }), 'Ana', en))).toContain('Stored');
    const kit = (applied: boolean) =>
      briefMessage(aBrandKitJob({ status: 'completed', result: { applied } }), 'Ana', en);
    expect(json(kit(true))).toContain('In use');
    expect(json(kit(false))).toContain('Discarded');
  });
});

describe('progressMessage()', () => {
  const ended = '2026-11-22T12:00:00Z';
  const done = (node: string, detail: StepFact[] | null = null) => ({
    node,
    started_at: '',
    ended_at: ended,
    detail,
  });
  const open = (node: string) => ({ node, started_at: '', ended_at: null, detail: null });

  it('shows the steps of an article, and after the outline only those to come', () => {
    const found: StepFact[] = [
      { code: 'passages', count: 12 },
      { code: 'pages', count: 2 },
    ];
    const waiting = aBlogJob({
      status: 'awaiting_input',
      checkpoint_data: { steps: [done('research', found), done('outline')] },
    });
    const shown = json(progressMessage(waiting, en));
    expect(shown).toContain('Waiting for your answer below');
    expect(shown).toContain('(12 passages, 2 pages)\\n✓ Outline: angle');
    expect(shown).toContain('\\n· Write the text\\n· Check claims');
    expect(shown).not.toContain('· Outline: angle');
  });

  it('says from which step it goes on', () => {
    const steps = [done('research'), done('outline'), open('write')];
    const job = aBlogJob({ checkpoint_data: { node: 'write', step: 3, of: 6, steps, resumed_at: 'write' } });
    expect(json(progressMessage(job, en))).toContain('Going on from step 3: Write the text');
    expect(json(progressMessage(job, ptBr))).toContain('Continuando do passo 3: Escrever o texto');
    expect(json(progressMessage(aBlogJob({ checkpoint_data: { steps } }), en))).not.toContain('Going on');
  });

  it('says at which step Retry goes on', () => {
    const steps = [done('research'), done('outline'), open('write')];
    const failed = aBlogJob({ status: 'failed', ended_at: ended, checkpoint_data: { steps } });
    expect(json(progressMessage(failed, en))).toContain('Retry goes on from step 3: Write the text.');
  });

  it('says that a reply is being read before the next version has a step', () => {
    const steps = ['research', 'outline', 'write', 'check', 'preview'].map((node) => done(node));
    const checkpoint_data = { node: 'preview', step: 5, of: 6, steps };
    const shown = (change: Parameters<typeof aBlogJob>[0]) => json(progressMessage(aBlogJob(change), en));
    expect(shown({ versions: 1, checkpoint_data })).toContain('*Reading the reply*');
    expect(shown({ versions: 0, checkpoint_data })).toContain('Working on version 1 · Step 5 of 6');
    const revising = { ...checkpoint_data, steps: [open('write')] };
    expect(shown({ versions: 1, checkpoint_data: revising })).toContain('Working on version 2');
  });

  it.each([
    ['private_address', {}, 'private network'],
    ['too_large', { unit: 'bytes', limit: 10 * 1024 * 1024 }, 'up to 10 MB'],
    ['too_large', { unit: 'characters', limit: 400_000 }, '400,000 characters'],
    ['http_status', { status: 404 }, 'error 404'],
    ['not_reachable', { reason: 'unknown_name' }, 'no site has this name'],
    ['no_text', { reason: 'scanned' }, 'a scan'],
    ['other_language', { language: 'spa' }, 'reads like Spanish'],
    ['encrypted_pdf', {}, 'password'],
  ])('tells why a document was not stored: %s %j', (code, params, words) => {
    const job = aKnowledgeJob({
      status: 'failed',
      ended_at: ended,
      error: { code, message: 'for the log', params },
    });
    const shown = json(progressMessage(job, en));
    expect(shown).toContain('I could not read \\"https://example.com/udi\\"');
    expect(shown).toContain(words);
    expect(shown).not.toContain('for the log');
  });

  it('tells what an article in a third language needs', () => {
    const error = { code: 'other_language', message: 'x', params: { language: 'spa' } };
    const failed = aBlogJob({ status: 'failed', ended_at: ended, error });
    expect(json(progressMessage(failed, en))).toContain('this brief reads like Spanish');
    expect(json(progressMessage(failed, ptBr))).toContain('parece estar em espanhol');
  });

  it('says which given pages could not be read when nothing was found', () => {
    const params = { unread: [{ url: 'https://a.example/x', code: 'refused_by_robots' }] };
    const failed = aBlogJob({
      status: 'failed',
      ended_at: ended,
      error: { code: 'no_evidence', message: 'x', params },
    });
    expect(json(progressMessage(failed, en))).toContain(
      'https://a.example/x: the site does not let programs read it',
    );
    expect(json(progressMessage(failed, ptBr))).toContain('Não consegui ler:');
  });
});

describe('questionMessage()', () => {
  const draw = (question: Question, change: Partial<OutboxItem> = {}, t = en) => {
    const job = aBlogJob({ status: 'awaiting_input' });
    const item = { ...anItem({ kind: 'question', job, draft: null, ...change }), question };
    return questionMessage({ item, withPicture: true, admins: ['U0RENATA'], requester: 'Ana' }, t);
  };

  it('shows the outline with its buttons and the hint that a reply works too', () => {
    const unread = [{ url: 'http://10.0.0.1/x', code: 'private_address' }];
    const message = draw(aQuestion({ content: anOutline({ unread }) }));
    const shown = json(message);
    for (const words of [
      'Outline of the article',
      'A passivação decide',
      'Gestores da qualidade',
      'passivação, titânio',
      '"style":"ordered"',
      ': A camada de óxido.',
      'Passivação em uma página',
      'http://10.0.0.1/x: it leads to an address inside a private network',
      'offline writer',
      'A reply in this thread works too',
    ])
      expect(shown).toContain(words);
    expect(shown).not.toContain('"type":"link","url":"http://10');
    expect(actionsOf(message)).toEqual(['question_go_on', 'question_change']);
    const value = JSON.stringify({ job: 'job-1', number: 1, hash: 'b'.repeat(64) });
    expect(shown).toContain(JSON.stringify(value).slice(1, -1));
  });

  it.each([
    ['go_on', 'Accepted by <@U0LUCIA> (<!date'],
    ['change', 'Change asked for by <@U0LUCIA>'],
  ] as const)('says who answered %s, without buttons', (answer, words) => {
    const answered = aQuestion({
      status: 'answered',
      answer,
      note: answer === 'change' ? 'menos técnico' : null,
      answered_by: 'U0LUCIA',
      answered_at: '2026-11-22T12:05:00Z',
    });
    const message = draw(answered, { job: aBlogJob({ status: 'queued' }) });
    expect(json(message)).toContain(words);
    if (answer === 'change') expect(json(message)).toContain('menos técnico');
    expect(actionsOf(message)).toEqual([]);
  });

  it('keeps its buttons until a reply is understood, as it may be talk between colleagues', () => {
    const read = draw(aQuestion(), { job: aBlogJob({ status: 'running', reading: true }) });
    expect(actionsOf(read)).toEqual(actionsOf(draw(aQuestion())));
  });

  it('loses its buttons when there is a newer outline, a reply is met, or an article', () => {
    const superseded = draw(aQuestion({ status: 'superseded' }));
    expect(json(superseded)).toContain('A newer proposal is below');
    const read = draw(aQuestion(), { job: aBlogJob({ status: 'running' }) });
    expect(json(read)).toContain('is being worked on');
    const writing = draw(aQuestion(), { job: aBlogJob({ checkpoint_data: { node: 'write' } }) });
    expect(json(writing)).toContain('Accepted in the thread');
    const written = draw(aQuestion(), { job: aBlogJob({ status: 'awaiting_review', versions: 1 }) });
    expect(json(written)).toContain('Accepted in the thread');
    for (const message of [superseded, read, writing, written]) expect(actionsOf(message)).toEqual([]);
  });

  it.each(jobStatuses)('has buttons exactly while it can be answered: %s', (status) => {
    const message = draw(aQuestion(), { job: aBlogJob({ status }) });
    expect(actionsOf(message).length > 0).toBe(status === 'awaiting_input');
  });

  it.each([
    [en, 'I found nothing about *passivation* in English', 'Use them, write in Portuguese'],
    [ptBr, 'não encontrei nada sobre *passivation* em inglês', 'Usar e escrever em português'],
  ] as const)('offers documents of the other language with two buttons', (t, words, label) => {
    const content = {
      kind: 'language' as const,
      names: ['passivation'],
      asked: 'en' as const,
      offered: 'pt' as const,
      documents: ['Passivação de implantes', 'Passivação na rotina'].map((title, at) => ({
        document_id: `d${at}`,
        title,
      })),
    };
    const message = draw(aQuestion({ content }), {}, t);
    for (const shown of [words, label, 'Passivação na rotina', '<@U0MARINA>'])
      expect(json(message)).toContain(shown);
    expect(actionsOf(message)).toEqual(['question_go_on', 'question_discard']);
    const answered = { status: 'answered', answer: 'go_on', answered_by: 'U0LUCIA' } as const;
    const after = draw(
      aQuestion({ content, ...answered, answered_at: '2026-11-22T12:05:00Z' }),
      { job: aBlogJob({ status: 'queued' }) },
      t,
    );
    expect(json(after)).toContain('<@U0LUCIA>');
    expect(actionsOf(after)).toEqual([]);
  });

  it('shows a brand kit by its picture, with what would be hard to read', () => {
    const question = aKitQuestion([{ code: 'kit_no_logo', params: {} }], {
      artifacts: [file('cover.png', 'page'), file('overview.png', 'overview')],
    });
    const job = aBrandKitJob({ status: 'awaiting_input' });
    const pictures = [{ key: 'job-1/overview.png', file_id: 'F9' }];
    const message = draw(question, { job, pictures });
    expect(json(message)).toContain('"slack_file":{"id":"F9"}');
    expect(json(message)).toContain('There is no logo: its place stays empty.');
    expect(json(message)).toContain('#0e7490');
    expect(actionsOf(message)).toEqual(['question_use', 'question_discard']);
    const plain = questionMessage(
      {
        item: { ...anItem({ kind: 'question', job, draft: null, pictures }), question },
        withPicture: false,
        admins: [],
        requester: 'Ana',
      },
      en,
    );
    expect(json(plain)).not.toContain('slack_file');
    expect(actionsOf(plain)).toEqual(['question_use', 'question_discard']);
  });
});

describe('replyMessage()', () => {
  it.each([
    ['understood', 'I understood:', 'Version 2 follows.'],
    ['answer', 'Answer, from the draft', 'Encurtar a introdução'],
    ['use_buttons', 'A decision is made with the buttons', 'Nothing was decided'],
  ] as const)('says what came of a reply: %s', (kind, head, more) => {
    const shown = json(replyMessage(aReply({ kind }), en));
    expect(shown).toContain(head);
    // Called is who must act.
    expect(shown.includes('<@U0MARINA>')).toBe(kind === 'use_buttons');
    expect(shown).toContain(more);
    expect(shown).toContain('offline writer');
  });

  it('lets the agent say what is not clear, and says it when the agent does not', () => {
    const told = json(replyMessage(aReply({ kind: 'unclear' }), en));
    expect(told).toContain('Encurtar a introdução');
    expect(told).not.toContain('I could not tell');
    expect(json(replyMessage(aReply({ kind: 'unclear', text: '' }), en))).toContain(
      '<@U0MARINA> I could not',
    );
  });

  it('says that an outline follows, or nothing more when the agent said nothing', () => {
    expect(json(replyMessage(aReply({ version: null }), en))).toContain('A new proposal follows.');
    const short = replyMessage(aReply({ kind: 'use_buttons', text: '', offline: false }), en);
    expect(short.blocks).toHaveLength(1);
  });

  it("shows the agent's words as letters", () => {
    const text = '<!channel> *approved* <https://evil.example|press>';
    const message = replyMessage(aReply({ kind: 'answer', text }), en);
    expect(message.blocks[1]).toEqual({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
    });
    expect(message.text).not.toContain('<!channel>');
  });
});

describe('reviewCard() of an article', () => {
  const draw = (draft = anArticle(), change: Partial<OutboxItem> = {}) => {
    const job = aBlogJob({ status: 'awaiting_review', versions: draft.version });
    const item = { ...anItem({ job, ...change }), draft };
    return reviewCard({ item, currentCard: null, withPicture: true }, en);
  };
  const buttons = [
    'review_approve',
    'review_request_changes',
    'review_edit',
    'review_reject',
    'review_open_final_files',
  ];

  it('shows titles, facts, sources and buttons', () => {
    const message = draw();
    for (const words of [
      'Como a passivação protege',
      'Passivação: o que muda no implante',
      '5 min, 912 words',
      'como-a-passivacao-protege-implantes-de-titanio',
      '(98 characters)',
      'passivação, titânio, ISO 13485',
      'Passivação em uma página',
      'O que é passivação',
      'A reply in this thread changes the draft',
    ])
      expect(json(message)).toContain(words);
    expect(actionsOf(message)).toEqual(buttons);
    const value = JSON.stringify({ job: 'job-1', version: 1, hash: 'a'.repeat(64) });
    expect(json(message)).toContain(JSON.stringify(value).slice(1, -1));
  });

  it('shows its first page once it is uploaded', () => {
    const draft = anArticle(
      {},
      { artifacts: [file('page-1.png', 'page'), file('overview.png', 'overview')] },
    );
    const message = draw(draft, { pictures: [{ key: 'job-1/overview.png', file_id: 'F7' }] });
    expect(json(message)).toContain('"slack_file":{"id":"F7"}');
    expect(json(message)).not.toContain('*Sections*');
  });

  it('shows what changed, removed words struck through and new ones bold', () => {
    const changes: ReturnType<typeof anArticle>['content']['changes'] = [
      {
        part: 'introduction',
        label: '',
        kind: 'changed',
        words_before: 120,
        words_after: 80,
        hunks: [
          { op: 'same', text: 'O titânio ' },
          { op: 'removed', text: 'sempre\n\n ' },
          { op: 'added', text: 'quase sempre ' },
        ],
      },
      { part: 's9', label: 'ISO 13485', kind: 'added', words_before: 0, words_after: 90, hunks: [] },
      { part: 's3', label: 'Limpeza', kind: 'removed', words_before: 70, words_after: 0, hunks: [] },
      { part: 's2', label: 'Como verificar', kind: 'moved', words_before: 9, words_after: 9, hunks: [] },
    ];
    const message = json(draw(anArticle({ changes }, { version: 2 })));
    expect(message).toContain('"text":"Introduction","style":{"bold":true}');
    expect(message).toContain(' (120 → 80 words)');
    expect(message).toContain('"text":"sempre\\n ","style":{"strike":true}');
    expect(message).toContain('"text":"quase sempre ","style":{"bold":true}');
    expect(message).toContain(' (new, 90 words)');
    expect(message).toContain(' (removed, 70 words)');
    expect(message).toContain(' (moved)');
  });

  it('names the part of a warning by its heading', () => {
    const warnings: PartFinding[] = [
      { place: 's2', code: 'hard_to_read', params: { ease: 20 } },
      { place: 'introduction', code: 'repetition', params: { where: 'O lote' } },
      { place: null, code: 'length', params: { words: 300, asked: 900 } },
    ];
    const shown = json(draw(anArticle({ warnings })));
    expect(shown).toContain('Como verificar: Reading ease 20 of 100');
    expect(shown).toContain('Introduction: Says much of “O lote” again');
    expect(shown).toContain('"text":"The article has 300 words; 900 were asked for."');
  });

  it('asks nobody to review what is decided or superseded', () => {
    expect(json(draw())).toContain('<@U0LUCIA> <@U0THOMAS>: please review.');
    const approved = anArticle({}, { status: 'approved' });
    const superseded = draw(anArticle(), { job: aBlogJob({ status: 'awaiting_review', versions: 2 }) });
    const cancelled = draw(anArticle(), { job: aBlogJob({ status: 'cancelled', ended_at: 'x' }) });
    for (const message of [draw(approved), superseded, cancelled]) {
      expect(json(message)).not.toContain('please review');
    }
  });

  it.each(['queued', 'running'] as const)('says that a reply is being met while the job is %s', (status) => {
    const message = draw(anArticle(), { job: aBlogJob({ status, versions: 1 }) });
    expect(json(message)).toContain('is being worked on; the buttons come back');
    expect(actionsOf(message)).toEqual([]);
  });

  it.each(['queued', 'running'] as const)(
    'keeps its buttons while a reply is read and the job is %s',
    (status) => {
      const message = draw(anArticle(), { job: aBlogJob({ status, versions: 1, reading: true }) });
      expect(message).toEqual(draw(anArticle()));
    },
  );

  it('keeps counted approvals in sight while a reply is being met', () => {
    const job = aBlogJob({ status: 'running', versions: 1 });
    const approvals = [{ person_id: 'U0LUCIA', at: '2026-11-22T12:00:00Z' }];
    const group = { name: null, quorum: 2, approvals, may_approve: ['U0THOMAS'], open: true };
    const oneOfTwo = anApproval({ groups: [group] });
    const message = draw(anArticle(), { job, approval: oneOfTwo, reviews: [aReview()] });
    expect(json(message)).toContain('1 of 2 approvals: <@U0LUCIA>');
  });
});

describe('outcomeMessage()', () => {
  it('hands over title, slug and meta description, and says that publishing is up to people', () => {
    const message = outcomeMessage(aBlogJob({ status: 'completed' }), anArticle(), [], en);
    expect(json(message)).toContain('your article is approved');
    expect(json(message)).toContain('Nothing was published');
    expect(json(message)).toContain('rich_text_preformatted');
    expect(json(message)).toContain('como-a-passivacao-protege-implantes-de-titanio');
  });

  it('says what was stored of a document', () => {
    const result = {
      document_id: 'd1',
      title: 'UDI na prática',
      passages: 14,
      language: 'pt',
      replaced: 'd0',
      known: false,
      characters: 9000,
      warnings: ['pages_without_text', 'something new'],
    };
    const message = outcomeMessage(aKnowledgeJob({ status: 'completed', result }), null, [], en);
    for (const words of [
      'The document is in the knowledge base',
      'UDI na prática',
      '(14 passages, Portuguese)',
      'It replaces what the same source brought before',
      'Some pages are pictures',
      'something new',
      '/knowledge search',
    ])
      expect(json(message)).toContain(words);
    const again = { ...result, known: true, warnings: [] };
    const known = outcomeMessage(aKnowledgeJob({ status: 'completed', result: again }), null, [], en);
    expect(json(known)).toContain('The very same text was there already');
  });

  it('explains a failure once in a thread: at the steps, not again at the end', () => {
    const failed = aBlogJob({ status: 'failed', error: { code: 'model_unavailable', message: 'x' } });
    for (const t of [en, ptBr]) {
      const { happened } = t.errors({ code: 'model_unavailable', message: 'x' }, 'UDI', 'blog', 1);
      expect(json(progressMessage(failed, t))).toContain(happened);
      expect(json(outcomeMessage(failed, null, [], t))).not.toContain(happened);
      expect(json(outcomeMessage(failed, null, [], t))).toContain(`<@${failed.requester_id}>`);
    }
  });

  it('calls nobody for what they did themselves', () => {
    const job = aBlogJob({ status: 'cancelled' });
    const ends = [
      outcomeMessage({ ...job, cancelled_by: job.requester_id }, null, [], en),
      outcomeMessage(aKnowledgeJob({ status: 'completed' }), null, [], en),
      briefMessage(job, 'Ana', en),
    ];
    for (const message of ends) expect(json(message)).not.toContain('<@');
    const byAnother = outcomeMessage({ ...job, cancelled_by: 'U0LUCIA' }, null, [], en);
    expect(json(byAnother)).toContain(`<@${job.requester_id}>`);
  });

  it('says whether a brand kit is in use', () => {
    const kit = (applied: boolean) =>
      json(outcomeMessage(aBrandKitJob({ status: 'completed', result: { applied } }), null, [], en));
    expect(kit(true)).toContain('the brand kit is in use');
    expect(kit(false)).toContain('was discarded');
  });
});

describe('file sets', () => {
  const pages = [file('page-1.png', 'page'), file('page-2.png', 'page')];
  const documents = [file('x.md', 'document'), file('x.html', 'document')];
  const overview = file('overview.png', 'overview');
  const names = (files: Artifact[]) => files.map((f) => f.name);

  it('draftFiles() shares preview and files of an article, and hides the picture of the card', () => {
    const set = draftFiles(
      anArticle({}, { artifacts: [...documents, overview, ...pages], version: 3 }),
      null,
      en,
    );
    expect(names(set.shared)).toEqual(['page-1.png', 'page-2.png', 'x.md', 'x.html']);
    expect(names(set.hidden)).toEqual(['overview.png']);
    expect(set.comment).toBe('Version 3: 2 pages of preview, Markdown and HTML (draft)');
  });

  it('sampleFiles() shares the sample slides of a question, or their overview when there is nothing else', () => {
    const both = sampleFiles(aKitQuestion([], { artifacts: [overview, ...pages] }), en);
    expect([names(both.shared), names(both.hidden)]).toEqual([names(pages), ['overview.png']]);
    const alone = sampleFiles(aKitQuestion([], { artifacts: [overview] }), en);
    expect([names(alone.shared), names(alone.hidden)]).toEqual([['overview.png'], []]);
  });

  it('finalFiles() shares the documents first', () => {
    expect(names(finalFiles([...pages, ...documents], en).shared)).toEqual([
      'x.html',
      'x.md',
      'page-1.png',
      'page-2.png',
    ]);
  });
});
