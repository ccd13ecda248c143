import { MemorySaver } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import type { Claim, ContentForAgent, KnowledgeBrief } from '../../ports/content.ts';
import { aPng } from '../../testing/knowledge/pictures.ts';
import { extract } from '../extraction/extract.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { createFetchSource } from './fetch-source.ts';
import { knowledgeGraph } from './graph.ts';
import type { KnowledgeState } from './state.ts';
import { knowledgeWorkflow } from './workflow.ts';

const thread = { configurable: { thread_id: 'j' } };
const text =
  'A validação de limpeza demonstra que o processo remove os resíduos de usinagem até o limite aceito.';
const claim: Claim = { id: 'j', fence: 1 };
type Stored = Parameters<ContentForAgent['storeDocument']>[1];
type StoredPicture = Parameters<ContentForAgent['storePicture']>[1];

const brief = (more: Partial<KnowledgeBrief> = {}): KnowledgeBrief => ({
  topic: 'nota.txt',
  source: { kind: 'upload', upload_id: 'u' },
  title: null,
  language: null,
  ...more,
});

/** The graph with everything around it in memory. Each run is a process of its own: nothing but the saver is kept. */
function setUp() {
  const world = {
    upload: { name: 'nota.txt', mime: 'text/plain', bytes: Buffer.from(text) } as {
      name: string;
      mime: string;
      bytes: Buffer;
    } | null,
    page: {
      url: 'http://alba.test/limpeza',
      contentType: 'text/html',
      charset: 'utf-8',
      bytes: Buffer.from(''),
    },
    /** What is to happen at a call, once. */
    at: {} as Record<string, () => void>,
    missing: [] as { id: string; text: string }[],
    embeddings: true,
  };
  const calls: string[] = [];
  const stored: Stored[] = [];
  const pictures: StoredPicture[] = [];
  const embedded: Record<string, number[]> = {};
  const pass = (point: string) => {
    calls.push(point);
    const happen = world.at[point];
    delete world.at[point];
    happen?.();
  };
  const content = {
    async getUpload() {
      pass('get_upload');
      if (!world.upload) return null;
      const { name, mime, bytes } = world.upload;
      return { name, mime, sha256: '', base64: bytes.toString('base64') };
    },
    // As SQL does: the job's document is stored once, and a repeat answers with it.
    async storeDocument(_claim: Claim, document: Stored) {
      pass('store_document:before');
      if (stored.length === 0) stored.push(document);
      pass('store_document:after');
      return { document_id: 'd', passages: 3, known: false, replaced: null };
    },
    // As SQL does: what the job stored is answered again, whether or not it still has the bytes; with it the upload goes.
    async storePicture(_claim: Claim, picture: StoredPicture) {
      pass('store_picture:before');
      if (pictures.length === 0) pictures.push(picture);
      world.upload = null;
      pass('store_picture:after');
      return { document_id: 'p', passages: 0, known: false, replaced: null };
    },
    async passagesToEmbed() {
      pass('passages_to_embed');
      return world.missing.filter(({ id }) => !embedded[id]);
    },
    async putEmbeddings(_claim: Claim, _model: string, rows: { passage_id: string; embedding: number[] }[]) {
      pass('put_embeddings');
      for (const row of rows) embedded[row.passage_id] = row.embedding;
      return null;
    },
  };
  const web = {
    async fetch() {
      pass('fetch');
      return world.page;
    },
  };
  const saver = new MemorySaver();
  const run = async (input: unknown): Promise<KnowledgeState> => {
    const tools = {
      content,
      claim,
      fetchSource: createFetchSource({ content, claim, web, clock: { now: () => 0 } }),
      extract: async (document: Parameters<typeof extract>[0]) => {
        pass('extract');
        return extract(document);
      },
      preparePicture: async () => {
        pass('draw');
        return { bytes: Buffer.from('jpeg'), width: 1600, height: 1200 };
      },
      embeddings: world.embeddings
        ? {
            model: 'e',
            embedTexts: async (texts: readonly string[]) => {
              pass('embed');
              return texts.map((t) => [t.length]);
            },
          }
        : null,
    };
    return (await knowledgeGraph(tools, saver).invoke(input as never, {
      ...thread,
      durability: 'sync',
    })) as KnowledgeState;
  };
  const start = (given = brief()) => run({ brief: given, team_id: 't', job_id: 'j' });
  return { world, calls, stored, pictures, embedded, run, start };
}

const workflow = knowledgeWorkflow({
  web: { fetch: () => Promise.reject(new Error('not asked')) },
  extract,
  clock: { now: () => 0 },
  embeddings: null,
});

describe('knowledgeGraph()', () => {
  it('stores an upload under the name of its file, with the hash of its bytes', async () => {
    const { start, stored } = setUp();
    const state = await start();
    expect(stored).toEqual([
      {
        scope: 'team',
        kind: 'file',
        title: 'nota',
        language: 'pt',
        url: null,
        file_name: 'nota.txt',
        text,
        source_sha256: state.source?.sha256,
        fetched_at: null,
      },
    ]);
    expect(workflow.result?.(state)).toEqual({
      document_id: 'd',
      passages: 3,
      known: false,
      replaced: null,
      title: 'nota',
      language: 'pt',
      characters: text.length,
      warnings: [],
    });
  });

  it('keeps pasted text as text without a file, so that another paste never takes its place', async () => {
    const { world, start, stored } = setUp();
    if (world.upload) world.upload.name = 'pasted.txt';
    await start(brief({ title: 'Limpeza' }));
    expect(stored[0]).toMatchObject({ kind: 'text', file_name: null, url: null, title: 'Limpeza' });
  });

  it('stores a page under the address where its redirects ended, with the time', async () => {
    const { world, start, stored } = setUp();
    world.page.bytes = Buffer.from(
      `<html><head><title>Limpeza</title></head><body><p>${text}</p></body></html>`,
    );
    await start(brief({ source: { kind: 'url', url: 'http://alba.test/antigo' } }));
    expect(stored[0]).toMatchObject({
      kind: 'url',
      url: 'http://alba.test/limpeza',
      file_name: null,
      title: 'Limpeza',
      text,
      fetched_at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('takes the word of the person on title and language, with a warning where the text reads otherwise', async () => {
    const { start, stored } = setUp();
    const { warnings } = await start(brief({ title: 'Meu título', language: 'en' }));
    expect(stored[0]).toMatchObject({ title: 'Meu título', language: 'en' });
    // 100 letters are too few to contradict a person.
    expect(warnings).toEqual([]);
    const longer = setUp();
    if (longer.world.upload) longer.world.upload.bytes = Buffer.from(`${text} ${text}`);
    expect(await longer.start(brief({ language: 'en' }))).toMatchObject({ warnings: ['language_differs'] });
    expect(longer.stored[0]).toMatchObject({ language: 'en' });
  });

  it('says that an upload is gone', async () => {
    const { world, start, stored } = setUp();
    world.upload = null;
    await expect(start()).rejects.toMatchObject({ code: 'upload_gone', retryable: false });
    expect(stored).toEqual([]);
  });

  it('keeps the bytes out of the thread', async () => {
    const { world, start } = setUp();
    world.page.bytes = Buffer.from(
      `<html><body><p>${text}</p><!-- ${'secret '.repeat(50)} --></body></html>`,
    );
    const state = await start(brief({ source: { kind: 'url', url: 'http://alba.test/' } }));
    expect(JSON.stringify(state)).not.toContain('secret');
  });

  it('makes the passages findable by meaning, and counts no failure of that against the document', async () => {
    const { world, start, stored, embedded } = setUp();
    world.missing = [
      { id: 'd#0', text: 'um' },
      { id: 'd#1', text: 'dois' },
    ];
    await start();
    expect(embedded).toEqual({ 'd#0': [2], 'd#1': [4] });

    const failing = setUp();
    failing.world.missing = world.missing;
    failing.world.at.embed = () => {
      throw new JobFailure('model_unavailable', 'down');
    };
    expect(await failing.start()).toMatchObject({ warnings: ['not_embedded'], stored: { document_id: 'd' } });
    expect(stored).toHaveLength(1);
  });
});

describe('a run that is killed and taken up by another process', () => {
  class Killed extends Error {}
  it.each([
    // Where it dies, and what the second run does.
    [
      'get_upload',
      ['get_upload', 'extract', 'store_document:before', 'store_document:after', 'passages_to_embed'],
    ],
    // The bytes died with the process: they are fetched again, by the step that reads them.
    [
      'extract',
      ['get_upload', 'extract', 'store_document:before', 'store_document:after', 'passages_to_embed'],
    ],
    ['store_document:before', ['store_document:before', 'store_document:after', 'passages_to_embed']],
    ['store_document:after', ['store_document:before', 'store_document:after', 'passages_to_embed']],
    ['passages_to_embed', ['passages_to_embed']],
  ])('at %s: only the step that died runs again, and there is one document', async (point, second) => {
    const { world, calls, stored, run, start } = setUp();
    world.at[point] = () => {
      throw new Killed();
    };
    await expect(start()).rejects.toBeInstanceOf(Killed);
    calls.length = 0;
    const state = await run(null);
    expect(calls).toEqual(second);
    expect(stored).toHaveLength(1);
    expect(workflow.result?.(state)).toMatchObject({
      document_id: 'd',
      title: 'nota',
      characters: text.length,
    });
  });

  it('stores what the second run has read, when the page changed in between', async () => {
    const { world, run, start, stored } = setUp();
    const page = (words: string) => Buffer.from(`<html><body><p>${words}</p></body></html>`);
    world.page.bytes = page(text);
    world.at.extract = () => {
      throw new Killed();
    };
    const first = await start(brief({ source: { kind: 'url', url: 'http://alba.test/' } })).catch(
      (e: unknown) => e,
    );
    expect(first).toBeInstanceOf(Killed);
    world.page.bytes = page(text.replace('limite', 'novo limite'));
    const state = await run(null);
    expect(stored[0]?.text).toContain('novo limite');
    expect(stored[0]?.source_sha256).toBe(state.source?.sha256);
  });

  it('goes on from the failed step after Retry, without a second download', async () => {
    const { world, calls, run, start } = setUp();
    world.at['store_document:before'] = () => {
      throw new ExpectedError('database_unavailable', 'away');
    };
    await expect(start()).rejects.toMatchObject({ code: 'database_unavailable' });
    await run(null);
    expect(calls.filter((call) => call === 'get_upload')).toHaveLength(1);
  });
});

describe('a picture', () => {
  const alt = 'Bomba de infusão sobre uma bancada de aço';
  const setUpPicture = () => {
    const made = setUp();
    made.world.upload = { name: 'bomba.png', mime: 'image/png', bytes: aPng(640, 480) };
    return made;
  };

  it('is kept with what it shows, which names it where it has no name, and has no text that could be quoted', async () => {
    const { start, pictures, stored } = setUpPicture();
    const state = await start(brief({ alt }));
    expect(pictures).toMatchObject([
      { title: alt, alt, language: 'pt', file_name: 'bomba.png', width: 1600, height: 1200 },
    ]);
    expect(Buffer.from(pictures[0]?.base64 ?? '', 'base64').toString()).toBe('jpeg');
    expect(stored).toEqual([]);
    expect(workflow.result?.(state)).toMatchObject({ document_id: 'p', alt, title: alt, passages: 0 });
    expect(JSON.stringify(state)).not.toContain(Buffer.from('jpeg').toString('base64'));
  });

  it('is in the language that a person says, else in that of its words', async () => {
    const english = setUpPicture();
    await english.start(brief({ alt: 'An infusion pump on the bench of the lab' }));
    const chosen = setUpPicture();
    await chosen.start(brief({ alt, language: 'en' }));
    expect([...english.pictures, ...chosen.pictures].map((p) => p.language)).toEqual(['en', 'en']);
  });

  it.each(['draw', 'store_picture:before', 'store_picture:after'])(
    'that a run was killed over at %s is kept once',
    async (point) => {
      const { world, start, run, pictures } = setUpPicture();
      world.at[point] = () => {
        throw new Error('killed');
      };
      await expect(start(brief({ alt }))).rejects.toThrow('killed');
      expect(await run(null)).toMatchObject({ stored: { document_id: 'p' } });
      expect(pictures).toMatchObject([{ base64: Buffer.from('jpeg').toString('base64') }]);
    },
  );

  it('that is none is refused, and one without its words is no document', async () => {
    const text = setUp();
    await expect(text.start(brief({ alt }))).rejects.toMatchObject({
      code: 'bad_picture',
      params: { reason: 'format' },
    });
    await expect(setUpPicture().start(brief())).rejects.toMatchObject({
      code: 'content_type',
      params: { type: 'image/png' },
    });
  });
});

describe('knowledgeWorkflow()', () => {
  it('refuses a brief that it does not understand, and shows its steps', () => {
    const opened = workflow.open({
      job: { id: 'j', fence: 1, brief: { topic: 'x', source: { kind: 'ftp' } } },
      content: {},
      checkpointer: new MemorySaver(),
    } as never);
    expect(() => opened.input()).toThrow(expect.objectContaining({ code: 'bad_brief' }));
    expect(['fetch', 'read', 'store', 'embed', '__start__'].map((node) => workflow.stepOf(node))).toEqual([
      'fetch',
      'read',
      'store',
      'store',
      null,
    ]);
    expect(workflow.detail('read', { document: { text: 'ação' } })).toEqual([
      { code: 'characters', count: 4 },
    ]);
    expect(workflow.result?.({ document: null, stored: null, warnings: [] })).toBeNull();
  });
});
