import { type ContentForAgent, slideCount } from '../../../ports/content.ts';
import { addPassages } from '../../grounding/add-passages.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { changeAsked } from '../change-asked.ts';
import { changeDeck } from '../change-deck.ts';
import { changeSlides } from '../change-slides.ts';
import { parseChangeNote } from '../parse-change-note.ts';
import { type CarouselNode, have } from '../state.ts';

/** Passages that a note may add: it can ask for facts that the brief did not. */
const MAX_NEW_PASSAGES = 4;
const MAX_PASSAGES = 24;

/**
 * Makes the next version from what people asked for, under the brand kit and rules of today.
 *
 * It starts from the reviewed deck and the version that they saw, not from what an earlier attempt left in the state, so
 * that running it again does not apply a note twice.
 */
export function revise(
  askModel: AskModel,
  content: Pick<ContentForAgent, 'getBrandKit' | 'getHouseRules' | 'searchKnowledge'>,
): CarouselNode {
  return async (before, { signal }) => {
    const { team_id } = before;
    const deck = have(before, 'reviewed');
    const { version, note } = changeAsked(before);
    const [brand, rules, found] = await Promise.all([
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
      content.searchKnowledge(team_id, note, have(before, 'language'), MAX_NEW_PASSAGES),
    ]);
    const passages = addPassages(before.passages, found.passages, MAX_PASSAGES);
    const state = { ...before, deck, brand, rules, passages, slides: deck.slides.length };
    const run = { node: 'revise', round: state.round, signal };
    const fresh = {
      version: version + 1,
      // Once, though an earlier attempt may have left it there.
      notes: [...before.notes.filter((n) => n !== note), note],
      brand,
      rules,
      repairs: 0,
      issues: [],
      files: [],
      ...(passages === before.passages ? {} : { passages }),
    };
    const request = parseChangeNote(note, deck.slides.length);
    if (request.kind === 'slides') {
      const changes = request.changes.map((c) => ({ ...c, issues: [] }));
      const changed = await changeSlides(askModel, state, changes, run);
      return { ...fresh, ...changed, scope: changes.map((c) => c.slide), slides: state.slides };
    }
    const changed = await changeDeck(askModel, state, { note: request.note, issues: [] }, run);
    const count = changed.deck.slides.length;
    const reshaped = request.reshape && count >= slideCount.min && count <= slideCount.max;
    return { ...fresh, ...changed, scope: null, slides: reshaped ? count : state.slides };
  };
}
