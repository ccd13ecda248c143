import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createExtractor } from './create-extractor.ts';

const aFile = (bytes: string | Buffer, name = 'a.txt') => ({
  bytes: Buffer.from(bytes),
  name,
  contentType: '',
  charset: null,
});

/** A PDF of some kilobytes whose one page is described by gigabytes of blanks. */
function aPdfBomb(): Buffer {
  const blanks = deflateSync(Buffer.alloc(400 * 1024 * 1024, 0x20), { level: 9 });
  // A stream inside a stream: 400 MB of blanks shrink to 400 kB, and these to little.
  const page = `4 0 obj<</Length ${blanks.length}/Filter/FlateDecode>>stream\n`;
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n${page}`,
    ),
    blanks,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n'),
  ]);
}

describe('createExtractor()', () => {
  it('reads in a thread, and a refusal comes out as it was', async () => {
    const extract = createExtractor();
    await expect(extract(aFile('Prazo: 10 dias.'))).resolves.toMatchObject({ text: 'Prazo: 10 dias.' });
    await expect(extract(aFile(''))).rejects.toMatchObject({ code: 'no_text', params: { reason: 'empty' } });
  });

  it('ends a reading that takes too long, and reads the next document', async () => {
    const extract = createExtractor({ cpuMs: 1500, bufferMb: 4096 });
    const slow = extract(aFile(aPdfBomb(), 'a.pdf'));
    const next = extract(aFile('Prazo: 10 dias.'));
    await expect(slow).rejects.toMatchObject({ code: 'unreadable_file', params: { reason: 'too_complex' } });
    await expect(next).resolves.toMatchObject({ text: 'Prazo: 10 dias.' });
  });

  it('ends a reading that fills its heap, and this process lives', async () => {
    const extract = createExtractor({ heapMb: 32, cpuMs: 20_000 });
    await expect(extract(aFile('<p>palavra</p>'.repeat(29_000), 'a.html'))).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching(/32 MB of memory/),
    });
  });

  it('ends a reading that fills buffers, which no heap limit counts', async () => {
    const bomb = aPdfBomb();
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const extract = createExtractor({ bufferMb: 128, cpuMs: 20_000 });
    await expect(extract(aFile(bomb, 'a.pdf'))).rejects.toMatchObject({
      code: 'unreadable_file',
      message: expect.stringMatching(/128 MB of buffers/),
    });
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const reason = new Error('the lease is lost');
    const reading = createExtractor({ bufferMb: 4096 })(aFile(aPdfBomb(), 'a.pdf'), stop.signal);
    setTimeout(() => stop.abort(reason), 300);
    await expect(reading).rejects.toBe(reason);
  });
});
