import type { Language } from '../../ports/content.ts';
import type { Locale } from '../../ports/people.ts';

export interface WelcomeWords {
  /** Of the briefs that are offered. */
  language: Language;
  text: string;
  heading: string;
  tries: string;
  search: string;
  people: string;
  standIns: string;
}

export const welcomeWords: Record<Locale, WelcomeWords> = {
  en: {
    language: 'en',
    text: 'Welcome to Greenlight. Agents draft, people decide.',
    heading: '*Welcome to Greenlight.* Agents draft, people decide.',
    tries: "Type one of these here; the team's knowledge base carries them:",
    search: 'passivation',
    people:
      'At the top right you choose who you are. *Marina* and *Pedro* are members: they ask for drafts. *Lúcia* and *Thomas* are approvers: they click Approve, Request changes or Reject, never on a draft of their own. *Renata* is an admin: `/greenlight language pt` makes me speak Portuguese. A reply in the thread of a draft changes it. A command alone opens a form or explains itself. LinkedIn outreach is tried in #sales: `/outreach help`.',
    standIns:
      'This is a sandbox on your machine: Slack, the database and the offline writer are stand-ins. The bot, the agents and the governor are the real ones.',
  },
  'pt-BR': {
    language: 'pt',
    text: 'Boas-vindas ao Greenlight. Agentes rascunham, pessoas decidem.',
    heading: '*Boas-vindas ao Greenlight.* Agentes rascunham, pessoas decidem.',
    tries: 'Digite aqui um destes comandos; a base de conhecimento da equipe tem o que eles pedem:',
    search: 'passivação',
    people:
      'No canto superior direito você escolhe quem é. *Marina* e *Pedro* são membros: pedem rascunhos. *Lúcia* e *Thomas* são aprovadores: clicam em Aprovar, Pedir alterações ou Rejeitar, nunca no próprio rascunho. *Renata* é administradora: com `/greenlight language en`, passo a falar inglês. Uma resposta na conversa de um rascunho o altera. Um comando sozinho abre um formulário ou se explica. A prospecção no LinkedIn é testada em #sales: `/outreach help`.',
    standIns:
      'Isto é um ambiente de teste na sua máquina: o Slack, o banco de dados e o redator offline são substitutos. O bot, os agentes e o governador são os verdadeiros.',
  },
};
