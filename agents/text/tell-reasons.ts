import type { TellName } from '../../ports/content.ts';

/** What is wrong, for the writer that mends it. */
const reasons: Record<TellName, string> = {
  dash: 'dashes where a comma, a colon or a full stop does',
  contrast: 'the figure "not X but Y": say Y',
  panorama: 'it opens with the state of the world: begin with the matter',
  hook: 'a stock opener: begin with the fact',
  frame: 'it announces that something is important: say it',
  role: '"plays a crucial role": say what it does',
  question: 'a question answered at once: make it one statement',
  rider: 'an effect hung on with a participle: make it a verb of its own, or leave it out',
  vocabulary: 'a stock word of machines: use the plain one',
  connector: 'it begins with a connector: leave it out',
  closer: 'it announces an end: leave that out',
  authority: 'studies or experts without a name: name the source that is given, or drop them',
  triad: 'another list of three: keep the one or two that matter, if none is a fact of its own',
  bullet: 'a bold label before a sentence: make it one sentence',
  emoji: 'a line that begins with an emoji: take it out',
  fragments: 'staged fragments: join them to one sentence',
  european: 'European Portuguese: use the Brazilian form',
  typography: 'a comma before the last "e" of a list: take it out',
  title_case: 'English capitals: only the first word and names have one',
};
export const reasonOf = (tell: TellName): string => reasons[tell];
