import type {
  JobView,
  NoteItem,
  NoteProposal,
  NotesPage,
  OutboxItem,
  Question,
} from '../../ports/content.ts';
import { aJob, anApproval, anItem, aQuestion } from './samples.ts';

const steps: NoteProposal['steps'] = [
  { number: 1, kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0, max: null },
  { number: 2, kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 1, max: 200 },
  { number: 3, kind: 'send_message', with_words: true, after: 'accepted', wait_days: 2, max: 8000 },
];

export function aNoteItem(number: number, change: Partial<NoteItem> = {}): NoteItem {
  return {
    number,
    lead_id: `lead-${number}`,
    name: `Ana ${number}`,
    language: 'pt',
    about: [
      { field: 'title', value: 'Gerente de Qualidade' },
      { field: 'company', value: 'OrtoVale' },
    ],
    used: [
      { field: 'title', value: 'Gerente de Qualidade', source: 'import:b1', words: 'Gerente de Qualidade' },
    ],
    texts: [
      { step: 1, text: null },
      { step: 2, text: `Olá Ana ${number}, gostaria de me conectar.` },
      { step: 3, text: `Posso lhe enviar o material ${number}?` },
    ],
    without: [],
    status: 'waiting',
    revision: 1,
    hash: 'c'.repeat(64),
    text_by: [],
    lacks: [],
    approval: anApproval(),
    decided_by: null,
    decided_at: null,
    refused: null,
    ...change,
  };
}

export function aNotesPage(items: NoteItem[], change: Partial<NotesPage> = {}): NotesPage {
  const count = (status: NoteItem['status']) => items.filter((item) => item.status === status).length;
  return {
    page: 1,
    pages: 1,
    counts: {
      waiting: count('waiting'),
      approved: count('approved'),
      skipped: count('skipped'),
      lacking: items.filter(({ lacks }) => lacks.length > 0).length,
    },
    starts: { before: null, after: null },
    items,
    ...change,
  };
}

export function aNotesItem(
  items: NoteItem[],
  {
    page = {},
    question = {},
    job = {},
  }: { page?: Partial<NotesPage>; question?: Partial<Question>; job?: object } = {},
): { item: OutboxItem & { question: Question }; notes: NoteProposal; page: NotesPage } {
  const notes: NoteProposal = {
    kind: 'notes',
    purpose: 'Apresentar a validação de limpeza',
    steps,
    people: items.length,
    model: 'offline-extractive-1',
    offline: true,
  };
  const shown = aNotesPage(items, page);
  const asked = aQuestion({ content: notes, notes: shown, ...question });
  // SAFETY: the brief of such a job, as the bot sees it.
  const campaign = {
    ...aJob(),
    type: 'outreach_notes',
    status: 'awaiting_input',
    brief: { topic: 'Compradores do Sul', language: 'pt', reference: 'c1', purpose: notes.purpose, steps },
    ...job,
  } as Extract<JobView, { type: 'outreach_notes' }>;
  return {
    item: { ...anItem({ kind: 'question', job: campaign, draft: null }), question: asked },
    notes,
    page: shown,
  };
}
