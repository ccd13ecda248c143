import type { DeckMaterial, Post } from '../../../ports/model-tasks.ts';
import { fold } from '../reading/words.ts';

/** The post with the sentences that the house rules require, word for word, as its last paragraph. */
export function withDisclaimers(post: Post, task: Pick<DeckMaterial, 'rules'>): Post {
  const missing = task.rules.rules
    .filter((r) => r.kind === 'required_disclaimer' && !fold(post.body).includes(fold(r.pattern)))
    .map((r) => r.pattern);
  return missing.length > 0 ? { ...post, body: [post.body, ...missing].join('\n\n') } : post;
}
