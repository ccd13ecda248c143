import type { Passage } from '../../ports/content.ts';
import type { ArticleMaterial } from '../../ports/model-tasks.ts';
import { materialOf } from '../drafting/material.ts';
import { have } from '../drafting/state.ts';
import type { BlogState } from './state.ts';

/** What every question about an article carries. Pure. */
export function articleMaterial(state: BlogState, passages: readonly Passage[]): ArticleMaterial {
  return { ...materialOf(state, passages), brand: { name: have(state, 'brand').name } };
}
