import type { Draft, JobView, ListedVersion } from '../../../ports/content.ts';
import { mention } from '../../slack/blocks.ts';
import type { Texts } from '../../texts/texts.ts';

/** Which person made a version, and how; the agent made all others. */
export function madeBy(
  {
    made_by: kind = 'agent',
    author_id,
    from_version,
  }: Pick<Draft | ListedVersion, 'made_by' | 'author_id' | 'from_version'>,
  texts: Texts,
): string {
  const t = texts.versions.madeBy;
  const person = mention(author_id ?? '?');
  switch (kind) {
    case 'agent':
      return t.agent;
    case 'edit':
      return t.edit(person);
    case 'restore':
      return t.restore(person, from_version ?? 0);
    case 'pick':
      return t.pick(person, from_version ?? 0);
  }
}

/** In place of a card's buttons, while the version that a person made is drawn. */
export function beingDrawn(
  { kind, person_id, from_version }: NonNullable<JobView['hand']>,
  texts: Texts,
): string {
  return texts.versions.beingDrawn(madeBy({ made_by: kind, author_id: person_id, from_version }, texts));
}
