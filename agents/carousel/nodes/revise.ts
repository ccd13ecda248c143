import { isDeepStrictEqual } from 'node:util';
import { type ContentForAgent, type Language, slideCount } from '../../../ports/content.ts';
import type { Deck } from '../../../ports/model-tasks.ts';
import { slideTexts } from '../../design/slide-text.ts';
import { addPassages } from '../../drafting/add-passages.ts';
import { tellRefusal } from '../../drafting/conversation/refuse-wish.ts';
import { turnOfReview, turnText } from '../../drafting/conversation/turn.ts';
import { type Edge, isTakenBack } from '../../drafting/edges.ts';
import { nextVersion } from '../../drafting/next-version.ts';
import { noChange } from '../../drafting/nodes/take-back.ts';
import { have } from '../../drafting/state.ts';
import type { AskModel } from '../../models/ask-model.ts';
import { isOffline } from '../../models/prices.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import { changeDeck } from '../change-deck.ts';
import { changeSlides } from '../change-slides.ts';
import { stillOffered } from '../pictures/offered-pictures.ts';
import { type DeckChange, planChange } from '../plan-change.ts';
import type { CarouselNode, CarouselState, CarouselTools } from '../state.ts';

/** Passages that a note may add: it can ask for facts that the brief did not. */
const MAX_NEW_PASSAGES = 4;
const MAX_PASSAGES = 24;

/**
 * Makes the next version from what people asked for, under the brand kit and rules of today.
 *
 * A reply that asks for what is so already makes no version. Words of Request changes that the model refuses make none
 * either: the thread is told why, and the version waits as before.
 *
 * It starts from the reviewed deck and the version that they saw, not from what an earlier attempt left in the state, so
 * that running it again does not apply a note twice.
 */
export function revise({
  askModel,
  content,
  claim,
  attempt,
  speaks,
}: Pick<CarouselTools, 'askModel' | 'claim' | 'attempt' | 'speaks'> & {
  content: Pick<
    ContentForAgent,
    'getBrandKit' | 'getHouseRules' | 'searchKnowledge' | 'listPictures' | 'recordReply'
  >;
}): CarouselNode {
  return async (before, { signal }) => {
    const { team_id } = before;
    const { deck, version } = have(before, 'shown');
    const turn = before.turn ?? turnOfReview(have(before, 'decision'));
    const note = turnText(turn);
    const [brand, rules, found, kept] = await Promise.all([
      content.getBrandKit(team_id),
      content.getHouseRules(team_id),
      content.searchKnowledge(team_id, note, have(before, 'language'), MAX_NEW_PASSAGES),
      content.listPictures(team_id),
    ]);
    const passages = addPassages(before.passages, found.passages, MAX_PASSAGES);
    const pictures = stillOffered(before.pictures, kept, deck, {
      // A wish for a picture comes before what the deck says.
      text: [note, ...deck.slides.flatMap(slideTexts)].join('\n'),
      asked: note,
      subjects: before.subjects,
      rules: rules.rules,
    });
    const state = { ...before, deck, brand, rules, passages, pictures, slides: deck.slides.length };
    const run = { node: 'revise', round: state.round, speaks, signal };
    const fresh = { ...nextVersion(before, { version, note, brand, rules, passages }), pictures };
    const change = planChange(note, before.turn ? (before.wanted?.changes ?? []) : [], deck.slides.length);
    const changed = await makeChange(askModel, state, change, run).catch((error: unknown) => {
      const isRefusal = error instanceof JobFailure && error.code === 'model_refused_request';
      if (before.turn || !isRefusal) throw error;
      return { refused: String(error.params.reason ?? error.message) };
    });
    if ('refused' in changed) {
      await tellRefusal(content, claim, { turn, text: changed.refused, offline: isOffline(before.model) });
      // In another round the same words are asked afresh.
      return { wanted: { next: 'wait', changes: [] }, round: before.round + 1 };
    }
    if (before.turn && isDeepStrictEqual(changed.deck, deck)) return noChange(attempt, version);
    if (change.kind === 'parts') {
      return { ...fresh, ...changed, scope: change.slides.map((c) => c.slide), slides: state.slides };
    }
    const count = changed.deck.slides.length;
    const reshaped = change.reshape && count >= slideCount.min && count <= slideCount.max;
    return { ...fresh, ...changed, scope: null, slides: reshaped ? count : state.slides };
  };
}

export function afterRevision(): Edge<'take-back' | 'await-review' | 'check', CarouselState> {
  const decide = (state: CarouselState) => {
    if (isTakenBack(state)) return 'take-back';
    return state.wanted?.next === 'wait' ? 'await-review' : 'check';
  };
  return [decide, ['take-back', 'await-review', 'check']];
}

async function makeChange(
  askModel: AskModel,
  state: CarouselState,
  change: DeckChange,
  run: { node: string; round: number; speaks: Language; signal?: AbortSignal | undefined },
): Promise<{ deck: Deck; model: string }> {
  if (change.kind === 'deck') return changeDeck(askModel, state, { note: change.note, findings: [] }, run);
  const slides = change.slides.map((c) => ({ ...c, findings: [] }));
  const changed = await changeSlides(askModel, state, slides, run);
  if (change.post === null) return changed;
  const note = `Post: ${change.post}`;
  const whole = await changeDeck(askModel, { ...state, deck: changed.deck }, { note, findings: [] }, run);
  return { deck: { ...changed.deck, post: whole.deck.post }, model: whole.model };
}
