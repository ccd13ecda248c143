import { expect, test } from 'vitest';
import { checkPost } from './check-post.ts';

const codes = (...hashtags: string[]) => checkPost({ hook: 'h', body: 'b', hashtags }).map((i) => i.code);

test('checkPost() takes terms of the subject as hashtags', () => {
  expect(codes('#Passivação', '#ImplantesDeTitânio', '#ISO13485')).toEqual([]);
});

test('checkPost() refuses a small word, and a tag that stands twice with and without accents', () => {
  expect(codes('#Passivação', '#Quando', '#ISO13485')).toEqual(['hashtag_poor']);
  expect(codes('#Passivação', '#passivacao', '#ISO13485')).toEqual(['hashtag_poor']);
});
