import { inLanes } from '../../../platform/lanes.ts';
import type { NoteFault, NotePerson, ProposedNote } from '../../../ports/content.ts';
import { noteAnswer } from '../../../ports/model-tasks.ts';
import type { DraftingTools } from '../../drafting/tools.ts';
import type { Attempt } from '../../runner/attempt.ts';
import { asSent } from '../../text/as-sent.ts';
import { basisOf, type FoundInNote, faultOf, sameTextKey } from '../check-note.ts';
import { boundsFor, languageFor, noteTask, stepsWithWords } from '../note-task.ts';
import { notePrompt } from '../prompts/note.ts';
import { sayFault } from '../say-fault.ts';
import type { NotesNode, NotesState } from '../state.ts';

/** People of one step of the graph: a kill repeats them at most, and their paid answers are kept. */
const SLICE = 6;
/** Steps of the graph for all people; it takes 60 in one run. */
const MOST_SLICES = 50;
/** Calls at a time. */
const LANES = 3;

type Tools = Pick<DraftingTools, 'askModel'> & { attempt: Pick<Attempt, 'retries' | 'finishes'> };
type Texts = Map<number, string>;

interface Written {
  texts: Texts;
  faults: FoundInNote[];
  about: { fact: string; words: string }[];
  model: string;
}

/**
 * Writes the words of the next people. A text that fails its checks is written once more; failing again, its step goes
 * without words, and says why. Once people want it finished at a cap, those who are left go without.
 */
export function write({ askModel, attempt }: Tools): NotesNode {
  return async (state, { signal }) => {
    const { brief, notes: before } = state;
    const size = Math.max(SLICE, Math.ceil(brief.people.length / MOST_SLICES));
    const people = brief.people.slice(before.length, before.length + size);
    const isWritten = brief.steps.some((step) => step.with_words);
    if (!isWritten || attempt.finishes) {
      const code = isWritten ? ('budget' as const) : null;
      return {
        notes: [
          ...before,
          ...people.map((person, at) => unwritten(state, person, before.length + at + 1, code)),
        ],
      };
    }
    const taken = new Set(
      before.flatMap(({ texts }) => texts.map(({ step, text }) => keyOf(step, text ?? ''))),
    );
    const round = async (person: NotePerson, last: Written | null): Promise<Written> => {
      const task = noteTask(state, person, (last?.faults ?? []).map(sayFault));
      const { answer, model } = await askModel(task, noteAnswer, {
        node: 'write',
        system: notePrompt,
        // A person's Retry asks afresh.
        round: (last ? 1 : 0) + 2 * (attempt.retries ?? 0),
        signal,
      });
      const texts: Texts = new Map(
        task.steps.map(({ step }) => [
          step,
          asSent(answer.texts.find((one) => one.step === step)?.text ?? ''),
        ]),
      );
      const bounds = boundsFor(state, person);
      const faults = task.steps.flatMap((step) => faultOf(texts.get(step.step) ?? '', step, bounds) ?? []);
      return { texts, faults, about: basisOf(answer.about, [...texts.values()], task.person.facts), model };
    };
    const first = await inLanes(people, LANES, (person) => round(person, null));
    for (const one of first) sameAsOthers(one, taken);
    const again = await inLanes([...people.keys()], LANES, async (at) => {
      const one = first[at];
      // SAFETY: `at` is a place in `people`.
      return one && one.faults.length > 0 ? round(people[at] as NotePerson, one) : null;
    });
    const notes = people.map((person, at) => {
      const one = first[at];
      if (!one) throw new Error(`Cannot keep the words of person ${at}: none were written`);
      const other = again[at] ?? null;
      if (other) sameAsOthers(other, taken);
      return keptNote(state, person, before.length + at + 1, one, other, taken);
    });
    return { notes: [...before, ...notes], model: first[0]?.model ?? state.model };
  };
}

/** Until all people have their words. Pure. */
export function afterWrite({ brief, notes }: NotesState): 'write' | 'ask' {
  return notes.length < brief.people.length ? 'write' : 'ask';
}

const keyOf = (step: number, text: string): string => `${step} ${sameTextKey(text)}`;

/** No two people get the same text; what is without fault is taken from now on. */
function sameAsOthers({ texts, faults }: Written, taken: Set<string>): void {
  for (const [step, text] of texts) {
    if (faults.some((fault) => fault.step === step)) continue;
    const key = keyOf(step, text);
    if (taken.has(key)) faults.push({ step, code: 'same_words', found: '' });
    taken.add(key);
  }
}

/** Of each step the text that passed, the newer one first. */
function keptNote(
  state: NotesState,
  person: NotePerson,
  number: number,
  one: Written,
  other: Written | null,
  taken: Set<string>,
): ProposedNote {
  const passed = (written: Written | null, step: number): string | null =>
    written && !written.faults.some((fault) => fault.step === step)
      ? (written.texts.get(step) ?? null)
      : null;
  const chosen = new Map(
    stepsWithWords(state.brief).map((step) => {
      const text = passed(one, step.step) ?? passed(other, step.step);
      if (text !== null) taken.add(keyOf(step.step, text));
      return [step.step, text];
    }),
  );
  const faults = (other ?? one).faults;
  const { facts } = person;
  const texts = [...chosen.values()].filter((text) => text !== null);
  const about = [...one.about, ...(other?.about ?? [])].filter(
    ({ words }, at, all) =>
      texts.some((text) => text.includes(words)) && all.findIndex((same) => same.words === words) === at,
  );
  return {
    ...headOf(state, person, number),
    used: about.flatMap(({ fact, words }) => {
      const given = facts[Number(fact.slice(1)) - 1];
      return given ? [{ ...given, words }] : [];
    }),
    texts: state.brief.steps.map((step) => ({ step: step.number, text: chosen.get(step.number) ?? null })),
    without: [...chosen].flatMap(([step, text]) => {
      if (text !== null) return [];
      const fault =
        faults.find((found) => found.step === step) ?? one.faults.find((found) => found.step === step);
      return [{ step, code: fault?.code ?? ('empty' as const), found: fault?.found ?? '' }];
    }),
  };
}

function unwritten(
  state: NotesState,
  person: NotePerson,
  number: number,
  code: NoteFault | null,
): ProposedNote {
  return {
    ...headOf(state, person, number),
    used: [],
    texts: state.brief.steps.map((step) => ({ step: step.number, text: null })),
    without: code === null ? [] : stepsWithWords(state.brief).map(({ step }) => ({ step, code, found: '' })),
  };
}

function headOf(state: NotesState, person: NotePerson, number: number) {
  return {
    number,
    lead_id: person.lead_id,
    name: person.name,
    language: languageFor(state.brief, person),
    about: person.facts
      .filter(({ field }) => field === 'title' || field === 'company')
      .map(({ field, value }) => ({ field, value })),
  };
}
