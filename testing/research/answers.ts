import type { Passage } from '../../ports/content.ts';
import type {
  ConflictsAnswer,
  ConflictsTask,
  NotesAnswer,
  NotesTask,
  PartAnswer,
  QueriesAnswer,
  QueriesTask,
  QuestionsAnswer,
  ReportAnswer,
  ReportPartTask,
  ReportTask,
} from '../../ports/model-tasks.ts';

/** Passages of a knowledge base, one for each question and one to spare. */
export const somePassages: Passage[] = ['limpeza', 'titânio', 'rastreio', 'auditoria'].map((word, at) => ({
  id: `d${at + 1}#0`,
  document_id: `d${at + 1}`,
  title: `Sobre ${word}`,
  url: null,
  language: 'pt',
  text: `O ensaio de ${word} do implante usa ${at + 3} amostras por lote. O registro de ${word} fica guardado com a peça.`,
  start_at: 0,
  end_at: 100,
  fetched_at: null,
  rank: 1,
}));

export const someQuestions: QuestionsAnswer = {
  wanted: 'Quantas amostras cada ensaio usa.',
  questions: ['limpeza', 'titânio'].map((word) => ({
    id: '',
    text: `Quantas amostras usa o ensaio de ${word} do implante?`,
  })),
  missing: null,
};

const firstSentence = (text: string) => `${text.split('. ')[0] ?? ''}`.replace(/\.$/, '');

/** A note on the passage that holds the question's own word; none where no passage does. */
export function notesOn({ question, passages }: NotesTask): NotesAnswer {
  const word = /ensaio de (\S+)/.exec(question.text)?.[1] ?? '?';
  const own = passages.filter((p) => p.text.includes(`ensaio de ${word}`));
  return {
    notes: own.map(({ id, text }) => ({
      claim: `${firstSentence(text)}.`,
      evidence: [{ passage_id: id, quote: firstSentence(text) }],
    })),
  };
}

export const allContradict = ({ pairs }: ConflictsTask): ConflictsAnswer => ({
  pairs: pairs.map(({ id, sides }) => ({
    id,
    reason: 'O mesmo ensaio.',
    contradict: true,
    text: `As fontes não concordam: ${sides.map((side) => side.claim).join(' ')}`,
  })),
});

export const otherWords = ({ gaps }: QueriesTask): QueriesAnswer => ({
  gaps: gaps.map(({ id, question, tried, wish }) => ({
    id,
    queries: wish === null || /aprofund/.test(wish) ? [`${question} outra ${tried.length}`] : [],
  })),
});

export function aReport({ questions }: ReportTask): ReportAnswer {
  return {
    findings: questions.map(({ id, text, notes }) => ({
      question_id: id,
      evidence: notes.flatMap((note) => note.evidence),
      heading: `Resposta de ${/ensaio de (\S+)/.exec(text)?.[1]}`,
      markdown: notes.map((note, at) => `${note.claim}[^${at + 1}]`).join(' '),
    })),
    uncertain: [],
    summary: {
      evidence: questions[0]?.notes[0]?.evidence ?? [],
      heading: '',
      markdown: 'O número de amostras do implante muda com o ensaio.[^1]',
    },
    title: 'Amostras por ensaio do implante',
  };
}

/** The part with a sentence more; `says` tells what was written when. */
export function aPart(task: ReportPartTask, says = 'Dito de outro modo.'): PartAnswer {
  if (task.part === 'title') return { evidence: [], heading: says, markdown: '' };
  const [note] = task.notes_read;
  const evidence = task.current?.evidence ?? note?.evidence ?? [];
  const heading = task.part === 'summary' ? '' : task.current?.heading || 'Resposta nova sobre o ensaio';
  return { evidence, heading, markdown: `${task.current?.markdown || `${note?.claim}[^1]`} ${says}` };
}
