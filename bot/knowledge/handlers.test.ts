import type { SlackCommandMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { beforeEach, describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { ContentForBot, SettingVersion } from '../../ports/content.ts';
import { en } from '../texts/en.ts';
import { knowledgeEn as t } from '../texts/knowledge-en.ts';
import { addModal } from './add-modal.ts';
import { changeBrandAction } from './brand-command.ts';
import { brandModal, filledFrom } from './brand-modal.ts';
import { knowledgeCommand } from './knowledge-command.ts';
import type { KnowledgeDesk } from './knowledge-desk.ts';
import { turnPage } from './list-command.ts';
import { addRuleAction, editRuleAction, editVoiceAction } from './open-rules-form.ts';
import { documentAction } from './remove-document.ts';
import { backToAction, historyAction } from './restore-version.ts';
import { newRule, ruleModal, type SettingOrigin } from './rule-modal.ts';
import { submitAdd } from './submit-add.ts';
import { submitBrand } from './submit-brand.ts';
import { submitRule, submitVoice } from './submit-rules.ts';
import {
  aDocument,
  aKit,
  aPassage,
  expectFit,
  expectViewFits,
  knowledgeDesk,
  someRules,
} from './test-knowledge.ts';

const unavailable = () => Promise.reject(new ExpectedError('database_unavailable', 'away'));
const never = () => new Promise<never>(() => {});
const json = (value: unknown) => JSON.stringify(value);

function typed(
  desk: KnowledgeDesk,
  text: string,
  change: Record<string, string> = {},
  onAck: (answer: object) => unknown = () => undefined,
) {
  const acks: { text?: string; blocks?: unknown[] }[] = [];
  const command = {
    command: '/knowledge',
    team_id: 'T0GREENLIGHT',
    user_id: 'U0MARINA',
    channel_id: 'C0MARKETING',
    channel_name: 'marketing',
    trigger_id: 'trigger-1',
    response_url: 'https://hooks.example/1',
    text,
    ...change,
  };
  // SAFETY: the handler reads nothing else of what Bolt gives.
  const args = {
    command,
    ack: async (answer?: { text?: string; blocks?: unknown[] }) => {
      if (answer?.blocks) expectFit(answer.blocks);
      acks.push(answer ?? {});
      onAck(answer ?? {});
    },
  } as unknown as SlackCommandMiddlewareArgs;
  return knowledgeCommand(desk)(args).then(() => acks);
}

function pressed(
  value: unknown,
  change: Record<string, unknown> = {},
  onAck: () => unknown = () => undefined,
) {
  return {
    ack: async () => void onAck(),
    body: {
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0MARINA' },
      channel: { id: 'C0MARKETING' },
      response_url: 'https://hooks.example/press',
      trigger_id: 'trigger-1',
      actions: [{ value: typeof value === 'string' ? value : json(value) }],
      ...change,
    },
  } as never;
}

type Ack = { response_action?: string; errors?: Record<string, string>; view?: ModalView };
type Submit = (args: SlackViewMiddlewareArgs<ViewSubmitAction>) => Promise<void>;

async function sent(submit: Submit, view: ModalView, values: object): Promise<Ack> {
  expectViewFits(view);
  let answer: Ack = {};
  await submit({
    ack: async (given?: Ack) => {
      answer = given ?? {};
      if (given?.view) expectViewFits(given.view);
    },
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0MARINA' } },
    view: { id: 'V1', team_id: 'T0GREENLIGHT', private_metadata: view.private_metadata, state: { values } },
  } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>);
  return answer;
}

const text = (id: string, value: string) => ({ [id]: { [id]: { value } } });
const chosen = (id: string, value: string) => ({ [id]: { [id]: { selected_option: { value } } } });
const given = (id: string, file: object) => ({ [id]: { [id]: { files: [file] } } });

/** Jobs that were started, and uploads that were kept. */
function storing() {
  const jobs: Parameters<ContentForBot['enqueueJob']>[0][] = [];
  const uploads: Parameters<ContentForBot['putUpload']>[0][] = [];
  const content: Partial<ContentForBot> = {
    enqueueJob: async (job) => {
      jobs.push(job);
      return { job_id: `job-${jobs.length}`, created: true };
    },
    putUpload: async (upload) => {
      uploads.push(upload);
      return { upload_id: `upload-${uploads.length}` };
    },
  };
  return { jobs, uploads, content };
}

describe('knowledgeCommand()', () => {
  it.each([
    ['', 'keeps what drafts may be based on'],
    ['dance', '/knowledge search dance'],
    ['serach x', 'Did you mean /knowledge search?'],
    ['search', 'Say what to look for'],
    ['remove', 'Say which document'],
    ['add report.pdf', 'is a file'],
    ['add teste', 'too short'],
    ['add https://a:b@example.com/', 'name or password'],
    ['add ftp://example.com/a', 'https:// or http://'],
    ['add https://a.b/1 https://a.b/2 https://a.b/3 https://a.b/4 https://a.b/5 https://a.b/6', 'up to 5'],
  ])('answers "%s" at once, without asking the database', async (said, words) => {
    const { knowledge } = knowledgeDesk({});
    expect(json(await typed(knowledge, said))).toContain(words);
  });

  it.each(['list', 'search x', 'remove x', 'rules', 'brand', 'rules history', 'add'])(
    'refuses guests who ask for "%s"',
    async (said) => {
      const made = knowledgeDesk({}, { role: 'guest' });
      await typed(made.knowledge, said);
      expect(made.told.map(({ message }) => message.text)).toEqual([t.command.guest]);
    },
  );

  it.each(['list', 'search x', 'remove x', 'rules', 'brand', 'rules history'])(
    'says that the database did not answer "%s"',
    async (said) => {
      const made = knowledgeDesk({
        listDocuments: unavailable,
        searchKnowledge: unavailable,
        getHouseRules: unavailable,
        getBrandKit: unavailable,
        listSettingVersions: unavailable,
      });
      await typed(made.knowledge, said);
      expect(made.told.map(({ message }) => message.text)).toEqual([t.command.notAnswered]);
    },
  );

  it('starts nothing in a direct message, and gives a typed text back', async () => {
    const { knowledge } = knowledgeDesk({});
    const direct = { channel_id: 'D1', channel_name: 'directmessage' };
    expect(json(await typed(knowledge, 'add https://example.com', direct))).toContain('in a channel');
    expect(json(await typed(knowledge, 'add Nosso prazo é de seis semanas', direct))).toContain(
      'seis semanas',
    );
  });
});

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
    [
      'a file of 500 MB',
      given('file', { ...pdf, size: 500 * 1024 * 1024 }),
      { file: t.file.tooLarge('manual.pdf', '500 MB', '10 MB') },
    ],
  ])('refuses %s under its field, without asking anybody', async (_, values, errors) => {
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
    let hand: (value: Awaited<ReturnType<KnowledgeDesk['readFile']>>) => void = () => undefined;
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

describe('/knowledge list', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => aDocument({ id: `doc-${i}`, title: `Documento ${i}` }));
  const list: ContentForBot['listDocuments'] = async (_team, { offset, limit }) => ({
    documents: twenty.slice(offset, offset + limit),
    total: twenty.length,
  });

  it('shows eight a page, and turns pages in the same message', async () => {
    const made = knowledgeDesk({ listDocuments: list });
    await typed(made.knowledge, 'list');
    const first = json(made.told[0]?.message);
    expect(first).toContain('20 documents');
    expect(first).toContain('8. Documento 7');
    expect(first).not.toContain('Documento 8');
    expect(first).not.toContain('Newer');
    await turnPage(made.knowledge)(pressed({ offset: 16, matching: null }));
    const last = json(made.redrawn[0]);
    expect(last).toContain('17. Documento 16');
    expect(last).toContain('17 to 20 of 20');
    expect(last).not.toContain('knowledge_older');
    expect(last).toContain(json(json({ offset: 8, matching: null })).slice(1, -1));
  });

  it('goes to the last page when the one that was asked for is gone', async () => {
    const made = knowledgeDesk({ listDocuments: list });
    await turnPage(made.knowledge)(pressed({ offset: 400, matching: null }));
    expect(json(made.redrawn[0])).toContain('17. Documento 16');
  });

  it('offers Remove to the one who added it and to admins alone', async () => {
    const documents = [aDocument(), aDocument({ id: 'doc-2', added_by: 'U0PEDRO' })];
    const content = { listDocuments: async () => ({ documents, total: 2 }) };
    const member = knowledgeDesk(content);
    await typed(member.knowledge, 'list');
    expect(json(member.told[0]).match(/knowledge_remove/g)).toHaveLength(1);
    const admin = knowledgeDesk(content, { role: 'admin' });
    await typed(admin.knowledge, 'list');
    expect(json(admin.told[0]).match(/knowledge_remove/g)).toHaveLength(2);
  });

  it('says how to add when there is nothing, and what was looked for when nothing fits', async () => {
    const made = knowledgeDesk({ listDocuments: async () => ({ documents: [], total: 0 }) });
    await typed(made.knowledge, 'list');
    await typed(made.knowledge, 'list quantum');
    expect(made.told[0]?.message.text).toContain('/knowledge add');
    expect(made.told[1]?.message.text).toContain('quantum');
  });

  it('answers a button of another release', async () => {
    const made = knowledgeDesk({});
    for (const value of ['7', 'not json', '{"offset":-1,"matching":null}']) {
      await turnPage(made.knowledge)(pressed(value));
      await documentAction(made.knowledge, 'remove')(pressed(value));
      await backToAction(made.knowledge)(pressed(value));
      await historyAction(made.knowledge)(pressed(value));
    }
    expect(made.told).toHaveLength(12);
  });
});

describe('removing a document', () => {
  const place = { offset: 0, matching: null };

  it('shows the list without it, and Undo; Undo shows it with it again', async () => {
    const standing = new Set(['doc-1']);
    const content: Partial<ContentForBot> = {
      listDocuments: async () => ({
        documents: [...standing].map((id) => aDocument({ id })),
        total: standing.size,
      }),
      removeDocument: async (_team, id) => {
        standing.delete(id);
        return { outcome: 'done', document: aDocument({ id }) };
      },
      restoreDocument: async (_team, id) => {
        standing.add(id);
        return { outcome: 'done', document: aDocument({ id }) };
      },
    };
    const made = knowledgeDesk(content);
    await documentAction(made.knowledge, 'remove')(pressed({ document: 'doc-1', place }));
    expect(json(made.redrawn[0])).toContain('Removed: \\"Passivação de titânio\\"');
    expect(json(made.redrawn[0])).toContain('knowledge_restore');
    expect(json(made.redrawn[0])).toContain('is empty');
    await documentAction(made.knowledge, 'restore')(pressed({ document: 'doc-1', place }));
    expect(json(made.redrawn[1])).toContain('It is back');
    expect(json(made.redrawn[1])).toContain('1. Passivação');
    expect(made.told).toEqual([]);
  });

  it.each([
    ['not_allowed', '<@U0PEDRO>'],
    ['not_found', 'no such document'],
    ['same_text_exists', 'is there already'],
  ] as const)('tells the person alone that it is %s', async (outcome, words) => {
    const change = async () => ({
      outcome,
      document: outcome === 'not_found' ? null : aDocument({ added_by: 'U0PEDRO' }),
    });
    const made = knowledgeDesk({ removeDocument: change, restoreDocument: change });
    await documentAction(made.knowledge, 'restore')(pressed({ document: 'doc-1', place }));
    expect(made.told[0]?.message.text).toContain(words);
    expect(made.redrawn).toEqual([]);
  });

  it('is recorded before Slack is told that the press was taken', async () => {
    const order: string[] = [];
    const made = knowledgeDesk({
      removeDocument: async () => {
        order.push('removed');
        return { outcome: 'done', document: aDocument() };
      },
    });
    const press = pressed({ document: 'doc-1', place: null }, {}, () => order.push('acknowledged'));
    await documentAction(made.knowledge, 'remove')(press);
    expect(order).toEqual(['removed', 'acknowledged']);
  });

  it('says that a press is not certain when the database is away', async () => {
    const made = knowledgeDesk({ removeDocument: unavailable });
    await documentAction(made.knowledge, 'remove')(pressed({ document: 'doc-1', place }));
    expect(made.told.map(({ message }) => message.text)).toEqual([t.outcome.notRecorded]);
  });

  it('tells it anew where the message cannot be replaced', async () => {
    const made = knowledgeDesk(
      { removeDocument: async () => ({ outcome: 'done', document: aDocument() }) },
      { change: { fetch: async () => new Response('used_url', { status: 404 }) } },
    );
    await documentAction(made.knowledge, 'remove')(pressed({ document: 'doc-1', place: null }));
    expect(made.told[0]?.message.text).toContain('Removed');
  });

  describe('/knowledge remove', () => {
    const removed: string[] = [];
    beforeEach(() => void removed.splice(0));
    const withDocuments = (titles: string[]) =>
      knowledgeDesk({
        listDocuments: async (_team, { offset, limit, matching }) => {
          const all = titles.map((title, i) => aDocument({ id: `doc-${i}`, title }));
          const fit = all.filter(
            (d) => matching === null || d.title.toLowerCase().includes(matching.toLowerCase()),
          );
          return { documents: fit.slice(offset, offset + limit), total: fit.length };
        },
        removeDocument: async (_team, id) => {
          removed.push(id);
          return { outcome: 'done', document: aDocument({ id }) };
        },
      });

    it('removes the one that the words fit, with Undo', async () => {
      const made = withDocuments(['Titânio', 'Aço']);
      await typed(made.knowledge, 'remove aço');
      expect(removed).toEqual(['doc-1']);
      expect(json(made.told[0])).toContain('knowledge_restore');
    });

    it('removes the one with exactly that title among several', async () => {
      const made = withDocuments(['Titânio grau 5', 'Titânio']);
      await typed(made.knowledge, 'remover Titânio');
      expect(removed).toEqual(['doc-1']);
    });

    it('asks which one when several fit, and names how many more there are', async () => {
      const made = withDocuments(Array.from({ length: 12 }, (_, i) => `Titânio ${i}`));
      await typed(made.knowledge, 'remove titânio');
      expect(removed).toEqual([]);
      expect(json(made.told[0])).toContain('12 documents match');
      expect(json(made.told[0])).toContain('4 more match');
      expect(json(made.told[0]).match(/knowledge_remove/g)).toHaveLength(8);
    });

    it.each(['2', '#2', 'nº 2'])('asks about number %s, as the list moves', async (number) => {
      const made = withDocuments(['Titânio', 'Aço']);
      await typed(made.knowledge, `remove ${number}`);
      expect(removed).toEqual([]);
      expect(json(made.told[0])).toContain('Is it this one?');
      expect(json(made.told[0])).toContain('Aço');
    });

    it('takes a number that the list does not have for a title', async () => {
      const made = withDocuments(['Titânio', 'ISO 13485 em uma página']);
      await typed(made.knowledge, 'remove 13485');
      expect(removed).toEqual(['doc-1']);
      await typed(made.knowledge, 'remove 99');
      expect(made.told[1]?.message.text).toContain('no document number 99: the list has 2');
      await typed(made.knowledge, 'remove nada disso');
      expect(made.told[2]?.message.text).toContain('nothing was removed');
    });
  });
});

describe('/knowledge search', () => {
  it('shows passages with the words in bold, the page, and what was found nowhere', async () => {
    const made = knowledgeDesk({
      searchKnowledge: async (_team, _query, language, limit) => {
        expect([language, limit]).toEqual([null, 5]);
        return {
          passages: [aPassage(), aPassage({ id: 'doc-2#0', url: 'javascript:alert(1)' })],
          terms: ['passivação', 'quântica'],
          matched: ['passivação'],
        };
      },
    });
    await typed(made.knowledge, 'search passivação quântica');
    const shown = json(made.told[0]?.message.blocks);
    expect(shown).toContain('{"type":"text","text":"passivação","style":{"bold":true}}');
    expect(shown).toContain('"url":"https://example.com/passivacao"');
    expect(shown).not.toContain('javascript');
    expect(shown).toContain('In none of these: quântica');
  });

  it('tells an empty knowledge base from words that are found nowhere and from words without meaning', async () => {
    const search = (terms: string[], total: number) => {
      const made = knowledgeDesk({
        searchKnowledge: async () => ({ passages: [], terms, matched: [] }),
        listDocuments: async () => ({ documents: [], total }),
      });
      return typed(made.knowledge, 'search x').then(() => made.told[0]?.message.text);
    };
    expect(await search(['x'], 0)).toBe(t.search.emptyBase);
    expect(await search(['x'], 3)).toBe(t.search.nothing('x'));
    expect(await search([], 3)).toBe(t.search.noMeaning);
  });

  it('refuses a whole text as a query', async () => {
    const made = knowledgeDesk({});
    await typed(made.knowledge, `search ${'a '.repeat(1000)}`);
    expect(made.told[0]?.message.text).toContain('1,999 characters');
  });
});

const versions: SettingVersion[] = [
  { version: 7, changed_by: 'U0RENATA', change: 'added the rule "cura"', created_at: '2026-11-22T11:00:00Z' },
  { version: 6, changed_by: 'U0RENATA', change: 'back to version 2', created_at: '2026-11-21T11:00:00Z' },
  { version: 5, changed_by: 'U0RENATA', change: null, created_at: '2026-11-20T11:00:00Z' },
];
const reading: Partial<ContentForBot> = {
  getHouseRules: async () => someRules(),
  getBrandKit: async () => aKit(),
  listSettingVersions: async (_team, _setting, limit) => versions.slice(0, limit),
};

describe('/knowledge rules', () => {
  it('shows everybody voice and rules with who changed them; only admins get the buttons', async () => {
    const member = knowledgeDesk(reading);
    await typed(member.knowledge, 'rules');
    const shown = json(member.told[0]);
    for (const words of ['version 7', '<@U0RENATA>', 'Frases curtas.', 'cura', 'blocks a draft', 'English']) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toMatch(/knowledge_(add_rule|edit_rule|edit_voice)/);
    const admin = knowledgeDesk(reading, { role: 'admin' });
    await typed(admin.knowledge, 'regras');
    expect(json(admin.told[0]).match(/knowledge_edit_rule/g)).toHaveLength(2);
  });

  it('shows a team without rules how to begin', async () => {
    const none = () => Promise.reject(new ExpectedError('no_house_rules', 'none'));
    const made = knowledgeDesk(
      { getHouseRules: none, listSettingVersions: async () => [] },
      { role: 'admin' },
    );
    await typed(made.knowledge, 'rules');
    expect(json(made.told[0])).toContain(t.rules.none);
    expect(json(made.told[0])).toContain('knowledge_add_rule');
  });

  it('opens forms for admins alone', async () => {
    const opened: { view: ModalView }[] = [];
    const slack = {
      'views.open': async (args: Record<string, unknown>) => void opened.push(args as { view: ModalView }),
    };
    const member = knowledgeDesk(reading, { slack });
    await addRuleAction(member.knowledge)(pressed({ offset: 0 }));
    expect(member.told[0]?.message.text).toContain('Only admins may change this: <@U0RENATA>');
    const admin = knowledgeDesk(reading, { role: 'admin', slack });
    await addRuleAction(admin.knowledge)(pressed({ offset: 0 }));
    await editVoiceAction(admin.knowledge)(pressed({ offset: 0 }));
    await editRuleAction(admin.knowledge)(pressed({ rule: 'r2', offset: 0 }));
    await editRuleAction(admin.knowledge)(pressed({ rule: 'gone', offset: 0 }));
    expect(admin.told.map(({ message }) => message.text)).toEqual([t.rules.gone]);
    expect(opened).toHaveLength(3);
    for (const { view } of opened) expectViewFits(view);
    expect(json(opened[2]?.view)).toContain('Write to engineers');
  });
});

const origin: SettingOrigin = {
  base: 7,
  rule: null,
  offset: 0,
  channel_id: 'C0MARKETING',
  response_url: 'https://hooks.example/list',
};
const ruleForm = (rule: string | null = null) =>
  ruleModal({ rule: newRule, remove: false }, { ...origin, rule }, [], t);
const ruleValues = (pattern: string, reason = 'Sem prova.') => ({
  ...chosen('kind', 'banned_word'),
  ...text('pattern', pattern),
  ...chosen('severity', 'warn'),
  ...chosen('language', 'pt'),
  ...text('reason', reason),
});

describe('submitRule()', () => {
  function saving(change: Partial<ContentForBot> = {}) {
    const changes: Parameters<ContentForBot['changeHouseRules']>[0][] = [];
    const made = knowledgeDesk(
      {
        ...reading,
        changeHouseRules: async (given) => {
          changes.push(given);
          return { outcome: 'changed', version: 8, changed_by: null };
        },
        ...change,
      },
      { role: 'admin' },
    );
    return { ...made, changes };
  }

  it('adds a rule to the version that was seen, redraws the list and offers to undo it', async () => {
    const made = saving();
    expect(await sent(submitRule(made.knowledge), ruleForm(), ruleValues('milagroso'))).toEqual({});
    expect(made.changes[0]).toMatchObject({
      base_version: 7,
      person_id: 'U0MARINA',
      change: 'added the rule "milagroso"',
    });
    expect(made.changes[0]?.rules.rules.at(-1)).toEqual({
      id: 'rule-reference-1',
      kind: 'banned_word',
      pattern: 'milagroso',
      severity: 'warn',
      reason: 'Sem prova.',
      language: 'pt',
    });
    const redrawn = json(made.redrawn[0]);
    expect(redrawn).toContain('Version 8 is in force: added the rule \\"milagroso\\"');
    expect(redrawn).toContain(json(json({ setting: 'house_rules', version: 7, base: 8 })).slice(1, -1));
  });

  it('changes a rule in its place, and takes one out', async () => {
    const made = saving();
    await sent(submitRule(made.knowledge), ruleForm('r1'), ruleValues('curar'));
    expect(made.changes[0]?.rules.rules.map((r) => r.pattern)).toEqual(['curar', 'Write to engineers']);
    const removal = { remove: { remove: { selected_options: [{ value: 'remove' }] } } };
    await sent(submitRule(made.knowledge), ruleForm('r1'), { ...ruleValues('cura'), ...removal });
    expect(made.changes[1]?.rules.rules.map((r) => r.id)).toEqual(['r2']);
    expect(made.changes[1]?.change).toBe('removed the rule "cura"');
  });

  it.each([
    [ruleValues('a'), { pattern: t.ruleForm.errors.tooBroad }],
    [ruleValues('Cura'), { pattern: t.ruleForm.errors.duplicate }],
    [ruleValues('\u200b'), { pattern: t.ruleForm.errors.patternMissing }],
    [ruleValues('milagroso', '   '), { reason: t.ruleForm.errors.reasonMissing }],
  ])('keeps the form open for what cannot be a rule', async (values, errors) => {
    const made = saving();
    expect(await sent(submitRule(made.knowledge), ruleForm(), values)).toEqual({
      response_action: 'errors',
      errors,
    });
    expect(made.changes).toEqual([]);
  });

  it.each(['before it was read', 'while it was written'])(
    'keeps what was typed when somebody was quicker, %s, and saves it on top the next time',
    async (when) => {
      let version = when === 'before it was read' ? 9 : 7;
      const rules = () => someRules({ version, rules: [] });
      const made = saving({
        getHouseRules: async () => rules(),
        listSettingVersions: async () => [
          { version: 9, changed_by: 'U0RENATA', change: 'x', created_at: '2026-11-22T11:00:00Z' },
        ],
        changeHouseRules: async (given) => {
          if (given.base_version === 7) {
            version = 9;
            return { outcome: 'stale', version: 9, changed_by: 'U0RENATA' };
          }
          return { outcome: 'changed', version: 10, changed_by: null };
        },
      });
      const answer = await sent(submitRule(made.knowledge), ruleForm('r1'), ruleValues('milagroso'));
      expect(answer.response_action).toBe('update');
      const view = answer.view as ModalView;
      expect(json(view)).toContain('<@U0RENATA> changed this meanwhile: version 9');
      expect(json(view)).toContain('The rule itself is gone');
      expect(json(view)).toContain('"initial_value":"milagroso"');
      expect(JSON.parse(view.private_metadata ?? '')).toMatchObject({ base: 9, rule: null });
      expect(await sent(submitRule(made.knowledge), view, ruleValues('milagroso'))).toEqual({});
      expect(json(made.redrawn)).toContain('Version 10 is in force');
    },
  );

  it('keeps the form open when it is not certain, refused, or no admin who sends it', async () => {
    const away = saving({ changeHouseRules: unavailable });
    const uncertain = await sent(submitRule(away.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(uncertain.errors).toEqual({ pattern: t.setting.notSaved });
    const slow = saving({ getHouseRules: never });
    const late = await sent(submitRule(slow.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(late.errors).toEqual({ pattern: t.setting.notSaved });
    const bad = saving({
      changeHouseRules: () => Promise.reject(new ExpectedError('bad_rules', 'its id is odd')),
    });
    const refused = await sent(submitRule(bad.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(refused.errors?.pattern).toContain('its id is odd');
    const other = saving({
      changeHouseRules: async () => ({ outcome: 'not_allowed', version: 7, changed_by: null }),
    });
    const forbidden = await sent(submitRule(other.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(forbidden.errors).toEqual({ pattern: t.setting.adminsOnly('Ana') });
  });

  it('says that nothing differs', async () => {
    const made = saving({
      changeHouseRules: async () => ({ outcome: 'unchanged', version: 7, changed_by: null }),
    });
    await sent(submitRule(made.knowledge), ruleForm(), ruleValues('milagroso'));
    expect(made.told.map(({ message }) => message.text)).toEqual([t.setting.unchanged]);
  });
});

describe('submitVoice()', () => {
  const form = () => ({ ...ruleForm(), callback_id: 'knowledge_voice' });

  it('changes the voice alone, an empty one too, and refuses one that is too long', async () => {
    const changes: Parameters<ContentForBot['changeHouseRules']>[0][] = [];
    const made = knowledgeDesk(
      {
        ...reading,
        changeHouseRules: async (given) => {
          changes.push(given);
          return { outcome: 'changed', version: 8, changed_by: null };
        },
      },
      { role: 'admin' },
    );
    await sent(submitVoice(made.knowledge), form(), text('voice', 'Direto ao ponto.'));
    await sent(submitVoice(made.knowledge), form(), { voice: { voice: { value: null } } });
    expect(changes.map((c) => [c.rules.voice, c.rules.rules.length])).toEqual([
      ['Direto ao ponto.', 2],
      ['', 2],
    ]);
    const long = await sent(submitVoice(made.knowledge), form(), text('voice', 'x'.repeat(2001)));
    expect(long.errors?.voice).toContain('2,001');
  });

  it('shows the voice as it is now beside the one that was typed', async () => {
    const made = knowledgeDesk(
      { ...reading, getHouseRules: async () => someRules({ version: 9, voice: 'A nova voz.' }) },
      { role: 'admin' },
    );
    const answer = await sent(submitVoice(made.knowledge), form(), text('voice', 'A minha voz.'));
    expect(json(answer.view)).toContain('A nova voz.');
    expect(json(answer.view)).toContain('"initial_value":"A minha voz."');
  });
});

describe('versions', () => {
  it('lists who changed what, and lets admins alone go back', async () => {
    const member = knowledgeDesk(reading);
    await historyAction(member.knowledge)(pressed({ setting: 'house_rules' }));
    const shown = json(member.told[0]);
    for (const words of [
      'Version 7 (in force): added the rule',
      'back to version 2',
      'first version',
      '3 newest',
    ]) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toContain('knowledge_back_to');
    const admin = knowledgeDesk(reading, { role: 'admin' });
    await typed(admin.knowledge, 'rules history');
    expect(json(admin.told[0]).match(/knowledge_back_to/g)).toHaveLength(2);
  });

  it('names the fields of a brand kit in words', async () => {
    const change = 'name, colors.accent, fonts.body, logo_svg, something_new';
    const made = knowledgeDesk({
      listSettingVersions: async () => [
        { version: 2, changed_by: 'U0RENATA', change, created_at: '2026-11-22T11:00:00Z' },
      ],
    });
    await typed(made.knowledge, 'brand history');
    expect(json(made.told[0])).toContain('changed: name, Accent, font of text, logo, something_new');
  });

  it('goes back, shows what is in force and offers to undo that', async () => {
    const restored: unknown[] = [];
    const made = knowledgeDesk(
      {
        ...reading,
        restoreSetting: async (given) => {
          restored.push(given);
          return { outcome: 'changed', version: 8, changed_by: null };
        },
      },
      { role: 'admin' },
    );
    await backToAction(made.knowledge)(pressed({ setting: 'house_rules', version: 5, base: 7 }));
    await backToAction(made.knowledge)(pressed({ setting: 'brand_kit', version: 5, base: 7 }));
    expect(restored[0]).toEqual({
      team_id: 'T0GREENLIGHT',
      person_id: 'U0MARINA',
      setting: 'house_rules',
      version: 5,
      base_version: 7,
    });
    expect(json(made.redrawn[0])).toContain('Version 8 is in force: back to version 5');
    expect(json(made.redrawn[0])).toContain('House rules');
    expect(json(made.redrawn[1])).toContain('Brand kit');
  });

  it.each([
    ['stale', '<@U0RENATA> changed this meanwhile: version 9'],
    ['not_allowed', 'Only admins may change this: <@U0RENATA>'],
    ['unknown_version', 'no version 5'],
    ['unchanged', 'nothing was changed'],
  ] as const)('answers a press that led to %s', async (outcome, words) => {
    const made = knowledgeDesk({
      restoreSetting: async () => ({
        outcome,
        version: 9,
        changed_by: outcome === 'stale' ? 'U0RENATA' : null,
      }),
    });
    await backToAction(made.knowledge)(pressed({ setting: 'house_rules', version: 5, base: 7 }));
    expect(made.told[0]?.message.text).toContain(words);
  });
});

describe('/knowledge brand', () => {
  const brandForm = (kit = aKit()) =>
    brandModal(filledFrom(kit), { base: kit.version, channel_id: 'C0MARKETING', response_url: null }, [], t);
  const brandValues = (change: object = {}) => ({
    ...text('name', 'Alba'),
    ...text('handle', '@alba'),
    ...Object.assign({}, ...Object.entries(aKit().colors).map(([name, value]) => text(name, value))),
    ...chosen('heading', 'Inter'),
    ...chosen('body', 'Inter'),
    ...change,
  });

  it('shows everybody the kit; only admins may propose another', async () => {
    const member = knowledgeDesk(reading);
    await typed(member.knowledge, 'marca');
    const shown = json(member.told[0]);
    for (const words of ['Alba Implantes', '@albaimplantes', 'Space Grotesk', 'Accent: ', '#F2A23A']) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toContain('knowledge_change_brand');
    await changeBrandAction(member.knowledge)(pressed('{}'));
    expect(member.told[1]?.message.text).toContain('Only admins');
  });

  it('opens the form with the kit in force, and in a channel alone', async () => {
    const opened: { view: ModalView }[] = [];
    const slack = {
      'views.open': async (args: Record<string, unknown>) => void opened.push(args as { view: ModalView }),
    };
    const admin = knowledgeDesk(reading, { role: 'admin', slack });
    await changeBrandAction(admin.knowledge)(pressed('{}'));
    expectViewFits(opened[0]?.view ?? {});
    expect(json(opened[0]?.view)).toContain('#F2A23A');
    await changeBrandAction(admin.knowledge)(pressed('{}', { channel: { id: 'D1' } }));
    expect(admin.told.map(({ message }) => message.text)).toEqual([t.command.useAChannel]);
    const none = () => Promise.reject(new ExpectedError('no_brand_kit', 'none'));
    const first = knowledgeDesk({ ...reading, getBrandKit: none }, { role: 'admin', slack });
    await changeBrandAction(first.knowledge)(pressed('{}'));
    expectViewFits(opened[1]?.view ?? {});
  });

  it('starts a job that draws the proposal, with the logo that stays', async () => {
    const { jobs, content } = storing();
    const { knowledge } = knowledgeDesk({ ...reading, ...content }, { role: 'admin' });
    const values = brandValues({ ...text('accent', 'f00'), ...text('dark', '0b2530') });
    expect(await sent(submitBrand(knowledge), brandForm(), values)).toEqual({});
    const { version: _, ...kept } = aKit();
    expect(jobs[0]).toMatchObject({
      type: 'brand_kit',
      idempotency_key: 'T0GREENLIGHT:V1',
      brief: {
        base_version: 3,
        topic: 'Alba',
        kit: {
          ...kept,
          name: 'Alba',
          handle: '@alba',
          fonts: { heading: 'Inter', body: 'Inter' },
          colors: { ...kept.colors, accent: '#FF0000' },
        },
      },
    });
  });

  it('reads the logo of the form', async () => {
    const { jobs, content } = storing();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0"/></svg>';
    const reads = (bytes: string) => ({
      role: 'admin' as const,
      change: {
        readFile: async () => ({
          kind: 'read' as const,
          name: 'l.svg',
          extension: 'svg',
          bytes: Buffer.from(bytes),
        }),
      },
    });
    const file = given('logo', { id: 'F1', name: 'l.svg', size: 100 });
    const good = knowledgeDesk({ ...reading, ...content }, reads(svg));
    await sent(submitBrand(good.knowledge), brandForm(), brandValues(file));
    expect(jobs[0]?.brief).toMatchObject({ kit: { logo_svg: svg } });
    const bad = knowledgeDesk({ ...reading, ...content }, reads(svg.replace('<path', '<script/><path')));
    const answer = await sent(submitBrand(bad.knowledge), brandForm(), brandValues(file));
    expect(answer.errors).toEqual({ logo: t.brand.form.errors.logo.active });
    const large = given('logo', { id: 'F1', name: 'l.svg', size: 300 * 1024 });
    const refused = await sent(submitBrand(good.knowledge), brandForm(), brandValues(large));
    expect(refused.errors).toEqual({ logo: t.file.tooLarge('l.svg', '300 KB', '200 KB') });
  });

  it('says under each field what is wrong with it', async () => {
    const { knowledge } = knowledgeDesk(reading, { role: 'admin' });
    const values = brandValues({ ...text('name', ' '), ...text('accent', 'red'), ...text('ink', '#12345') });
    const answer = await sent(submitBrand(knowledge), brandForm(), values);
    expect(Object.keys(answer.errors ?? {}).sort()).toEqual(['accent', 'ink', 'name']);
  });

  it('refuses a proposal that changes nothing, and one of somebody who is no admin', async () => {
    const kit = aKit({ name: 'Alba', handle: '@alba', fonts: { heading: 'Inter', body: 'Inter' } });
    const same = knowledgeDesk({ ...reading, getBrandKit: async () => kit }, { role: 'admin' });
    const answer = await sent(submitBrand(same.knowledge), brandForm(kit), brandValues());
    expect(answer.errors).toEqual({ name: t.brand.form.errors.same });
    const member = knowledgeDesk(reading);
    const refused = await sent(submitBrand(member.knowledge), brandForm(), brandValues());
    expect(refused.errors?.name).toContain('Only admins');
  });

  it('keeps what was typed when somebody changed the kit meanwhile', async () => {
    const made = knowledgeDesk(
      { ...reading, getBrandKit: async () => aKit({ version: 4 }) },
      { role: 'admin' },
    );
    const answer = await sent(submitBrand(made.knowledge), brandForm(), brandValues());
    expect(answer.response_action).toBe('update');
    expect(json(answer.view)).toContain('"initial_value":"Alba"');
    expect(JSON.parse(answer.view?.private_metadata ?? '')).toMatchObject({ base: 4 });
  });

  it('wants a logo for the first kit of a team', async () => {
    const none = () => Promise.reject(new ExpectedError('no_brand_kit', 'none'));
    const made = knowledgeDesk({ ...reading, getBrandKit: none }, { role: 'admin' });
    const first = brandModal(filledFrom(null), { base: 0, channel_id: 'C1', response_url: null }, [], t);
    const answer = await sent(submitBrand(made.knowledge), first, brandValues());
    expect(answer.errors).toEqual({ logo: t.brand.form.errors.logoMissing });
  });
});
