import type { Language, NotePerson, OutreachNotesBrief } from '../../ports/content.ts';
import type { NoteTask } from '../../ports/model-tasks.ts';
import { passagesFor } from '../drafting/passages-for.ts';
import { rulesFor } from '../drafting/rules-for.ts';
import { have } from '../drafting/state.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { firstName } from '../text/first-name.ts';
import type { NoteBounds } from './check-note.ts';
import type { NotesState } from './state.ts';

/** What the model is asked for one person. Pure. */
export function noteTask(
  state: Pick<NotesState, 'brief' | 'passages' | 'rules' | 'today'>,
  person: NotePerson,
  refused: NoteTask['refused'],
): NoteTask {
  const { brief, passages, today } = state;
  const { voice, rules } = have(state, 'rules');
  const language = languageFor(brief, person);
  return {
    task: 'outreach_note',
    today,
    language,
    passages: passagesFor(passages),
    rules: { voice, rules: rulesFor(rules, language) },
    purpose: brief.purpose,
    person: {
      first_name: callName(person),
      facts: person.facts.map(({ field, value, quote }, at) => ({
        id: `f${at + 1}`,
        field,
        value,
        quote: quote ?? null,
      })),
    },
    steps: stepsWithWords(brief),
    refused,
  };
}

/** What the texts of a person are held against. Pure. */
export function boundsFor(
  state: Pick<NotesState, 'brief' | 'passages' | 'rules'>,
  person: NotePerson,
): NoteBounds {
  const { brief, passages } = state;
  const language = languageFor(brief, person);
  return {
    language,
    firstName: callName(person),
    name: person.name,
    company: companyOf(person),
    facts: person.facts.flatMap(({ value, quote }) => [value, ...(quote ? [quote] : [])]),
    matter: [brief.purpose, brief.topic, ...passages.map(({ title, text }) => `${title}\n${text}`)],
    rules: rulesFor(have(state, 'rules').rules, language),
  };
}

/** The person's own language, else the campaign's, else that of its purpose. Pure. */
export function languageFor(brief: OutreachNotesBrief, person: Pick<NotePerson, 'language'>): Language {
  return person.language ?? brief.language ?? detectLanguage(brief.purpose) ?? 'pt';
}

/** Steps that are to have words, in order. Pure. */
export function stepsWithWords({ steps }: Pick<OutreachNotesBrief, 'steps'>): NoteTask['steps'] {
  return steps.flatMap(({ number, kind, with_words, max }) =>
    with_words && kind !== 'view_profile' && max !== null ? [{ step: number, kind, most: max }] : [],
  );
}

const companyOf = ({ facts }: NotePerson): string | null =>
  facts.find(({ field }) => field === 'company')?.value ?? null;

function callName(person: NotePerson): string | null {
  const { name, first_name } = person;
  const company = companyOf(person);
  return firstName(name, company) ?? firstName(first_name ?? null, company);
}
