import type { ArticlePart } from '../../../ports/content.ts';

/** A draft of parts, as its checks read it. */
export interface Written {
  title: string;
  /** In reading order. */
  parts: readonly ArticlePart[];
  /** Texts beside the parts, the title among them, by the name that findings give them. */
  titles: readonly { part: string; text: string }[];
}

/** Introduction and conclusion, and what stands before findings: they say what other parts say. */
export const isFrame = (id: string): boolean =>
  id === 'introduction' || id === 'conclusion' || id === 'summary';
