import { type ContentForAgent, type Passage, slideCount } from '../../../ports/content.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { changeDeck } from '../change-deck.ts';
import { changeSlides } from '../change-slides.ts';
import { parseChangeNote } from '../parse-change-note.ts';
import { type CarouselNode, have } from '../state.ts';

/** Passages that a note may add: it can ask for facts that the brief did not. */
const MAX_NEW_PASSAGES = 4;
const MAX_PASSAGES = 24;

/**
 * Makes the next version from what the reviewer asked for, under the brand kit and rules of today.
 *
 * It starts from the reviewed deck and the decided version, not from what an earlier attempt left in the state, so
 * that running it again does not apply a note twice.
 */
export function revise(
  askModel: AskModel,
  content: Pick<ContentForAgent, 'getBrandKit' | 'getHouseRules' | 'searchKnowledge'>,
): CarouselNode {
  return async (before, { signal }) => {
    const { team_id } = before;
    const deck = have(before, 'reviewed');
    const decision = have(before, 'decision');
    const note = decision.note ?? '';
    const [brand, rules, found] = await Promise.all([
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
      content.searchKnowledge(team_id, note, have(before, 'language'), MAX_NEW_PASSAGES),
    ]);
    const passages = withNew(before.passages, found.passages);
    const state = { ...before, deck, brand, rules, passages, slides: deck.slides.length };
    const run = { node: 'revise', round: state.round, signal };
    const fresh = {
      version: decision.version + 1,
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

/** The same array when nothing is new, so that the big channel is not stored again. */
function withNew(known: Passage[], found: Passage[]): Passage[] {
  const ids = new Set(known.map((p) => p.id));
  const fresh = found.filter((p) => !ids.has(p.id)).slice(0, Math.max(0, MAX_PASSAGES - known.length));
  return fresh.length === 0 ? known : [...known, ...fresh];
}
