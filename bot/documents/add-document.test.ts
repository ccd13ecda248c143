import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { expectViewFits, knowledgeDesk } from '../../testing/bot/knowledge.ts';
import {
  type Ack,
  chosen,
  given,
  json,
  never,
  sent,
  storing,
  text,
  typed,
  unavailable,
} from '../../testing/bot/knowledge-actions.ts';
import type { ContentDesk } from '../content-desk.ts';
import { en } from '../texts/texts.ts';
import { addModal } from './add-modal.ts';
import { submitAdd } from './submit-add.ts';

const t = en.knowledge;

describe('/knowledge add', () => {
  it('starts a job for each address, each under a key of its own, and one with the title behind it', async () => {
    const { jobs, content } = storing();
    const { knowledge } = knowledgeDesk(content);
    expect(json(await typed(knowledge, 'add https://a.com/1 https://a.com/2 https://a.com/1'))).toContain(
      '2 documents',
    );
    await typed(knowledge, 'add example.com/iso');
    await typed(knowledge, 'add https://a.com/3 ISO em uma página');
    expect(jobs.map((job) => [job.idempotency_key, job.brief.topic])).toEqual([
      ['T0GREENLIGHT:trigger-1', 'https://a.com/1'],
      ['T0GREENLIGHT:trigger-1:1', 'https://a.com/2'],
      ['T0GREENLIGHT:trigger-1', 'https://example.com/iso'],
      ['T0GREENLIGHT:trigger-1', 'ISO em uma página'],
    ]);
    expect(jobs[3]).toMatchObject({
      type: 'knowledge',
      brief: { source: { kind: 'url', url: 'https://a.com/3' }, title: 'ISO em uma página', language: null },
      command: '/knowledge add https://a.com/3 ISO em uma página',
      channel_id: 'C0MARKETING',
    });
  });

  it('keeps a text and names it after its first line', async () => {
    const { jobs, uploads, content } = storing();
    const { knowledge } = knowledgeDesk(content);
    await typed(knowledge, 'add # Prazos\n\nNosso prazo é de seis semanas.');
    expect(Buffer.from(uploads[0]?.base64 ?? '', 'base64').toString()).toBe(
      '# Prazos\n\nNosso prazo é de seis semanas.',
    );
    expect(jobs[0]?.brief).toEqual({
      topic: 'Prazos',
      title: 'Prazos',
      language: null,
      source: { kind: 'upload', upload_id: 'upload-1' },
    });
  });

  it('refuses guests before anything is kept', async () => {
    const { jobs, content } = storing();
    const { knowledge } = knowledgeDesk(
      { ...content, putUpload: () => Promise.reject(new ExpectedError('not_allowed', 'no')) },
      { role: 'guest' },
    );
    expect(json(await typed(knowledge, 'add https://a.com/1'))).toContain('Guests cannot add');
    expect(json(await typed(knowledge, 'add Nosso prazo é de seis semanas.'))).toContain('Guests cannot add');
    expect(jobs).toEqual([]);
  });

  it('says that it is not certain, then how it ended, under one key and with one upload', async () => {
    const { uploads, content } = storing();
    const keys: string[] = [];
    const made = knowledgeDesk({
      ...content,
      findJob: async () => null,
      enqueueJob: async (job) => {
        keys.push(job.idempotency_key);
        return keys.length < 3 ? unavailable() : { job_id: 'job-1', created: true };
      },
    });
    const acks = await typed(made.knowledge, 'add Nosso prazo é de seis semanas.');
    expect(json(acks)).toContain('Not certain yet');
    await made.settled();
    expect(made.told.map(({ message }) => message.text)).toEqual([en.command.startedAfterAll('document')]);
    expect(new Set(keys)).toEqual(new Set(['T0GREENLIGHT:trigger-1']));
    expect(uploads).toHaveLength(1);
  });

  it('gives a text back when it could not be kept', async () => {
    const { knowledge } = knowledgeDesk({ putUpload: unavailable });
    const acks = json(await typed(knowledge, 'add Nosso prazo é de seis semanas.'));
    expect(acks).toContain(t.add.errors.uploadNotStored);
    expect(acks).toContain('seis semanas');
  });

  it('acknowledges in time when nothing answers', async () => {
    const made = knowledgeDesk({ putUpload: never });
    const before = made.desk.clock.now();
    const answer = await new Promise<object>((resolve) => {
      void typed(made.knowledge, 'add Nosso prazo é de seis semanas.', {}, resolve);
    });
    expect(json(answer)).toContain(t.outcome.takesLong);
    expect(made.desk.clock.now() - before).toBeLessThan(3000);
  });

  it('says that it is stored while Slack refuses the token', async () => {
    const { content } = storing();
    const { knowledge } = knowledgeDesk(content, { change: { tokenRefused: () => true } });
    expect(json(await typed(knowledge, 'add https://a.com/1'))).toContain('stored');
  });

  it('opens the form, and says so when Slack does not', async () => {
    const opened: { view: ModalView }[] = [];
    const made = knowledgeDesk(
      {},
      { slack: { 'views.open': async (args) => void opened.push(args as { view: ModalView }) } },
    );
    await typed(made.knowledge, 'add');
    expectViewFits(opened[0]?.view ?? {});
    const late = knowledgeDesk({}, { slack: { 'views.open': () => Promise.reject(new Error('expired')) } });
    await typed(late.knowledge, 'adicionar');
    expect(late.told.map(({ message }) => message.text)).toEqual([t.command.formNotOpened]);
  });
});

describe('submitAdd()', () => {
  const form = addModal({ channel_id: 'C0MARKETING', response_url: null }, t);
  const pdf = { id: 'F1', name: 'manual.pdf', size: 2000 };
  const photo = { id: 'F2', name: 'IMG_0042.JPG', size: 2000 };

  it.each<[string, object, Record<string, string>]>([
    ['nothing', {}, { address: t.add.errors.nothing }],
    [
      'two sources',
      { ...text('address', 'https://a.com'), ...text('text', 'x') },
      { text: t.add.errors.several },
    ],
    [
      'a file and a text',
      { ...given('file', pdf), ...text('text', 'x'.repeat(30)) },
      { text: t.add.errors.several },
    ],
    [
      'a bad address',
      text('address', 'not an address'),
      { address: t.add.errors.notAnAddress('not an address') },
    ],
    ['a short text', text('text', 'curto'), { text: t.add.errors.shortText(20) }],
    ['a picture without what it shows', given('file', photo), { alt: t.add.errors.altMissing }],
    [
      'a picture with a call to the whole channel',
      { ...given('file', photo), ...text('alt', 'Bomba <!channel>') },
      { alt: t.add.errors.altCalls },
    ],
    [
      'what a document shows',
      { ...given('file', pdf), ...text('alt', 'Bomba na bancada') },
      { alt: t.add.errors.altAlone },
    ],
    [
      'what an address shows',
      { ...text('address', 'https://a.com'), ...text('alt', 'Bomba na bancada') },
      { alt: t.add.errors.altAlone },
    ],
    [
      'a file of 500 MB',
      given('file', { ...pdf, size: 500 * 1024 * 1024 }),
      { file: t.file.tooLarge('manual.pdf', '500 MB', '10 MB') },
    ],
  ])('refuses %s under its field, without a call', async (_, values, errors) => {
    const { knowledge } = knowledgeDesk({});
    expect(await sent(submitAdd(knowledge), form, values)).toEqual({ response_action: 'errors', errors });
  });

  it('reads a file from Slack, keeps it and starts a job', async () => {
    const { jobs, uploads, content } = storing();
    const { knowledge } = knowledgeDesk(content, {
      change: {
        readFile: async (id) => ({
          kind: 'read',
          name: `${id}.pdf`,
          extension: 'pdf',
          bytes: Buffer.from('%PDF'),
        }),
      },
    });
    const values = { ...given('file', pdf), ...text('name', 'Manual'), ...chosen('language', 'en') };
    expect(await sent(submitAdd(knowledge), form, values)).toEqual({});
    expect(uploads).toEqual([
      {
        team_id: 'T0GREENLIGHT',
        person_id: 'U0MARINA',
        name: 'F1.pdf',
        mime: 'application/pdf',
        base64: Buffer.from('%PDF').toString('base64'),
      },
    ]);
    expect(jobs[0]).toMatchObject({
      idempotency_key: 'T0GREENLIGHT:V1',
      command: '/knowledge add manual.pdf',
      brief: { topic: 'Manual', title: 'Manual', language: 'en' },
    });
  });

  it('takes a picture with what it shows', async () => {
    const { jobs, uploads, content } = storing();
    const bytes = Buffer.from('ffd8ff', 'hex');
    const { knowledge } = knowledgeDesk(content, {
      change: { readFile: async () => ({ kind: 'read', name: 'IMG_0042.JPG', extension: 'jpg', bytes }) },
    });
    const values = {
      ...given('file', photo),
      ...text('alt', ' Bomba \n na bancada '),
      ...chosen('language', 'auto'),
    };
    expect(await sent(submitAdd(knowledge), form, values)).toEqual({});
    expect(uploads[0]?.mime).toBe('image/jpeg');
    expect(jobs[0]?.brief).toMatchObject({
      topic: 'IMG_0042.JPG',
      title: null,
      language: null,
      alt: 'Bomba na bancada',
    });
  });

  it('asks for what it shows where only Slack knows that a file is a picture', async () => {
    const bytes = Buffer.from('ffd8ff', 'hex');
    const { knowledge } = knowledgeDesk(
      {},
      { change: { readFile: async () => ({ kind: 'read', name: 'scan', extension: 'png', bytes }) } },
    );
    const answer = await sent(submitAdd(knowledge), form, given('file', { ...photo, name: 'scan' }));
    expect(answer.errors).toEqual({ alt: t.add.errors.altMissing });
  });

  it.each([
    ['no_scope', 'files:read'],
    ['gone', 'no longer in Slack'],
    ['type', 'PDF, DOCX, MD, TXT'],
    ['stopped', 'restarted'],
    ['not_read', 'did not hand over'],
    ['external', 'another service'],
    ['empty', 'is empty'],
  ] as const)('keeps the form open when the file is %s', async (fault, words) => {
    const { knowledge } = knowledgeDesk(
      {},
      { change: { readFile: async () => ({ kind: 'refused', fault, name: 'manual.pdf', size: 9 }) } },
    );
    const answer = await sent(submitAdd(knowledge), form, given('file', pdf));
    expect(answer.errors?.file).toContain(words);
  });

  it('fetches nothing for a guest', async () => {
    const { knowledge } = knowledgeDesk({}, { role: 'guest' });
    const answer = await sent(submitAdd(knowledge), form, given('file', pdf));
    expect(answer.errors).toEqual({ file: t.start.guest });
  });

  it('takes the place of the form while Slack is slow, and tells how it ended', async () => {
    const updated: { view: ModalView }[] = [];
    let hand: (value: Awaited<ReturnType<ContentDesk['readFile']>>) => void = () => undefined;
    const made = knowledgeDesk(
      {},
      {
        slack: { 'views.update': async (args) => void updated.push(args as { view: ModalView }) },
        change: { readFile: () => new Promise((resolve) => (hand = resolve)) },
      },
    );
    const answers: Ack[] = [];
    const work = sent(
      async (args) => {
        const ack = args.ack;
        await submitAdd(made.knowledge)({
          ...args,
          ack: (async (answer: Ack) => {
            answers.push(answer);
            hand({ kind: 'refused', fault: 'not_read', name: 'manual.pdf', size: 9 });
            await ack(answer as never);
          }) as typeof ack,
        });
      },
      form,
      given('file', pdf),
    );
    await work;
    expect(answers[0]?.response_action).toBe('update');
    expect(json(answers[0]?.view)).toContain('Slack is handing over');
    expectViewFits(updated[0]?.view ?? {});
    expect(json(updated[0]?.view)).toContain('did not hand over');
    expect(made.told.map(({ message }) => message.text)).toEqual([t.file.notRead('manual.pdf')]);
  });

  it('keeps a pasted text in sight while it is not certain', async () => {
    const { content } = storing();
    const made = knowledgeDesk({ ...content, enqueueJob: unavailable, findJob: unavailable });
    const answer = await sent(
      submitAdd(made.knowledge),
      form,
      text('text', 'Nosso prazo é de seis semanas.'),
    );
    expect(answer.response_action).toBe('update');
    expect(json(answer.view)).toContain('Not certain yet');
    expect(json(answer.view)).toContain('seis semanas');
  });
});
