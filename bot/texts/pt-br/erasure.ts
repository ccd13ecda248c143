import type { ErasureTexts } from '../en/erasure.ts';
import { answersPtBr, buttonsPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const counted = (n: number, one: string, more: string): string => `${number(n)} ${n === 1 ? one : more}`;
const some = (parts: [number, string, string][]): string =>
  parts
    .filter(([n]) => n > 0)
    .map(([n, one, more]) => counted(n, one, more))
    .join(', ');

export const erasurePtBr: ErasureTexts = {
  command: answersPtBr,
  adminsOnly: (admins) =>
    `Só administradores apagam uma pessoa: peça a ${admins}. Até lá, \`/outreach suprimir <perfil no LinkedIn>\` impede que alguém escreva a ela. Nada foi alterado.`,
  adminsOnlyPlain: 'Só administradores apagam uma pessoa. Nada foi alterado.',
  choose: 'Apagar …',
  none: (typed) =>
    `Não conheço nenhuma pessoa "${typed}". Se você tem o perfil no LinkedIn, informe o endereço.`,
  already: (at, by) => `Esta pessoa foi apagada (${at}; quem apagou: ${by}).`,
  governor: 'o controle de envios, que a reconheceu',
  contentDone: (at) => `Os rascunhos vieram depois (${at}).`,
  contentWaits: 'Os rascunhos vêm a seguir; até lá, isso aparece na sua aba Início.',
  alreadyByName:
    'Esta pessoa já foi apagada. Do endereço só resta um hash, pelo qual ela é reconhecida e deixada de fora.',

  title: 'Apagar uma pessoa',
  submit: 'Apagar',
  close: buttonsPtBr.cancel,
  who: (name) => `Apagar ${name}?`,
  forGood: 'Não há como desfazer.',
  goesHeading: 'O que sai',
  goes: (k) => [
    `nome, endereços e todos os campos${k.versions > 0 ? `, com ${counted(k.versions, 'versão', 'versões')}` : ''}${k.leads > 1 ? ` (${number(k.leads)} leads que são esta pessoa)` : ''}`,
    ...(k.actions > 0
      ? [
          `as palavras de ${counted(k.actions, 'ação', 'ações')}${k.waiting > 0 ? `; o que ainda espera (${number(k.waiting)}) é interrompido` : ''}`,
        ]
      : []),
    ...(k.campaigns > 0
      ? [
          `o lugar em ${counted(k.campaigns, 'campanha', 'campanhas')}${k.notes > 0 ? `, com ${counted(k.notes, 'mensagem', 'mensagens')}` : ''}`,
        ]
      : []),
    ...(k.replies > 0
      ? [`${counted(k.replies, 'mensagem', 'mensagens')} dela, com as respostas rascunhadas`]
      : []),
    ...(k.batches > 0
      ? [
          `o que ${counted(k.batches, 'importação ou enriquecimento', 'importações e enriquecimentos')} ${k.batches === 1 ? 'trouxe' : 'trouxeram'}`,
        ]
      : []),
    'rascunhos, arquivos e estados guardados dos agentes que falam dela',
    ...(k.messages > 0
      ? [`as palavras em ${counted(k.messages, 'mensagem minha', 'mensagens minhas')} no Slack`]
      : []),
  ],
  staysHeading: 'O que fica',
  stays: (k) => [
    'hashes dos endereços dela, para que nenhuma importação, formulário ou mensagem a traga de volta',
    'ids, horários e como cada ação terminou, sem palavras: os limites seguem contando certo',
    ...(k.under_way > 0
      ? [
          `${counted(k.under_way, 'ação da qual ainda não se sabe se saiu', 'ações das quais ainda não se sabe se saíram')}: isso fica em aberto, e nada é enviado de novo`,
        ]
      : []),
    ...(k.invitations > 0
      ? [
          `${counted(k.invitations, 'convite', 'convites')} em espera no LinkedIn: retire lá à mão, agora se for o caso`,
        ]
      : []),
    'o que pessoas escreveram no Slack, arquivos que enviaram (listas para importar), listas e arquivos que mostrei a uma só pessoa, exportações',
    'uma mensagem ou um arquivo meu cujo código já não tenho: um envio interrompido, ou de um trabalho removido depois do prazo que a equipe definiu. A busca do Slack encontra',
    'a conversa no próprio LinkedIn',
    'backups do Postgres, até serem excluídos pela idade',
  ],
  reason: 'Motivo',
  reasonHint: 'Fica guardado na auditoria. Nenhum nome é pedido, para que nenhum fique.',
  reasons: {
    asked: 'A pessoa pediu',
    objected: 'A pessoa não quer ser contatada',
    no_basis: 'Não há mais motivo para guardar os dados',
    other: 'Outro motivo',
  },
  sure: 'Li o que fica',
  sureLabel: 'Confirmação',
  working: 'Apagando …',
  started: 'Apagada no outreach; os rascunhos vêm a seguir.',
  notCertain:
    'O banco de dados não respondeu, por isso não é certo se a pessoa foi apagada. Envie o comando de novo: ele dirá.',
  gone: 'Esta pessoa não está mais aqui.',

  done: (k) => {
    const what = some([
      [k.versions, 'versão', 'versões'],
      [k.actions, 'ação', 'ações'],
      [k.campaigns, 'campanha', 'campanhas'],
      [k.replies, 'mensagem dela', 'mensagens dela'],
    ]);
    return `Apagada no outreach${what === '' ? '' : ` (${what})`}${k.waiting > 0 ? `; ${counted(k.waiting, 'ação em espera foi interrompida', 'ações em espera foram interrompidas')}` : ''}. Os rascunhos vêm a seguir, e você será avisado.`;
  },
  known: 'A pessoa já tinha sido apagada. Não restava nada a fazer.',
  staysInSlack: 'O que fica. O que está fora do Greenlight é para você excluir onde não deve ficar:',
  content: (e) => {
    const what = some([
      [e.notes, 'mensagem', 'mensagens'],
      [e.records, 'registro de enriquecimento', 'registros de enriquecimentos'],
      [e.drafts, 'rascunho', 'rascunhos'],
      [e.files, 'arquivo', 'arquivos'],
    ]);
    const slack =
      e.messages > 0
        ? ` ${counted(e.messages, 'mensagem', 'mensagens')} no Slack ${e.messages === 1 ? 'é redesenhada' : 'são redesenhadas'}.`
        : '';
    const elsewhere =
      e.elsewhere > 0
        ? ` O nome ainda está em ${counted(e.elsewhere, 'documento ou rascunho', 'documentos e rascunhos')} de outros trabalhos (artigos, a base de conhecimento): se é esta pessoa, só pessoas podem dizer. \`/history\` e \`/knowledge buscar\` os encontram.`
        : '';
    const older = e.elsewhere_whole
      ? ''
      : ' Documentos e rascunhos mais antigos eram muitos para olhar todos: `/history` e `/knowledge buscar` mostram se falam da pessoa.';
    return `A pessoa que você apagou saiu também dos rascunhos${what === '' ? ': não havia nada dela' : ` (${what})`}.${slack}${elsewhere}${older}`;
  },

  draft: 'Apagado',
  draftGone: (hash) =>
    `Esta versão falava de uma pessoa que foi apagada: o texto e os arquivos se foram. Resta o hash, \`${hash}\`.`,
};
