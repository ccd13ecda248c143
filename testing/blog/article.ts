import type { Passage } from '../../ports/content.ts';
import type {
  OutlineAnswer,
  PartAnswer,
  PartsJudgement,
  PartTask,
  TitlesAnswer,
} from '../../ports/model-tasks.ts';

/** Passages of a knowledge base, three sentences each, one for each entry of the outline and one to spare. */
export const somePassages: Passage[] = ['limpeza', 'titânio', 'rastreio', 'auditoria'].map((word, at) => ({
  id: `d${at + 1}#0`,
  document_id: `d${at + 1}`,
  title: `Sobre ${word}`,
  url: at === 1 ? 'https://example.com/titanio' : null,
  language: 'pt',
  text: `A ${word} do implante é registrada em cada lote pela fábrica. O ensaio de ${word} usa ${at + 3} amostras por lote. O registro de ${word} fica guardado com a peça.`,
  rank: 1,
}));

export const anOutline = (more: Partial<OutlineAnswer> = {}): OutlineAnswer => ({
  carried: 'd1#0 a d4#0 falam do registro.',
  enough: true,
  missing: null,
  angle: 'O registro prova o processo',
  audience: 'compradores',
  keywords: ['implante', 'registro', 'lote'],
  sections: ['Limpeza', 'Titânio', 'Rastreio'].map((word, at) => ({
    heading: `${word} que se prova`,
    point: `Como a fábrica prova ${word.toLowerCase()}`,
    passage_ids: [`d${at + 1}#0`],
  })),
  ...more,
});

const quoteOf = (passage: Pick<Passage, 'text'>) => passage.text.split('. ')[0] ?? '';
/** About seventy words that no other part has. */
const filler = (name: string) =>
  Array.from(
    { length: 9 },
    (_, n) => `Para ${name}, o comprador confere ${'abcdefghi'[n]}${name} com calma e anota o que falta.`,
  ).join(' ');

/** Without digits, which would be numbers to prove. */
const named: Record<string, string> = {
  introduction: 'abertura',
  s1: 'primeira',
  s2: 'segunda',
  s3: 'terceira',
  s4: 'quarta',
  conclusion: 'saída',
};

/** A part that passes every check; `says` tells apart what is written when. */
export function aPart(task: PartTask, says = ''): PartAnswer {
  const [passage] = task.passages;
  const name = named[task.section?.id ?? task.part] ?? 'parte';
  // A heading names what its section says.
  const about = task.part === 'section' ? ` sobre ${`${task.section?.heading}`.toLowerCase()}` : '';
  return {
    heading: task.part === 'section' ? (task.current?.heading ?? `${task.section?.heading}`) : '',
    markdown: `${filler(name)} ${says}\n\nO lote tem registro próprio, diz a ${name}${about}.[^1]`.replace(
      '  ',
      ' ',
    ),
    evidence: passage ? [{ passage_id: passage.id, quote: quoteOf(passage) }] : [],
  };
}

export const someTitles = (more: Partial<TitlesAnswer> = {}): TitlesAnswer => ({
  title: 'Implante: o que o registro de cada lote prova',
  title_variants: ['O que perguntar sobre o lote?', 'Sem registro não há prova'],
  meta_description:
    'O que o registro de cada lote prova sobre o implante, e o que o comprador confere antes de comprar.',
  keywords: ['implante', 'registro', 'lote'],
  ...more,
});

export const nothingFound: PartsJudgement = {
  about: 'O registro do implante em cada lote.',
  about_subject: true,
  off_topic_parts: [],
  findings: [],
};
