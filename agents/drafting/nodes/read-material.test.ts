import { expect, it } from 'vitest';
import type { ContentForAgent } from '../../../ports/content.ts';
import type { DraftingState } from '../state.ts';
import { readMaterial } from './read-material.ts';

const text =
  'colega 1:\nComo explicamos aos compradores a validação da limpeza dos implantes?\n\ncolega 2:\nCom o teste de resíduo de proteína.';

function world(kept: string | null = text) {
  const asked: string[] = [];
  const stored: Parameters<ContentForAgent['storeDocument']>[1][] = [];
  const node = readMaterial(
    {
      getUpload: async (_claim, id) => {
        asked.push(id);
        return kept === null
          ? null
          : {
              name: 'Conversa em #marketing',
              mime: 'text/plain',
              sha256: 'f'.repeat(64),
              base64: Buffer.from(kept).toString('base64'),
            };
      },
      storeDocument: async (_claim, document) => {
        stored.push(document);
        return { document_id: 'd1', passages: 1, known: false, replaced: null };
      },
    },
    { id: 'j', fence: 1 },
    'pt',
  );
  const run = (material: DraftingState['material'] = null, upload = true, topic = 'Limpeza') =>
    node({
      brief: { topic, language: null, ...(upload ? { material: { upload_id: 'u1' } } : {}) },
      material,
    });
  return { run, asked, stored };
}

it('readMaterial() makes a document of this job of what came with the brief', async () => {
  const w = world();
  expect(await w.run()).toEqual({ material: { document_id: 'd1', language: 'pt', opening: text } });
  expect(w.stored).toMatchObject([
    { scope: 'job', kind: 'text', title: 'Conversa em #marketing', language: 'pt', url: null, text },
  ]);
});

it('readMaterial() does nothing without material, and nothing again for a job that is tried again', async () => {
  const w = world();
  expect(await w.run(null, false)).toEqual({});
  expect(await w.run({ document_id: 'd1', language: 'pt', opening: '' })).toEqual({});
  expect(w.asked).toEqual([]);
});

it('readMaterial() takes the language of the brief where too little is written to tell', async () => {
  const w = world('colleague 1:\nISO 13485 OK');
  await w.run(null, true, 'How do we tell buyers about the cleaning of our implants?');
  expect(w.stored[0]?.language).toBe('en');
});

it('readMaterial() says so when the material is no longer kept', async () => {
  await expect(world(null).run()).rejects.toMatchObject({ code: 'material_gone', retryable: false });
});
