import type { Language } from '../../../ports/content.ts';
import type { NoteAnswer, NoteTask } from '../../../ports/model-tasks.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { readPieces } from '../reading/read-pieces.ts';
import { shorten } from '../reading/shorten.ts';
import { countWords, fold, guessLanguage } from '../reading/words.ts';

/** Words of a sentence that a message can quote. */
const SENTENCE = { least: 6, most: 32 } as const;
/** A fact that is longer, or no plain words, is told in no sentence of ours. */
const PLAIN_FACT = /^[\p{L}\p{N}][\p{L}\p{N} &.,/+'’-]{0,58}[\p{L}\p{N}.]$/u;

/** What a name begins with decides its gender; other companies are "a empresa". */
const MASCULINE = /^(hospital|instituto|laborat[oó]rio|grupo|centro|consult[oó]rio)\b/i;
const ofCompany = (company: string): string => `${MASCULINE.test(company) ? 'do' : 'da'} ${company}`;

interface Known {
  name: string | null;
  title: string | null;
  company: string | null;
}
interface Own {
  hello(name: string | null): string;
  who(known: Known): string | null;
  connect(subject: string | null): string;
  first(subject: string): string;
  tells(sentence: string): string;
  asks(company: string | null): string;
  again(subject: string): string;
  ends(company: string | null): string;
}

const own: Record<Language, Own> = {
  pt: {
    hello: (name) => (name === null ? 'Olá, tudo bem?' : `Olá ${name}, tudo bem?`),
    who: ({ title, company }) =>
      title !== null && company !== null
        ? `Vi no seu perfil: ${title}, ${company}.`
        : title !== null
          ? `Vi no seu perfil: ${title}.`
          : company !== null
            ? `Vi no seu perfil que você trabalha na empresa ${company}.`
            : null,
    connect: (subject) =>
      subject === null
        ? 'Gostaria de me conectar.'
        : `Gostaria de me conectar e trocar ideias sobre “${subject}”.`,
    first: (subject) => `Reunimos o que aprendemos sobre “${subject}”.`,
    tells: (sentence) => `Um ponto do material: ${sentence}`,
    asks: (company) =>
      company === null
        ? 'Posso lhe enviar o material?'
        : `Posso lhe enviar o material, para a equipe ${ofCompany(company)} também?`,
    again: (subject) => `Volto com mais um ponto sobre “${subject}”.`,
    ends: (company) =>
      company === null
        ? 'Se não for o momento, é só me dizer.'
        : `Se preferir que eu fale com outra pessoa ${ofCompany(company)}, é só me dizer.`,
  },
  en: {
    hello: (name) => (name === null ? 'Hello!' : `Hello ${name}!`),
    who: ({ title, company }) =>
      title !== null && company !== null
        ? `I saw on your profile: ${title}, ${company}.`
        : title !== null
          ? `I saw on your profile: ${title}.`
          : company !== null
            ? `I saw on your profile that you work at ${company}.`
            : null,
    connect: (subject) =>
      subject === null
        ? 'I would like to connect.'
        : `I would like to connect and exchange ideas on “${subject}”.`,
    first: (subject) => `We have put together what we know about “${subject}”.`,
    tells: (sentence) => `One point of it: ${sentence}`,
    asks: (company) =>
      company === null
        ? 'May I send you the material?'
        : `May I send you the material, for the team at ${company} as well?`,
    again: (subject) => `I have one more point about “${subject}”.`,
    ends: (company) =>
      company === null
        ? 'If this is not the moment, please tell me.'
        : `If you prefer that I talk to another person at ${company}, please tell me.`,
  },
};

/**
 * Words of its own around the person's title and company as the facts have them, and sentences of the passages as they stand.
 * An answer that was refused is followed by one on another passage.
 */
export function writeNote(task: NoteTask): NoteAnswer {
  const { language, person, steps, refused } = task;
  const t = own[language];
  const fact = (field: string) =>
    person.facts.find((f) => f.field === field && PLAIN_FACT.test(f.value) && !breaksRules(f.value, task));
  const [title, company] = [fact('title'), fact('company')];
  const known = {
    name: person.first_name,
    title: title?.value ?? null,
    // Many titles name the company already.
    company:
      title && company && fold(title.value).includes(fold(company.value)) ? null : (company?.value ?? null),
  };
  const material = sayings(task);
  const turn = refused.length > 0 ? 1 : 0;
  let message = 0;
  const texts = steps.map(({ step, kind, most }) => {
    const at = material.length === 0 ? undefined : material[(message + turn) % material.length];
    const hello = t.hello(known.name);
    if (kind === 'send_invite') {
      const who = t.who(known);
      const subject = material[turn % Math.max(1, material.length)]?.title ?? null;
      return {
        step,
        text: longest(most, [
          [hello, who, t.connect(subject)],
          [hello, who, t.connect(null)],
          [hello, t.connect(subject)],
          [hello, t.connect(null)],
        ]),
      };
    }
    message += 1;
    const ending = message === 1 ? t.asks(company?.value ?? null) : t.ends(company?.value ?? null);
    if (!at) return { step, text: longest(most, [[hello, ending]]) };
    const opening = message === 1 ? t.first(at.title) : t.again(at.title);
    return {
      step,
      text: longest(most, [
        [hello, opening, t.tells(at.sentence), ending],
        [hello, opening, ending],
      ]),
    };
  });
  const about = [title, company].flatMap((one) =>
    one && texts.some(({ text }) => text.includes(one.value)) ? [{ fact: one.id, words: one.value }] : [],
  );
  return { about, texts };
}

/** The first that fits; the last where none does. */
function longest(most: number, forms: (string | null)[][]): string {
  const texts = forms.map((parts) => parts.filter((part) => part !== null).join(' '));
  return texts.find((text) => text.length <= most) ?? texts.at(-1) ?? '';
}

/** A sentence of each passage that has one to quote, with its document's title. */
function sayings(task: NoteTask): { title: string; sentence: string }[] {
  return task.passages.flatMap((passage) => {
    // It translates nothing.
    if ((guessLanguage(passage.text) ?? task.language) !== task.language) return [];
    const units = readPieces([passage]).flatMap((piece) =>
      piece.blocks.filter((block) => block.kind === 'paragraph').flatMap((block) => block.units),
    );
    const sentence = units
      .map(({ text }) => shorten(text, SENTENCE.most))
      .find((text) => {
        const words = countWords(text);
        return (
          words >= SENTENCE.least && words <= SENTENCE.most && /[.!]$/.test(text) && !breaksRules(text, task)
        );
      });
    return sentence && !breaksRules(passage.title, task) ? [{ title: passage.title, sentence }] : [];
  });
}
