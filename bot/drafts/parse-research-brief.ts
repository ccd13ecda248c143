import { maxResearchUrls, researchRounds } from '../../ports/content.ts';
import { addressesIn } from './addresses-in.ts';
import { type ParsedBrief, typedBrief } from './typed-brief.ts';

const count = '(\\d{1,3})\\s+(?:rounds?|rodadas?)(?![\\p{L}\\p{N}])';
const joint = '(?:in|with|using|em|com|usando)';
/** "3 rounds: …", "em 2 rodadas, …"; "3 rounds of polishing" is about something else. */
const leading = new RegExp(`^(?:${joint}\\s+)?${count}\\s*[:,;–-]\\s*`, 'iu');
/** "…, 3 rounds", "… (2 rodadas)", "… with 3 rounds". */
const trailing = new RegExp(
  `(?:(?:[,;(–-]\\s*|(?<=[?.!])\\s+)(?:${joint}\\s+)?|\\s${joint}\\s+)${count}[\\s.!)]*$`,
  'iu',
);
const alone = new RegExp(`^(?:${joint}\\s+)?${count}[\\s.!]*$`, 'iu');

/** Reads the text behind `/research`: the question, how many rounds, and pages to read. */
export function parseResearchBrief(text: string): ParsedBrief {
  return typedBrief(text, (typed) => {
    // Long runs of spaces would cost the patterns below seconds.
    const said = typed.replace(/\s{2,}/g, (run) => (run.includes('\n') ? '\n' : ' '));
    const { rounds, rest } = roundsIn(said);
    const { urls, bad, rest: topic } = addressesIn(rest);
    if (bad !== null) return { kind: 'bad_address', address: bad };
    if (urls.length > maxResearchUrls) {
      return { kind: 'too_many_addresses', given: urls.length, max: maxResearchUrls };
    }
    const { min, max } = researchRounds;
    if (rounds !== null && (rounds < min || rounds > max)) {
      return { kind: 'out_of_range', asked: rounds, min, max };
    }
    // Pages and rounds alone say how to look, not for what.
    if (topic === '') {
      return {
        kind: 'form',
        given: {
          ...(rounds === null ? {} : { length: String(rounds) }),
          ...(urls.length > 0 ? { addresses: urls.join('\n') } : {}),
        },
      };
    }
    const brief = { topic, language: null, urls, rounds, audience: null };
    return { kind: 'brief', job: { type: 'research', brief } };
  });
}

/** How many rounds are asked for, where the words can mean nothing else, and the question without that request. */
function roundsIn(said: string): { rounds: number | null; rest: string } {
  const only = alone.exec(said);
  if (only) return { rounds: Number(only[1]), rest: '' };
  const found = leading.exec(said) ?? trailing.exec(said);
  if (!found) return { rounds: null, rest: said };
  return { rounds: Number(found[1]), rest: said.replace(found[0], '').trim() };
}
