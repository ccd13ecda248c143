import { expect, it } from 'vitest';
import { passagesFor } from './passages-for.ts';

const passage = { id: 'p1', document_id: 'd', title: 'T', url: null, language: 'pt', text: 'x', rank: 1 };

it('passagesFor() dates a page by when it was read, a document by when it came in, and nothing else', () => {
  const added_at = '2026-05-03T10:00:00+00:00';
  const dates = passagesFor([
    { ...passage, added_at, fetched_at: '2026-11-20T09:00:00Z' },
    { ...passage, added_at, fetched_at: null },
    passage,
  ]).map(({ date }) => date);
  expect(dates).toEqual(['2026-11-20', '2026-05-03', null]);
});
