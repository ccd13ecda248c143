import { capital } from '../capital.ts';
import type { CampaignTexts } from '../en/campaigns.ts';
import { buttonsPtBr } from './answers.ts';

export const campaignsPtBr: CampaignTexts = {
  buttons: {
    pause: 'Pausar',
    resume: 'Retomar',
    end: 'Encerrar',
  },
  confirmEnd: {
    title: 'Encerrar a campanha?',
    text: 'O que ainda não saiu não sairá mais. Uma campanha encerrada não recomeça.',
    confirm: 'Encerrar',
    deny: buttonsPtBr.back,
  },

  form: {
    title: 'Nova campanha',
    submit: 'Iniciar',
    close: buttonsPtBr.cancel,
    account: 'Conta',
    name: 'Nome',
    nameHint: 'Como as pessoas vão chamá-la, por exemplo "Feira de maio".',
    purpose: 'Objetivo',
    purposeHint:
      'Para o agente que escreve os textos: o que vocês oferecem e o que se espera da pessoa. Nada sai antes que os textos de cada pessoa sejam aprovados.',
    language: 'Idioma dos textos',
    languageHint: 'Para quem não se sabe o idioma; as outras pessoas recebem os textos no delas.',
    languages: { 'pt-BR': 'Português', en: 'Inglês' },
    audience: 'Pessoas',
    audienceHint:
      'Por exemplo: país:BR cargo:"diretor clínico" etiqueta:feira implantes. Campos: país, empresa, cargo, setor, etiqueta, origem, idioma, pontuação. Vazio: todos os leads, dos melhores em diante.',
    count: 'Contar as pessoas',
    counting: 'Conte quem receberia os textos antes de iniciar.',
    counted: (chosen, matching) =>
      chosen === 1
        ? `*1 pessoa* participaria, de ${matching} que o filtro encontra.`
        : `*${chosen.toLocaleString('pt-BR')} pessoas* participariam, de ${matching.toLocaleString('pt-BR')} que o filtro encontra.`,
    first: (names) => `Primeiro: ${names}`,
    leftOut: (reasons) => `Ficam de fora: ${reasons}`,
    notCounted: 'O banco de dados não respondeu; clique de novo.',
    steps: 'Etapas',
    visit: 'Visitar o perfil antes',
    visitHint: 'O convite segue um dia útil depois.',
    invitation: 'Convite',
    invitations: {
      with_note: 'com nota',
      without_note: 'sem nota',
      none: 'nenhum: pessoas que já são conexões',
    },
    message: 'Mensagem, dias úteis depois do convite aceito',
    messageHint: 'Vazio: sem mensagem. 0: no mesmo dia.',
    followUp: 'Segunda mensagem, dias úteis depois da primeira',
    secondFollowUp: 'Terceira mensagem, dias úteis depois da segunda',
    waitHint: 'De 1 a 60; vazio: nenhuma.',
    stop: 'Parar',
    stopHint: 'Uma resposta sempre encerra a campanha para quem a escreveu.',
    companyReply: 'Uma resposta também a encerra para colegas da mesma empresa',
    perCompany: 'Pessoas de uma empresa em 7 dias quaisquer',
    perCompanyHint: 'De 1 a 50; vazio: sem limite.',
    weight: 'Peso entre as campanhas da conta',
    weightHint: 'De 1 a 5: com 2 ela tem o dobro de lugares por dia de uma com 1.',
    channel: 'Canal',
    channelHint: 'Onde a campanha fica e onde as pessoas aprovam os textos.',
    errors: {
      name: 'Um nome de até 80 caracteres, em uma linha.',
      nameTaken: 'Já há uma campanha com este nome em andamento. Dê outro nome.',
      purpose: 'Diga o que se quer com ela, em até 2.000 caracteres.',
      unknownField: (word) =>
        `Não conheço "${word}:". Campos: país, empresa, cargo, setor, etiqueta, origem, idioma, pontuação.`,
      badScore: 'A pontuação é um número inteiro, por exemplo pontuação:60.',
      empty: 'O filtro não encontra ninguém.',
      allLeftOut: (n, reasons) =>
        n === 1
          ? `O filtro encontra 1 pessoa, que fica de fora: ${reasons}.`
          : `O filtro encontra ${n} pessoas, e todas ficam de fora: ${reasons}.`,
      wait: 'Um número inteiro de 0 a 60.',
      followUpWithoutMessage: 'A segunda mensagem precisa da primeira.',
      noSteps: 'Escolha pelo menos uma etapa.',
      perCompany: 'Um número inteiro de 1 a 50.',
      noAccount: 'Esta conta não está mais conectada.',
      notAllowed: 'Você não pode iniciar campanhas aqui.',
      notCertain:
        'Não há certeza: o banco de dados não respondeu. Envie de novo; a mesma campanha não é iniciada duas vezes.',
      other: (code) => `Nada foi iniciado: ${code}.`,
    },
  },
  useAChannel: 'Use `/outreach campaign` em um canal, onde outros a vejam. Nada foi iniciado.',

  status: {
    drafting: 'à espera dos textos',
    running: 'em andamento',
    paused: 'em pausa',
    ended: 'encerrada',
  },
  endReasons: {
    finished: 'todas as pessoas passaram por ela',
    ended: 'uma pessoa a encerrou',
    notes_rejected: 'os textos foram rejeitados',
    notes_cancelled: 'o trabalho nos textos foi cancelado',
    notes_failed: 'o trabalho nos textos falhou',
    notes_expired: 'os textos não foram decididos a tempo',
    notes_refused: 'não foi possível pedir os textos',
  },
  leftOut: {
    suppressed: 'sem permissão de contato',
    in_campaign: 'em outra campanha',
    in_conversation: 'já nos escreveram',
    contacted: 'com contato nos últimos 30 dias, ou prestes a ter',
    connected: 'já são conexões',
    invited: 'já convidadas',
    withdrawn: 'convite retirado há menos de 21 dias',
    not_connected: 'sem conexão',
    over_limit: 'além das 300 de uma campanha',
    by_person: 'deixadas de fora por um aprovador',
    replied: 'responderam',
    ended: 'não alcançadas antes do encerramento',
    company_reply: 'um colega respondeu',
    same_person: 'a mesma pessoa duas vezes',
    already_connected: 'já eram conexões',
    earlier_step: 'uma etapa anterior não saiu',
    not_connected_any_more: 'não são mais conexões',
    expired: 'aprovação antiga demais',
    cancelled: 'canceladas',
    profile_gone: 'perfil inexistente',
    same_words: 'já receberam estas palavras',
    failed: 'não enviadas',
    duplicate: 'já receberam estas palavras',
    placeholder: 'textos com campo vazio',
    unseen: 'textos com sinais invisíveis',
    too_long: 'textos longos demais',
    empty: 'sem texto',
    approval: 'aprovação que não vale mais',
    notes_rejected: 'textos rejeitados',
    notes_cancelled: 'trabalho nos textos cancelado',
    notes_failed: 'textos não escritos',
    notes_expired: 'textos não decididos a tempo',
    notes_refused: 'textos não pedidos',
  },
  leftOutOther: (code) => `não alcançadas (${code})`,

  card: {
    heading: (name) => `Campanha: ${name}`,
    fallback: (name, status) => `Campanha ${name}: ${status}`,
    by: (personMrkdwn, account) => `Iniciada por ${personMrkdwn} · Conta: ${account}`,
    standing: (status, people) => `*${capital(status)}* · ${people === 1 ? '1 pessoa' : `${people} pessoas`}`,
    draftingHint: 'Os textos de cada pessoa são escritos e aprovados nesta conversa. Nada sai antes disso.',
    ended: (reason) => `Encerrada: ${reason}`,
    pausedBy: (personMrkdwn, dateMrkdwn) => `Em pausa por ${personMrkdwn} (${dateMrkdwn})`,
    step: (number, what, sent) => `${number}. ${what}: ${sent === 0 ? 'nada ainda' : sent}`,
    kinds: {
      view_profile: 'Visitas',
      send_invite: 'Convites',
      send_invite_with_note: 'Convites com nota',
      send_message: 'Mensagens',
    },
    after: (days) =>
      days === 0 ? 'no mesmo dia' : days === 1 ? '1 dia útil depois' : `${days} dias úteis depois`,
    afterAccepted: (days) =>
      days === 0
        ? 'no dia do aceite'
        : days === 1
          ? '1 dia útil depois do aceite'
          : `${days} dias úteis depois do aceite`,
    places: {
      drafting: 'sem textos aprovados',
      ready: 'aprovadas, não iniciadas',
      active: 'a caminho',
      replied: 'responderam',
      finished: 'por todas as etapas',
      skipped: 'de fora',
      stopped: 'paradas',
    },
    accepted: (n, of, range) => `Aceitaram: ${n} de ${of} (${range})`,
    replied: (n, of, range) => `Responderam: ${n} de ${of} (${range})`,
    range: (rate, low, high) => `${rate} %, provavelmente de ${low} a ${high} %`,
    nothingYet: 'Nada saiu ainda',
    needsPerson: (n) =>
      n === 1 ? '1 ação espera por uma pessoa, abaixo.' : `${n} ações esperam por uma pessoa, abaixo.`,
    next: (dateMrkdwn) => `Próxima: não antes de ${dateMrkdwn}`,
    limits: (perCompany, weight) =>
      `${perCompany === null ? 'Sem limite por empresa' : `No máximo ${perCompany} de uma empresa em 7 dias`} · Peso ${weight}`,
    companyReply: 'Uma resposta a encerra para toda a empresa',
  },

  list: {
    heading: (n) => `Campanhas: ${n}`,
    empty: 'Ainda não há campanha. `/outreach campaign` inicia uma.',
    more: (n) => `e mais ${n}`,
    which: (names) => `Qual campanha? ${names}`,
    none: (word) => `Não há campanha "${word}" em andamento.`,
  },
  steer: {
    paused: (personMrkdwn, name) => `${personMrkdwn} pausou a campanha ${name}.`,
    resumed: (personMrkdwn, name) => `${personMrkdwn} retomou a campanha ${name}.`,
    ended: (personMrkdwn, name) =>
      `${personMrkdwn} encerrou a campanha ${name}. O que esperava foi cancelado.`,
    finished: (name, reason) => `A campanha ${name} terminou: ${reason}.`,
    inFlight: 'O que está a caminho do LinkedIn neste momento ainda pode chegar.',
    already: (status) => `Nada foi alterado: a campanha está ${status}.`,
    notAllowed:
      'Só quem a iniciou, administradores e quem pode aprovar outreach fazem isso. Pausar é para todos.',
    guest: 'Convidados não podem fazer isso.',
    gone: 'Esta campanha não existe mais.',
    notRecorded: '*Não há certeza de que foi feito*: o banco de dados não respondeu. Clique de novo.',
  },
  goOn: {
    button: 'Deixar prosseguir',
    title: 'Deixar prosseguir',
    submit: 'Prosseguir',
    close: buttonsPtBr.back,
    intro: (name) =>
      `As etapas que faltam para ${name} voltam a esperar a vez, com as palavras já aprovadas. O que já saiu não sai de novo, e uma nova mensagem interrompe a campanha como sempre.`,
    date: 'Não antes de',
    dateHint: 'Por exemplo, o dia em que a pessoa volta. Vazio: depois dos dias úteis da próxima etapa.',
    errors: {
      bad_date: 'Escolha hoje ou um dia dos próximos 180.',
      newer_reply: 'A pessoa escreveu de novo nesse meio-tempo; nada foi alterado.',
      no_steps: 'Não falta nenhuma etapa desta campanha para esta pessoa.',
      suppressed: 'Esta pessoa não pode ser contatada.',
      ended: 'Esta campanha terminou.',
      other_campaign: 'A pessoa já está em outra campanha.',
      answered: 'A pessoa foi respondida nesse meio-tempo; a campanha não prossegue.',
      role: 'Só administradores e quem pode aprovar outreach fazem isso; quem iniciou a campanha também, quando a pessoa está ausente.',
      guest: 'Convidados não podem fazer isso.',
      gone: 'Esta mensagem não existe mais.',
    },
  },
};
