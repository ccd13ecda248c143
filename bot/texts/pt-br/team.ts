import type { TeamTexts } from '../en/team.ts';
import { answersPtBr, buttonsPtBr, recordingPtBr } from './answers.ts';
import { approverRulesPtBr } from './approver-rules.ts';

export const teamPtBr: TeamTexts = {
  locale: 'pt-BR',

  command: {
    ...answersPtBr,
    ...recordingPtBr,
    guest: 'Convidados não podem usar este comando. Peça a alguém da equipe.',
    notRecorded:
      'Não registrado: o banco de dados não respondeu. Tente de novo; repetir não altera nada duas vezes.',
    unknown: (word) => `Não conheço "${word}" aqui. A palavra ajuda depois do comando explica como usar.`,
  },

  approvers: {
    rules: approverRulesPtBr,
    help: [
      '`/approvers` lista quem pode aprovar e as regras.',
      '`/approvers dar @pessoa aprovador` dá um papel: `membro`, `aprovador` ou `administrador` (só administradores).',
      '`/approvers tirar @pessoa` faz a pessoa voltar a ser membro (só administradores).',
      '`/approvers regra` cria uma regra (só administradores): para um tipo de trabalho e um canal, quem aprova e quantos, um grupo ou dois, em paralelo ou em ordem, com substitutos, lembrete, passagem aos substitutos e expiração. *Alterar* em uma regra a altera ou remove e mostra as versões anteriores.',
    ].join('\n'),
    heading: 'Quem pode aprovar',
    roles: {
      admin: 'Administradores: aprovam e alteram papéis, orçamento, regras e limites',
      approver: 'Aprovadores: aprovam, pedem alterações, rejeitam',
    },
    role: { member: 'membro', approver: 'aprovador', admin: 'administrador' },
    none: { admin: 'Nenhum administrador ainda.', approver: 'Nenhum aprovador ainda.' },
    fourEyes: 'Ninguém aprova o que pediu ou escreveu à mão, nem mesmo administradores.',
    onlyOne:
      'No momento só uma pessoa pode aprovar, por isso os rascunhos dela não têm quem os aprove. Dê a mais alguém o papel de aprovador.',
    change: 'Dar um papel',
    take: (name) => `Tornar ${name} membro`,
    confirmTake: {
      title: 'Tirar este papel?',
      text: 'A pessoa continua na equipe como membro: pode pedir rascunhos, mas não decidir sobre eles.',
      confirm: 'Tirar o papel',
      deny: buttonsPtBr.keepIt,
    },
    form: {
      title: 'Dar um papel',
      submit: 'Dar',
      close: buttonsPtBr.cancel,
      person: 'Pessoa',
      pick: 'Escolha uma pessoa',
      role: 'Papel',
      about: {
        member: 'Membro: pede rascunhos',
        approver: 'Aprovador: também decide sobre rascunhos',
        admin: 'Administrador: também altera papéis e regras',
      },
    },
    whoIsMeant: (said) => `Não tenho certeza de quem é "${said}": escolha a pessoa.`,
    changed: (person, role) => `${person} agora tem o papel de ${role}.`,
    yours: (role, by) => `${by} deu a você o papel de ${role} no Greenlight.`,
    unchanged: (person, role) => `${person} já tem o papel de ${role}; nada mudou.`,
    errors: {
      guest: 'Convidados, contas desativadas e pessoas de outras empresas não decidem nada aqui. Nada mudou.',
      bot: 'Um aplicativo não decide nada aqui. Nada mudou.',
      unknownPerson: 'O Slack não conhece essa pessoa. Nada mudou.',
      lastAdmin:
        'Este é o último administrador, e a equipe precisa de um. Dê antes esse papel a outra pessoa; nada mudou.',
      notAsked: 'O Slack não disse a tempo quem é essa pessoa, por isso nada mudou. Tente de novo.',
    },
  },

  budget: {
    help: [
      '`/budget` mostra o que foi gasto, o que o trabalho em andamento reservou e os limites.',
      '`/budget set` altera os limites (só administradores).',
    ].join('\n'),
    heading: 'Orçamento',
    scopes: { job: 'Cada trabalho', person_day: 'Você, hoje', month: 'A equipe, neste mês' },
    caps: { job: 'Cada trabalho', person_day: 'Cada pessoa, por dia', month: 'A equipe, por mês' },
    line: (what, money, tokens) => `*${what}*\nDinheiro: ${amounts(money)}\nTokens: ${amounts(tokens)}`,
    jobLine: (what, money, tokens) => `*${what}*\nLimite: ${money ?? 'nenhum em dinheiro'}, ${tokens}`,
    usd: (amount) =>
      `US$ ${amount.toLocaleString('pt-BR', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`,
    tokens: (amount) => `${amount.toLocaleString('pt-BR')} tokens`,
    resets: (day, month) => `O dia recomeça ${day}, o mês ${month}.`,
    unpriced: (tokens) =>
      `${tokens} deste mês foram de um modelo cujo preço não conheço. Não contam em dinheiro; valem para eles os limites em tokens.`,
    bothBind:
      'O limite que for atingido primeiro para o trabalho antes da próxima chamada, e a conversa dele pergunta o que fazer: aumentar o limite, terminar com o que há ou parar.',
    changedBy: (what, person, date) => `${what}: alterado por ${person} (${date})`,
    change: 'Alterar os limites',
    form: {
      title: 'Alterar os limites',
      submit: buttonsPtBr.save,
      close: buttonsPtBr.cancel,
      intro:
        'Um trabalho para antes da chamada que passaria de um limite. Os limites em tokens valem também para modelos de preço desconhecido.',
      usd: (what) => `${what}: US$`,
      usdHint: 'Vazio: sem limite em dinheiro.',
      tokens: (what) => `${what}: tokens`,
    },
    saved: (whats, by) => `Limites alterados por ${by}: ${whats}`,
    unchanged: 'Os limites continuam como estavam.',
    errors: {
      usd: 'Um número de 0 a 1.000.000, ou vazio para não ter limite em dinheiro.',
      tokens: 'Um número inteiro de 1 a 100.000.000.000.',
      order: 'Um limite mais amplo não pode ser menor que um mais estreito: trabalho, pessoa e dia, mês.',
    },
  },

  language: {
    help: '`/greenlight language` mostra o idioma dos meus textos; `/greenlight language pt-BR` ou `en` troca o idioma (só administradores). Os rascunhos seguem o briefing.',
    now: (name) => `Meus textos estão em ${name}. Os rascunhos seguem o idioma do briefing.`,
    names: { en: 'inglês', 'pt-BR': 'português' },
    choose: 'Trocar para:',
    switched: (name) => `De agora em diante falo ${name} com esta equipe. Os cartões abertos acompanham.`,
    already: (name) => `Já falo ${name} com esta equipe; nada mudou.`,
    unknown: (word) => `Não falo "${word}". É possível português (pt-BR) e inglês (en); nada mudou.`,
  },
};

function amounts({
  spent,
  reserved,
  cap,
}: {
  spent: string;
  reserved: string | null;
  cap: string | null;
}): string {
  return `${spent} gastos${reserved === null ? '' : `, ${reserved} reservados`}, ${cap === null ? 'sem limite' : `limite de ${cap}`}`;
}
