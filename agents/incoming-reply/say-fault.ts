import type { AnswerFault, FoundFault } from '../../ports/content.ts';
import type { ReplyTask } from '../../ports/model-tasks.ts';

const words: Record<AnswerFault, (found: string) => string> = {
  empty: () => 'there is no text',
  too_long: (found) => `it has ${found} characters, more than "most"`,
  placeholder: (found) => `it holds the unfilled placeholder "${found}"`,
  unseen: () => 'it holds characters that cannot be seen',
  quote_not_found: (found) => `"${found}" does not stand in the passage that it names`,
  number_not_found: (found) => `the number "${found}" stands in no quoted passage`,
  number_of_reply: (found) => `the number "${found}" comes from the message alone`,
  address_not_found: (found) => `the address "${found}" stands in no quoted passage: leave it out`,
  banned: (found) => `"${found}" is banned by the house rules`,
  other_language: () => 'it is in another language than "language"',
  repeats_reply: (found) => `"${found}" repeats the words of the message`,
  other_name: (found) => `it greets "${found}": greet by "first_name", or no one by name`,
};

/** A finding as the writer is told it. Pure. */
export const sayFault = ({ code, found }: FoundFault): ReplyTask['refused'][number] => ({
  code,
  message: words[code](found),
});
