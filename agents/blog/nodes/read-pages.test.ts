import { expect, it } from 'vitest';
import { ExpectedError } from '../../../platform/errors.ts';
import type { PageRead } from '../../extraction/read-page.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import type { BlogState } from '../state.ts';
import { readPages } from './read-pages.ts';

const urls = ['https://a.test/1', 'https://a.test/2', 'https://a.test/3'];
const aPage = (url: string): PageRead => ({
  title: url,
  text: 'Prazo: 10 dias.',
  language: 'pt',
  url,
  sha256: 'f'.repeat(64),
  fetched_at: '2026-11-22T00:00:00.000Z',
  warnings: [],
});

/** The node with one page in the middle that fails with `error`, at reading or at storing. */
async function run(at: 'read' | 'store', error: Error, signal?: AbortSignal) {
  const node = readPages(
    async (url) => {
      if (at === 'read' && url === urls[1]) throw error;
      return aPage(url);
    },
    {
      async storeDocument(_claim, { url }) {
        if (at === 'store' && url === urls[1]) throw error;
        return { document_id: url ?? '', passages: 1, known: false, replaced: null };
      },
    },
    { id: 'j', fence: 1 },
  );
  // SAFETY: of its state the node reads the addresses of the brief alone.
  return node({ brief: { urls } } as BlogState, { signal } as never);
}

it.each([
  ['read', new JobFailure('http_status', 'it answers 404'), 'http_status'],
  ['read', new RangeError('Maximum call stack size exceeded'), 'unreadable_file'],
  ['store', new Error('content.store_document failed with 22P05: unsupported'), 'unreadable_file'],
  ['store', new ExpectedError('document_too_long', 'at most 500000'), 'document_too_long'],
] as const)('readPages() goes on without a page that fails at %s: %s', async (at, error, code) => {
  const { pages, unread } = await run(at, error);
  expect(pages?.map((page) => page.document_id)).toEqual([urls[0], urls[2]]);
  expect(unread).toEqual([{ url: urls[1], code }]);
});

it.each([
  ['read', 'database_unavailable'],
  ['store', 'database_unavailable'],
  ['store', 'token_refused'],
  ['store', 'lost_lease'],
] as const)('readPages() ends where no page is at fault, at %s: %s', async (at, code) => {
  const error = new ExpectedError(code, 'away');
  await expect(run(at, error)).rejects.toBe(error);
});

it('readPages() ends with the reason of its signal', async () => {
  const reason = new ExpectedError('lost_lease', 'gone');
  await expect(run('read', new Error('aborted'), AbortSignal.abort(reason))).rejects.toBe(reason);
});
