import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, endAllJobs, installTeam, type Parts, TEAM } from '../../testing/supabase/content.ts';
import { foundIds, holdJob, installOtherTeam, OTHER_TEAM } from '../../testing/supabase/documents.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
  await installOtherTeam(database);
});
beforeEach(() => endAllJobs(database));

type Picture = Parameters<Parts['agent']['storePicture']>[1];
let made = 0;
function aPicture(more: Partial<Picture> = {}): Picture {
  made += 1;
  const bytes = Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from(`picture ${made}`)]);
  return {
    title: `Bomba ${made}`,
    alt: 'Bomba de infusão zirgonix sobre a bancada',
    language: 'pt',
    file_name: `bomba-${made}.png`,
    source_sha256: 'x',
    width: 1600,
    height: 900,
    base64: bytes.toString('base64'),
    ...more,
  };
}
async function add(picture: Picture, o: { requester?: string; team?: string } = {}) {
  const held = await holdJob(parts, o);
  const stored = await parts.agent.storePicture(held, picture);
  await parts.agent.finishJob(held, {});
  return stored;
}
const chosen = async (id: string) => (await parts.agent.listPictures(TEAM)).find((p) => p.id === id);

describe('store_picture()', () => {
  it('keeps a picture beside the documents, to be chosen by its words, and its bytes apart', async () => {
    const picture = aPicture();
    const { document_id, ...rest } = await add(picture, { requester: 'bia' });
    expect(rest).toEqual({ passages: 0, known: false, replaced: null });
    const { title, alt, language, width, height } = picture;
    const sha256 = createHash('sha256').update(Buffer.from(picture.base64, 'base64')).digest('hex');
    expect(await chosen(document_id)).toEqual({
      id: document_id,
      title,
      alt,
      language,
      width,
      height,
      sha256,
    });
    expect(await parts.agent.getPicture(TEAM, document_id)).toEqual({ sha256, base64: picture.base64 });
    const { documents } = await parts.bot.listDocuments(TEAM, { offset: 0, limit: 1, matching: 'zirgonix' });
    expect(documents).toMatchObject([
      { id: document_id, kind: 'picture', added_by: 'bia', passages: 0, picture: { alt, width, height } },
    ]);
  });

  it('is no evidence: no search finds it, and none of its words is what a mistyped one is mended to', async () => {
    await add(aPicture());
    expect(await foundIds(parts, 'zirgonix')).toEqual([]);
    expect(await parts.agent.queryWords(TEAM, 'zirgonyx', 'pt')).toEqual({
      zirgonyx: { passages: 0, meant: [] },
    });
  });

  it('another picture in a file of the same name of the same person takes its place, and Undo brings it back', async () => {
    const first = await add(aPicture({ file_name: 'same.png' }));
    const of = await add(aPicture({ file_name: 'same.png' }), { requester: 'bia' });
    const second = await add(aPicture({ file_name: 'same.png' }));
    expect(second.replaced).toBe(first.document_id);
    expect([await chosen(first.document_id), await chosen(of.document_id)]).toEqual([
      undefined,
      expect.anything(),
    ]);
    const back = await parts.bot.restoreDocument(TEAM, first.document_id, 'ana');
    expect(back.outcome).toBe('done');
    expect([await chosen(first.document_id), await chosen(second.document_id)]).toEqual([
      expect.anything(),
      undefined,
    ]);
  });

  it('the same picture with other words takes the place of the first; with the same words it is there once', async () => {
    const picture = aPicture();
    const first = await add(picture);
    expect(await add(picture, { requester: 'bia' })).toEqual({ ...first, known: true });
    const reworded = await add({ ...picture, alt: 'Bomba de infusão em uso, ao lado do leito' });
    expect(reworded).toMatchObject({ known: false, replaced: first.document_id });
  });

  it('answers a rerun that no longer has the bytes, and takes none from a worker that lost the job', async () => {
    const held = await holdJob(parts);
    const picture = aPicture();
    const stored = await parts.agent.storePicture(held, picture);
    expect(await parts.agent.storePicture(held, { ...picture, base64: '' })).toEqual(stored);
    await expect(
      parts.agent.storePicture({ ...held, fence: held.fence - 1 }, aPicture()),
    ).rejects.toMatchObject({ code: 'lost_lease' });
  });

  it.each([
    ['without words', { alt: '' }],
    ['with too few', { alt: 'foto' }],
    ['with too many', { alt: 'a b '.repeat(80) }],
    ['with a control character in them', { alt: 'Bomba\u0007 sobre a bancada' }],
    ['in another language', { language: 'es' as 'pt' }],
    ['without a title', { title: ' ' }],
    ['that is no JPEG', { base64: Buffer.from('<svg/>').toString('base64') }],
    [
      'that is too large',
      { base64: Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(1_048_574)]).toString('base64') },
    ],
  ])('refuses one %s', async (_, more) => {
    const held = await holdJob(parts);
    await expect(parts.agent.storePicture(held, aPicture(more))).rejects.toThrow();
  });
});

describe('get_picture()', () => {
  it('hands over a removed picture of the team, and none to another team', async () => {
    const { document_id } = await add(aPicture());
    expect((await parts.bot.removeDocument(TEAM, document_id, 'ana')).outcome).toBe('done');
    expect(await chosen(document_id)).toBeUndefined();
    expect(await parts.agent.getPicture(TEAM, document_id)).not.toBeNull();
    expect(await parts.agent.getPicture(OTHER_TEAM, document_id)).toBeNull();
  });
});
