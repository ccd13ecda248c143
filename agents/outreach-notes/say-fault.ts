import type { NoteFault } from '../../ports/content.ts';
import type { NoteTask } from '../../ports/model-tasks.ts';
import type { FoundInNote } from './check-note.ts';

const words: Record<NoteFault, (found: string) => string> = {
  empty: () => 'there is no text for this step',
  too_long: (found) => `it has ${found} characters, more than "most"`,
  placeholder: (found) => `it holds the unfilled placeholder "${found}"`,
  wrong_name: (found) => `it greets "${found}": greet by "person.first_name", or no one by name`,
  asserted: (found) => `"${found}" says of the person what no fact holds`,
  unknown_name: (found) => `the name "${found}" stands in no fact, passage or purpose`,
  unknown_number: (found) => `the number "${found}" stands in no fact, passage or purpose`,
  link: (found) => `the address "${found}" stands in no passage or purpose`,
  banned: (found) => `"${found}" is banned by the house rules`,
  language: () => 'it is in another language than "language"',
  same_words: () => 'another person has the same text: write it from the facts of this one',
  budget: () => 'it was not written',
};

/** A finding as the writer is told it. Pure. */
export const sayFault = ({ step, code, found }: FoundInNote): NoteTask['refused'][number] => ({
  step,
  code,
  message: words[code](found),
});
