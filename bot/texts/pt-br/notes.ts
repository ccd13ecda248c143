import type { NotesTexts } from '../en/notes.ts';
import { buttonsPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const people = (n: number): string => (n === 1 ? '1 pessoa' : `${number(n)} pessoas`);

const fields: Record<string, string> = {
  title: 'cargo',
  company: 'empresa',
  headline: 'título do perfil',
  industry: 'setor',
  headcount: 'funcionários',
  seniority: 'senioridade',
  country: 'país',
  website: 'site',
};
const sources: Record<string, string> = {
  import: 'importação',
  enrichment: 'enriquecimento',
  person: 'escrito por uma pessoa',
  linkedin: 'LinkedIn',
  setup: 'instalação',
};

export const notesPtBr: NotesTexts = {
  heading: (n) => `Mensagens para ${people(n)}`,
  fallback: (campaign, waiting) => `Mensagens para ${people(waiting)} esperam por você: ${campaign}`,
  fallbackDone: (campaign) => `Mensagens da campanha ${campaign}`,
  purpose: (purpose) => `Objetivo: ${purpose}`,
  counts: (waiting, approved, skipped) =>
    `${number(waiting)} por decidir · ${number(approved)} ${approved === 1 ? 'aprovada' : 'aprovadas'} · ${number(skipped)} ${skipped === 1 ? 'pulada' : 'puladas'}`,
  lacking: (n) =>
    n === 1
      ? 'Uma delas tem uma mensagem sem texto: edite ou pule.'
      : `${number(n)} delas têm uma mensagem sem texto: edite ou pule.`,
  intro: (mentionsMrkdwn) =>
    `${mentionsMrkdwn}: aprove, edite ou pule cada pessoa. O que você aprovar sai palavra por palavra, quando os limites da conta permitirem.`,
  noOneIsAsked:
    'Não há mais quem possa aprovar o que está nesta página. Um administrador pode mudar a regra de aprovação do outreach.',
  length: (used, most) => `${number(used)} de ${number(most)} caracteres`,
  steps: {
    view_profile: 'Visita ao perfil',
    send_invite: 'Convite',
    send_message: 'Mensagem',
  },
  noWords: 'sem texto',
  withoutNote: 'sem nota',
  messageLacksWords: 'ainda sem texto',
  erased: 'Pessoa apagada',
  unnamed: (id) => `Lead ${id.slice(0, 8)}, nome desconhecido`,
  saysOfThem: 'Diz sobre a pessoa:',
  saysNothingOfThem: 'Não diz nada sobre a pessoa.',
  basis: (words, field, source) => `“${words}” (${field}, ${source})`,
  field: (field) => fields[field] ?? field,
  source: (source) => sources[source.split(':')[0] ?? ''] ?? source,
  faults: {
    empty: () => 'o agente não escreveu texto',
    too_long: (found) => `o texto do agente tinha ${found} caracteres, acima do limite`,
    placeholder: (found) => `o agente deixou “${found}” por preencher`,
    wrong_name: (found) => `o agente cumprimentou “${found}”`,
    asserted: (found) => `o agente disse “${found}” sobre a pessoa, e nenhum dado sustenta isso`,
    unknown_name: (found) => `o agente citou “${found}”, que não está em nenhuma fonte`,
    unknown_number: (found) => `o agente deu o número ${found}, que não está em nenhuma fonte`,
    link: (found) => `o agente deu o endereço ${found}, que não está em nenhuma fonte`,
    banned: (found) => `o agente usou “${found}”, que as regras da casa proíbem`,
    language: () => 'o agente escreveu em outro idioma',
    same_words: () => 'o agente escreveu o mesmo texto que para outra pessoa',
    budget: () => 'não foi escrito, porque o orçamento do trabalho acabou',
  },
  editedBy: (mentionsMrkdwn) => `Editado por ${mentionsMrkdwn}`,
  approvedBy: (mentionsMrkdwn, dateMrkdwn) => `Aprovado por ${mentionsMrkdwn} (${dateMrkdwn})`,
  skippedBy: (personMrkdwn, dateMrkdwn) => `Pulado por ${personMrkdwn} (${dateMrkdwn})`,
  approvals: (given, of, mentionsMrkdwn) => `${number(given)} de ${number(of)} aprovações: ${mentionsMrkdwn}`,
  unreachable: 'Restam poucas pessoas que possam aprovar este texto.',
  refused: (code) =>
    `Não foi adiante: ${
      {
        unknown_campaign: 'a campanha não é conhecida',
        ended: 'a campanha terminou',
        unknown_lead: 'a pessoa não está mais na campanha',
        wrong_state: 'a pessoa não espera mais na campanha',
        replied: 'a pessoa respondeu nesse meio-tempo',
        suppressed: 'a pessoa não pode ser contatada',
        duplicate: 'a pessoa já tem este texto',
        too_long: 'um texto é longo demais para a conta',
        empty: 'uma mensagem está sem texto',
        approval: 'a regra de aprovação do outreach mudou',
      }[code] ?? code
    }. Nada é enviado.`,
  approve: 'Aprovar',
  edit: 'Editar',
  skip: 'Pular',
  confirmSkip: {
    title: 'Pular esta pessoa?',
    text: 'A pessoa fica fora desta campanha e não recebe nada. Aqui não dá para desfazer.',
    confirm: 'Pular',
    deny: buttonsPtBr.back,
  },
  approveShown: (n) => `Aprovar as ${number(n)} desta página`,
  confirmShown: (n) => ({
    title: `Aprovar ${people(n)}?`,
    text: `Os textos destas ${number(n)} pessoas saem exatamente como estão aqui, quando os limites da conta permitirem. As outras continuam esperando.`,
    confirm: 'Aprovar',
    deny: buttonsPtBr.back,
  }),
  page: (page, pages) => `Página ${number(page)} de ${number(pages)}`,
  before: 'Anterior',
  after: 'Próxima',
  allDecided:
    'Todas as pessoas estão decididas. A campanha conta abaixo da própria mensagem o que acontece com cada uma.',
  ended: {
    cancelled: (waiting) => `Isto foi cancelado; ${people(waiting)} ficaram sem decisão e estão fora.`,
    failed: () => 'Isto parou por um problema; o botão Tentar de novo está acima, nas etapas.',
  },
  onHome: (n, personMrkdwn) => `Mensagens para ${people(n)}, campanha de ${personMrkdwn}`,
  status: 'Esperando que as mensagens sejam aprovadas, na conversa',
  done: 'Todas as pessoas estão decididas; veja a conversa',

  form: {
    title: 'Editar mensagens',
    save: buttonsPtBr.save,
    close: buttonsPtBr.back,
    of: (person) => `Textos para ${person}. Aprovações anteriores deixam de valer, e quem edita não aprova.`,
    label: (step, kind) => `${step}. ${kind}`,
    hint: (most) => `Até ${number(most)} caracteres.`,
    hintInvite: (most) => `Até ${number(most)} caracteres. Vazio: convite sem nota.`,
    errors: {
      empty: 'Uma mensagem precisa de texto.',
      tooLong: (n, most) => `São ${number(n)} caracteres; o máximo é ${number(most)}.`,
      placeholder: (found) => `Preencha ${found} antes.`,
      sameWords: (other) => `A pessoa ${number(other)} tem exatamente este texto. Escreva um próprio.`,
      tooLongTogether: (most) =>
        `Todos os textos de uma pessoa têm juntos no máximo ${number(most)} caracteres.`,
      notRecorded: 'O banco de dados não respondeu. Seu texto continua aqui: envie de novo.',
      changed: 'Outra pessoa mudou este texto nesse meio-tempo. Feche e veja o cartão.',
      decided: 'Esta pessoa foi aprovada ou pulada nesse meio-tempo, então nada mudou.',
      not_allowed: 'Só quem começou a campanha e quem pode aprovar o outreach edita estes textos.',
      closed: 'Isto não está mais aberto, então nada mudou.',
      not_found: 'Estes textos não existem mais.',
    },
  },

  answer: {
    notAnswered:
      'O banco de dados não respondeu. Clique de novo: uma pessoa é aprovada uma só vez, por mais que você clique.',
    guest: 'Convidados não decidem sobre o outreach. Nada mudou.',
    requester: 'Você começou esta campanha, então outra pessoa aprova os textos. Você pode editar e pular.',
    role: 'A regra de aprovação do outreach não permite que você decida aqui. Nada mudou.',
    groupUnread:
      'O Slack não disse quem está no grupo de usuários que pode aprovar. Clique de novo daqui a um minuto; nada mudou.',
    closed: (status) => `O estado é “${status}”, então nada mudou.`,
    useButtons:
      'As mensagens de uma campanha são decididas com os botões do cartão: Aprovar, Editar e Pular. Guardo o que você escreve aqui.',
    notFound: 'Estes textos não existem mais. Nada mudou.',
    decided: (n) => (n === 1 ? '1 pessoa decidida.' : `${number(n)} pessoas decididas.`),
    pending: (n) => `Sua aprovação de ${people(n)} está guardada; ainda falta outra.`,
    left: (numbers, why) => `Sem mudança: nº ${numbers} (${why}).`,
    because: {
      changed: 'o texto mudou desde que você o viu',
      decided: 'já aprovada ou pulada',
      author: 'você escreveu parte do texto, então outra pessoa o aprova',
      already_approved: 'você já aprovou',
      not_yet: 'o outro grupo aprova primeiro',
      enough: 'seu grupo já aprovou',
      lacks: 'uma mensagem está sem texto',
      not_found: 'não está lá',
    },
  },
};
