import type { OutreachTexts } from '../en/outreach.ts';
import { answersPtBr, buttonsPtBr, recordingPtBr } from './answers.ts';
import { campaignsPtBr } from './campaigns.ts';
import { forecastPtBr } from './forecast.ts';
import { refusalPtBr } from './refusals.ts';
import { whyPtBr } from './why.ts';

const kinds = { person: 'esta pessoa', company: 'esta empresa', domain: 'este domínio' } as const;

export const outreachPtBr: OutreachTexts = {
  locale: 'pt-BR',
  campaigns: campaignsPtBr,
  forecast: forecastPtBr,

  command: {
    ...answersPtBr,
    help: [
      '*`/outreach` envia ações aprovadas no LinkedIn, uma por uma e dentro dos limites que os administradores definem.*',
      '• `/outreach add` abre um formulário; `/outreach add invite https://www.linkedin.com/in/nome "Sua nota"` faz em uma linha (`visit`, `invite`, `message`). Um aprovador que não seja o autor decide exatamente sobre esse texto.',
      '• `/outreach status [conta]` mostra hoje e os últimos 14 dias; `/outreach queue`, o que está na fila e por quê.',
      '• `/outreach forecast [conta] [dias]` mostra o que os próximos dias devem trazer, em faixas; *Prévia*, no formulário dos limites, mostra isso antes de salvar.',
      '• `/outreach campaign` abre o formulário de uma campanha: as mesmas etapas para muitas pessoas, com os textos aprovados pessoa por pessoa. `/outreach campaign list`; `/outreach campaign pause|resume|end [nome]`.',
      '• `/outreach why <endereço, nome ou id>` conta o que aconteceu: quem aprovou o quê, o que retém e até quando, o que o LinkedIn respondeu.',
      '• `/outreach pause [conta] [motivo]` para uma conta, `/outreach pause all` todas, na hora. `/outreach resume [conta]` é para administradores.',
      '• `/outreach suppress person|company|domain …` nunca mais entra em contato; `/outreach unsuppress [nome]` encerra isso (administradores, com um motivo).',
      '• `/outreach config [conta]` define limites, horário e pausas entre ações (administradores).',
      '• `/outreach ajuda` mostra esta ajuda.',
    ].join('\n'),
    unknown: (word, meant) =>
      `Não conheço "${word}". ${meant ? `Você quis dizer /outreach ${meant}?` : 'Tente /outreach ajuda.'}`,
    incomplete: {
      add: 'Escreva só `/outreach add` para o formulário, ou `/outreach add invite https://www.linkedin.com/in/nome "Sua nota"` (`visit`, `invite` ou `message`).',
      suppress:
        'Diga quem: `/outreach suppress person https://www.linkedin.com/in/nome`, `/outreach suppress company Acme Medical` ou `/outreach suppress domain example.com`.',
    },
    guest: 'Convidados não podem usar o outreach. Peça a um membro da equipe. Nada foi alterado.',
    unknownPerson:
      'O Slack não me disse a tempo quem você é, por isso nada foi feito. Envie o comando de novo, por favor.',
    noAccounts: 'Nenhuma conta do LinkedIn está conectada. Um administrador conecta uma primeiro.',
    noSuchAccount: (word, names) => `Não conheço a conta "${word}". Contas: ${names}.`,
    whichAccount: 'Qual conta?',
    refused: (code) => `Nada foi alterado: ${refusalPtBr(code)}`,
    useAChannel: 'Use `/outreach add` em um canal, onde um aprovador veja o cartão. Nada foi proposto.',
  },

  why: whyPtBr,
  types: {
    view_profile: 'Visita ao perfil',
    send_invite: 'Convite',
    send_message: 'Mensagem',
    withdraw_invite: 'Retirada de convite',
  },
  typesPlural: {
    view_profile: 'Visitas a perfis',
    send_invite: 'Convites',
    send_message: 'Mensagens',
    withdraw_invite: 'Convites retirados',
  },
  status: {
    draft: 'em rascunho',
    pending_approval: 'à espera de aprovação',
    approved: 'aprovada',
    scheduled: 'agendada',
    dispatching: 'sendo enviada',
    completed: 'enviada',
    failed: 'com falha',
    unknown: 'de resultado desconhecido',
    not_sent: 'não enviada',
    cancelled: 'cancelada',
    skipped: 'dispensada',
    expired: 'expirada',
    suppressed: 'bloqueada',
  },
  blockers: {
    kill_switch: 'todo o outreach está parado',
    paused: 'a conta está pausada',
    terms_not_acknowledged: 'o titular da conta ainda não aceitou as regras do LinkedIn',
    account_status: 'a conta não está bem conectada',
    breaker: 'o LinkedIn deu um aviso e a conta está em repouso',
    window: 'fora do horário de envio',
    holiday: 'dia de folga ou feriado',
    gap: 'a pausa desde a última ação não acabou',
    in_flight: 'outra ação da conta está em andamento',
    quota: 'a cota de hoje acabou',
    rolling_cap: 'o limite de 7 dias corridos foi atingido',
    pending_cap: 'há convites demais sem resposta',
    warm_up: 'a conta ainda está em aquecimento',
    suppressed: 'esta pessoa não deve ser contatada',
    replied: 'a pessoa respondeu',
    answered_by_hand: 'a pessoa foi respondida à mão no LinkedIn',
    campaign_paused: 'a campanha está em pausa',
    earlier_step: 'uma etapa anterior da campanha vem antes',
    company_cap: 'já houve contato com pessoas suficientes desta empresa nesta semana',
    stale_inbox: 'a caixa de entrada não foi lida nos últimos minutos',
    same_words: 'a pessoa já recebeu estas palavras',
    earlier_unknown: 'ainda não se sabe o que houve com um envio anterior a esta pessoa',
    not_connected:
      'a pessoa ainda não é uma conexão; a mensagem sai quando ela aceitar, e eu confiro isso cada vez menos, por fim uma vez por dia',
    already_connected: 'a pessoa já é uma conexão',
    already_invited: 'a pessoa já foi convidada',
    profile_gone: 'a pessoa não tem mais perfil no LinkedIn',
    approval: 'a aprovação não corresponde ao texto',
    not_due: 'o horário ainda não chegou',
  },
  unsent: {
    no_provider_id: 'não foi possível ler o perfil',
    no_text: 'ela não tem texto',
    no_invitation: 'não há convite pendente para esta pessoa',
    note_too_long: 'a nota é mais longa do que esta conta pode enviar',
    stale_claim: 'o processo ficou parado pouco antes do envio',
    clock_jumped: 'o relógio do banco de dados saltou pouco antes do envio',
  },
  refused: {
    success_equivalent: 'já constava no LinkedIn',
    verify: 'esta pessoa foi convidada há pouco tempo',
    permanent_action: 'o LinkedIn não a aceita nesta forma',
    permanent_recipient: 'o LinkedIn não deixa esta conta chegar a esta pessoa',
    permanent_lead: 'o perfil não existe mais',
    capability: 'o plano da conta não permite',
    account_limit: 'a conta atingiu um limite do LinkedIn',
    rate: 'o LinkedIn pede menos chamadas',
    account_down: 'a conta não está conectada',
    checkpoint: 'o LinkedIn pede que o titular confirme a conta',
    restricted: 'o LinkedIn restringiu a conta',
    config: 'a chave da Unipile não é válida',
    not_sent: 'não houve conexão com a Unipile',
    unknown: 'o motivo não é conhecido',
  },
  accountStatus: {
    ok: 'conectada',
    connecting: 'conectando',
    credentials: 'desconectada: o titular precisa entrar de novo',
    checkpoint: 'à espera de uma confirmação que o LinkedIn pede ao titular',
    restricted: 'restringida pelo LinkedIn',
    error: 'com problema no provedor',
    stopped: 'desligada',
  },
  retryAt: (date) => `próxima tentativa: ${date}`,
  retryUnknown: 'sem próxima tentativa até que isso mude',

  card: {
    heading: (type) =>
      ({
        view_profile: 'Visitar um perfil',
        send_invite: 'Convidar para conectar',
        send_message: 'Enviar uma mensagem',
        withdraw_invite: 'Retirar um convite',
      })[type],
    to: 'Para',
    account: 'Conta',
    by: 'Proposto por',
    revision: (n) => `revisão ${n}`,
    invitationWithoutNote: 'Um convite sem nota.',
    visitWithoutWords: 'Uma visita ao perfil; a pessoa pode vê-la. Nenhum texto é enviado.',
    withdrawal: 'O convite sem resposta é retirado. O LinkedIn não permite um novo por cerca de 3 semanas.',
    text: 'Exatamente este texto seria enviado:',
    review: (people) => `${people}: decida, por favor.`,
    nobodyMayApprove:
      'Ninguém além do autor pode aprovar isto ainda. Um administrador dá a alguém o papel de aprovador com `/approvers`.',
    quorum: (approvals, quorum, people) => `${approvals} de ${quorum} aprovações: ${people}`,
    groupDone: (name, approvals, quorum) => `*${name}*: ${approvals} de ${quorum} aprovações, completo`,
    groupWaits: (name, approvals, quorum) => `*${name}*: ${approvals} de ${quorum} aprovações, em espera`,
    groupComesNext: (name, approvals, quorum) =>
      `*${name}*: ${approvals} de ${quorum} aprovações, é chamado depois do primeiro grupo`,
    unreachable:
      'Não há mais pessoas suficientes que possam aprovar isto. Um administrador muda a regra ou dá o papel de aprovador a alguém com `/approvers`.',
    approve: 'Aprovar',
    approveAgain: 'Aprovar outra vez',
    edit: 'Editar',
    reject: 'Rejeitar',
    confirmReject: {
      title: 'Rejeitar esta ação?',
      text: 'Ela termina aqui e nada é enviado. Para alterar o texto, use Editar.',
      confirm: 'Rejeitar',
      deny: buttonsPtBr.back,
    },
    cancel: 'Cancelar',
    confirmCancel: {
      title: 'Cancelar esta ação?',
      text: 'Ela termina aqui e nada é enviado.',
      confirm: 'Cancelar a ação',
      deny: buttonsPtBr.keepIt,
    },
    reschedule: 'Reagendar',
    approvedBy: (person, date) => `Aprovada por ${person} · ${date}`,
    planning: 'O horário de envio será definido em breve.',
    earliest: (date) => `Sai não antes de ${date}`,
    accepted: (date) => `Convite aceito · ${date}`,
    replied: (date) => `Resposta · ${date}`,
    heldBack: (reason) => `Em espera: ${reason}`,
    dispatching: 'Está sendo enviada agora.',
    completed: (date) => `Enviada · ${date}`,
    alreadyThere: 'Já constava no LinkedIn; nada foi enviado.',
    failed: (reason) => `Não enviada: ${reason}.`,
    unknown: (date) => `Pode ter sido enviada (${date}); verificando. Não é enviada de novo.`,
    stillUnknown: (date) => `Pode ter sido enviada (${date}); o LinkedIn não mostra. Não é enviada de novo.`,
    unknownAsk: (people) => `${people}: confiram no LinkedIn o que aconteceu e digam aqui.`,
    saidBy: (person) => `segundo ${person}`,
    wasSent: 'Foi enviada',
    wasNotSent: 'Não foi enviada',
    confirmNotSent: {
      title: 'Certeza de que não foi enviada?',
      text: 'Veja antes no LinkedIn a conversa ou os convites enviados: a pessoa pode ter recebido.',
      confirm: 'Não foi enviada',
      deny: buttonsPtBr.back,
    },
    notSent: 'Não foi enviada.',
    because: (reason) => `Motivo: ${reason}.`,
    cancelled: 'Cancelada; nada foi enviado.',
    rejected: 'Rejeitada; nada foi enviado.',
    skipped: (reason) => `Dispensada; nada foi enviado: ${reason}.`,
    expired: 'Expirada; nada foi enviado.',
    notInChannel: (channel) =>
      `Não estou em ${channel}, por isso ninguém vê sua proposta lá ainda. Escreva \`/invite @Greenlight\` nesse canal; o cartão vem em um minuto.`,
    archived: (channel) =>
      `${channel} está arquivado, por isso ninguém pode aprovar sua proposta lá. Proponha em outro canal.`,
    suppressed: 'Interrompida: esta pessoa não deve ser contatada. Nada foi enviado.',
    fallback: (type, name, status) => `${type} para ${name}: ${status}`,
  },

  outcome: {
    ...recordingPtBr,
    alreadyDecided: (status) => `Já decidido: esta ação está ${status}. Seu clique não alterou nada.`,
    superseded:
      'Este texto foi alterado nesse meio-tempo e este cartão ficou desatualizado. Nada foi decidido; olhe o cartão de novo.',
    author: 'Você escreveu este texto, por isso outra pessoa decide (quatro olhos).',
    role: 'Seu papel não permite decidir sobre isto.',
    guest: 'Convidados não podem decidir sobre o outreach.',
    notYet: (group) => `Ainda não: primeiro aprova ${group}. Depois disso eu chamo você.`,
    enough: 'O seu grupo já deu as aprovações dele; falta o outro grupo.',
    groupUnread:
      'O Slack não informou agora quem está no grupo de usuários que decide aqui, por isso nada foi decidido. Clique de novo em instantes.',
    alreadyApproved: (approvals, quorum) =>
      `Sua aprovação já conta: ${approvals} de ${quorum}. Falta outra pessoa.`,
    suppressed: 'Esta pessoa não deve ser contatada. A ação foi interrompida; nada é enviado.',
    notAllowed: 'Você não pode fazer isto.',
    whoMay: (people) => `Quem pode: ${people}.`,
    placeholder: (found) => `Este texto ainda tem o marcador ${found}. Edite-o antes; nada foi aprovado.`,
    unseen:
      'Este texto tem caracteres que ninguém vê. Clique em Editar e salve: eles são retirados. Nada foi aprovado.',
    wrongState: (status) => `Isso não é mais possível: esta ação está ${status}.`,
    notFound: 'Esta ação não existe mais.',
    notRecorded:
      'Sem confirmação: o banco de dados não respondeu. Clique de novo; uma decisão conta uma vez só.',
    cancelled: (name) => `Cancelada: a ação para ${name}. Nada é enviado.`,
    rescheduled: (name, date) => `A ação para ${name} sai não antes de ${date}.`,
  },

  edit: {
    title: 'Editar o texto',
    submit: buttonsPtBr.save,
    close: buttonsPtBr.back,
    label: 'Texto',
    hint: (max) => `Até ${max.toLocaleString('pt-BR')} caracteres.`,
    voids: 'Outro texto é uma nova revisão: precisa de nova aprovação, de alguém que não o escreveu.',
    tooLongForAForm:
      'Este texto passa dos 3.000 caracteres que cabem em um formulário do Slack. Rejeite e proponha um mais curto.',
    noWords: 'Esta ação não tem texto para editar.',
    errors: {
      missing: 'Escreva o texto.',
      tooLong: (length, max) =>
        `${length.toLocaleString('pt-BR')} caracteres; são aceitos até ${max.toLocaleString('pt-BR')}.`,
      same: 'Este é o texto como já estava.',
    },
  },

  reschedule: {
    title: 'Reagendar',
    submit: buttonsPtBr.save,
    intro: (zone) =>
      `Não antes desta data e hora (${zone}). Os limites da conta continuam decidindo quando sai.`,
    date: 'Data',
    time: 'Hora',
    errors: {
      missing: 'Escolha uma data e uma hora.',
      badTime: 'Este horário já passou ou está a mais de 90 dias.',
      noSuchTime: (moved) =>
        `Este horário não existe nesse dia, por causa da mudança de hora. O próximo: ${moved}.`,
    },
  },

  add: {
    title: 'Nova ação de outreach',
    submit: 'Propor',
    close: buttonsPtBr.cancel,
    channel: 'Canal',
    channelHint:
      'Onde o cartão aparece, para que um aprovador o veja. Preciso estar nele: /invite @Greenlight.',
    account: 'Conta',
    type: 'Ação',
    typeOptions: { view_profile: 'Visitar o perfil', send_invite: 'Convidar', send_message: 'Mensagem' },
    profile: 'Ou o endereço de um perfil',
    profileHint: 'Por exemplo https://www.linkedin.com/in/nome; vale antes da lista.',
    lead: 'Pessoa',
    leadPlaceholder: 'Escolha um dos leads',
    name: 'Nome',
    nameHint: 'Como deve aparecer aqui; se ficar vazio, é lido do perfil depois.',
    text: 'Nota ou mensagem',
    textHint: (note, message) =>
      `Nota de convite: até ${note} caracteres, vazio para nenhuma. Mensagem: até ${message.toLocaleString('pt-BR')} (3.000 neste formulário). Visita: deixe vazio.`,
    done: 'Proposto. O cartão aparece neste canal.',
    doneNote: 'Nada é enviado antes que um aprovador decida.',
    notCertain:
      'Ainda sem confirmação: o banco de dados não respondeu. Por favor, não repita; continuo tentando e aviso aqui como terminou.',
    doneAfterAll: 'Deu certo: a ação está proposta e o cartão aparece no canal.',
    notDone:
      'Não deu certo: não foi possível falar com o banco de dados e nada foi proposto. Tente de novo, por favor.',
    yourText: 'Seu texto:',
    accountStops: (status) => `Atenção: a conta está ${status}.`,
    errors: {
      textMissing: 'Uma mensagem precisa de texto.',
      noTextForVisit: 'Uma visita não envia texto. Deixe o texto vazio, ou escolha Convidar ou Mensagem.',
      tooLong: (length, max) =>
        `${length.toLocaleString('pt-BR')} caracteres; aqui são aceitos até ${max.toLocaleString('pt-BR')}.`,
      url: {
        missing: 'Informe o endereço de um perfil: https://www.linkedin.com/in/nome',
        company:
          'Esta é a página de uma empresa. O outreach vai para pessoas: https://www.linkedin.com/in/nome',
        school:
          'Esta é a página de uma instituição de ensino. O outreach vai para pessoas: https://www.linkedin.com/in/nome',
        sales_navigator:
          'Este é um endereço do Sales Navigator ou do Recruiter. Abra o perfil público e use o endereço dele: https://www.linkedin.com/in/nome',
        short_link:
          'Este é um link curto (lnkd.in), que só o LinkedIn resolve. Abra-o e use o endereço do perfil: https://www.linkedin.com/in/nome',
        other_site: 'Isto não é o LinkedIn. Um perfil tem a forma https://www.linkedin.com/in/nome',
        not_a_profile: 'Isto não é um perfil. Um perfil tem a forma https://www.linkedin.com/in/nome',
      },
      suppressed: 'Esta pessoa não deve ser contatada (bloqueada). Nada foi proposto.',
      erased: 'Esta pessoa foi apagada e não deve ser contatada. Nada foi proposto nem gravado.',
      duplicate: 'A mesma ação ou o mesmo texto para esta pessoa já existe. Veja /outreach queue.',
      placeholder: (found) => `O texto ainda tem o marcador ${found}. Preencha-o; nada foi proposto.`,
      noAccount: 'Esta conta não está mais conectada.',
      notAllowed: 'Você não pode propor ações aqui.',
      other: (code) => `Nada foi proposto: ${refusalPtBr(code)}`,
    },
  },

  config: {
    title: 'Limites do outreach',
    submit: buttonsPtBr.save,
    close: buttonsPtBr.cancel,
    choose: 'Limites de quem?',
    intro: (name, version) => `${name}, versão ${version} das configurações`,
    ceiling:
      'A cada dia é sorteado, para cada tipo, um número entre o mínimo e o máximo. O máximo é um teto, não uma meta.',
    fields: {
      time_zone: 'Fuso horário',
      window_start: 'Horário de envio a partir de',
      window_end: 'Horário de envio até',
      working_days: 'Dias úteis',
      holidays: 'Feriados respeitados',
      gap_min_minutes: 'Menor pausa entre duas ações (minutos)',
      gap_max_minutes: 'Maior pausa sorteada (minutos)',
      warm_up_days: 'Aquecimento (dias de envio)',
      pending_invites_max: 'Convites sem resposta, no máximo',
      withdraw_after_days: 'Retirar convites sem resposta após (dias)',
      daily_min: 'por dia, no mínimo',
      daily_max: 'por dia, no máximo',
      rolling_7d_max: 'em 7 dias corridos, no máximo',
    },
    hints: {
      time_zone: 'Por exemplo America/Sao_Paulo, Europe/Berlin.',
      window_end: 'Não incluído. Antes do início: passa da meia-noite.',
      gap_min_minutes: 'Entre todas as ações da conta, de qualquer tipo.',
      warm_up_days: 'O máximo diário sobe de 20 % a 100 % nesses dias. 0: sem aquecimento.',
      withdraw_after_days: 'De 7 a 180; vazio: nunca.',
      rolling_7d_max: 'Vazio: sem esse limite.',
    },
    days: ['segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado', 'domingo'],
    holidays: {
      none: 'Nenhum',
      country: (name, region) => (region ? `${name}, ${region}` : name),
    },
    none: 'nenhum',
    changedMeanwhile:
      'Alguém alterou estas configurações nesse meio-tempo. Nada foi salvo; feche este formulário e abra de novo.',
    notSaved: 'Sem confirmação: o banco de dados não respondeu. Envie de novo; nada é salvo duas vezes.',
    problems: {
      number: (min, max) => `Um número inteiro de ${min} a ${max}.`,
      unknownZone: (given) => `"${given}" não é um fuso que eu conheça. Por exemplo America/Sao_Paulo.`,
      minAboveMax: (min, max) => `O mínimo ${min} é maior que o máximo ${max}.`,
      gapMinAboveMax: (min, max) => `A menor pausa ${min} é maior que a maior ${max}.`,
      gapTooShort: (min) =>
        `No mínimo ${min} minutos entre duas ações: pausas menores parecem coisa de robô, e o LinkedIn restringe contas por isso.`,
      aboveProvider: (max) =>
        `No máximo ${max}: acima disso o LinkedIn e o provedor limitam ou restringem contas.`,
      badTime: (given) => `"${given}" não é um horário. Por exemplo 09:00.`,
      unknownField: (field) => `Não existe a configuração "${field}".`,
      noWorkingDay: 'Escolha pelo menos um dia útil.',
      emptyWindow: 'Início e fim são iguais: nada sairia nunca.',
      minimaDoNotFit: ({ start, end, minutes, gap, fit, sum }) =>
        `${start}-${end} tem ${minutes} minutos; com ${gap} minutos entre ações cabem no máximo ${fit}, e os mínimos somam ${sum}.`,
      minimaAboveWeek: (min, days, sum, cap) =>
        `${min} por dia em ${days} dias são ${sum} por semana; em 7 dias corridos são permitidos no máximo ${cap}.`,
      unknownHolidays: (given) => `Não tenho feriados para "${given}".`,
      other: (code, params) => `Isto não pode funcionar (${code}${params ? `: ${params}` : ''}).`,
    },
    saved: (person) => `Limites alterados por ${person}`,
    unchanged: 'Salvo: nada mudou.',
    atMost: (fit, wanted) =>
      `Os máximos somam ${wanted}, mas no horário, com esta pausa, cabem no máximo ${fit} por dia. Os máximos ficam como teto.`,
    oldNew: (field, before, after) => `${field}: ${before} → ${after}`,
  },

  terms: {
    button: 'Ler e aceitar as regras do LinkedIn',
    needed: (owner) =>
      `Nada sai desta conta até que ${owner}, titular da conta, aceite as regras do LinkedIn.`,
    onlyOwner: (owner) => `Só ${owner}, titular da conta, pode fazer isto.`,
    title: 'Regras do LinkedIn',
    submit: 'Aceito',
    close: buttonsPtBr.cancel,
    sentence:
      'O Contrato do Usuário do LinkedIn (seção 8.2) proíbe robôs e outros métodos automáticos para acessar o serviço, adicionar contatos ou enviar mensagens.',
    risk: (account) =>
      `O Greenlight envia automaticamente por "${account}". O LinkedIn pode restringir ou encerrar a conta, quaisquer que sejam os limites daqui; nenhum número de ações é permitido pelo LinkedIn. Seu aceite fica registrado com seu nome e a hora.`,
    check: 'Li isto. A conta é minha e assumo o risco.',
    missing: 'Marque a caixa, ou cancele.',
    done: (owner) => `${owner} aceitou as regras do LinkedIn. Ações aprovadas desta conta podem sair agora.`,
    already: 'As regras do LinkedIn já tinham sido aceitas para esta conta.',
  },

  statusView: {
    heading: (name) => `Outreach: ${name}`,
    alt: (name) => `Gráfico de hoje e dos últimos 14 dias de ${name}`,
    owner: (owner, tier) => `Conta de ${owner}, LinkedIn ${tier}`,
    window: (start, end, zone) => `Horário de envio ${start}-${end} (${zone})`,
    today: 'Hoje',
    line: (type, sent, quota) => (quota === null ? `${type}: ${sent}` : `${type}: ${sent} de ${quota}`),
    unknown: (n) => `${n} de resultado desconhecido`,
    rolling: (used, max) => (max === null ? `${used} em 7 dias` : `${used} de ${max} em 7 dias`),
    fourteenDays: (sent, accepted, replied) =>
      `Últimos 14 dias: ${sent} enviados, ${accepted} aceitos, ${replied} com resposta`,
    pending: (n, max) => `${n} de no máximo ${max} convites sem resposta`,
    queued: (n) => `${n} na fila`,
    next: (date) => `Próxima: não antes de ${date}`,
    nextHeld: (reason) => `Próxima: em espera, ${reason}`,
    nothingNext: 'Próxima: nenhuma ação aprovada na fila',
    health: 'Conta',
    paused: (reason, date) => `pausada (${date}): ${reason}`,
    breaker: (reason) => `em repouso após um aviso: ${reason}`,
    breakerUntil: (date) => `até: ${date}`,
    breakerNeedsPerson: 'um administrador precisa retomar',
    termsMissing: 'o titular ainda não aceitou as regras do LinkedIn',
    asked: (person) => `Pedido por ${person}`,
    picture: {
      today: 'Hoje',
      days: 'Enviados nos últimos 14 dias',
      of: (sent, quota) => (quota === null ? `${sent}` : `${sent} de ${quota}`),
      sent: 'enviados',
      quota: 'cota',
      window: 'Horário de envio',
      nothing: 'nada enviado',
      nothingNext: 'nenhuma ação aprovada na fila',
      nextAt: (local) => `não antes de ${local}`,
      next: 'Próxima',
    },
  },

  queue: {
    heading: (n) => `Fila do outreach: ${n}`,
    empty: 'A fila está vazia. `/outreach add` propõe uma ação.',
    more: (n) => `e mais ${n}`,
  },

  pause: {
    noReason: 'sem motivo informado',
    paused: (person, account) => `${person} pausou o outreach de ${account}. Nada mais sai dela.`,
    pausedAll: (person) => `${person} parou todo o outreach. Nada mais sai de nenhuma conta.`,
    governor: 'O controle de envios',
    alreadyPaused: (account) => `${account} já está pausada.`,
    teamStopped: 'Todo o outreach também está parado; `/outreach resume all` retoma.',
    reason: 'Motivo:',
    inFlight: 'O que está a caminho do LinkedIn neste momento ainda pode chegar.',
    resumed: (person, account) => `${person} retomou o outreach de ${account}.`,
    resumedAll: (person) => `${person} retomou o outreach de todas as contas que foram paradas juntas.`,
    freshGap: 'Nada sai na hora: antes vem uma nova pausa entre ações.',
    breakerLasts: (account, date) =>
      `${account} continua parada depois de um aviso do LinkedIn até ${date}: antes disso não sai o que a parada abrange.`,
    everything: 'Tudo',
    whichPause: 'Pausar o quê?',
    whichResume: 'Retomar o quê?',
    nothingToResume: 'Não há nada para retomar.',
    resumeAdminsOnly: (admins) =>
      `Só administradores podem retomar o outreach. Administradores aqui: ${admins}.`,
    notRecorded:
      '*Sem confirmação de que está pausado*: o banco de dados não respondeu. Envie o comando de novo.',
  },

  erased: {
    person: 'uma pessoa que foi apagada',
    words: 'As palavras foram apagadas com a pessoa.',
    notice: 'Esta mensagem era sobre uma pessoa que foi apagada.',
  },

  suppress: {
    ask: (kind) => `Nunca mais contatar ${kinds[kind]}?`,
    explain: 'Vale para todas as contas e campanhas. O que estiver na fila é interrompido.',
    button: 'Nunca mais contatar',
    confirm: {
      title: 'Nunca mais contatar?',
      text: 'Tudo o que estiver na fila é interrompido, em todas as contas.',
      confirm: 'Não contatar mais',
      deny: buttonsPtBr.back,
    },
    done: (person, kind) => `${person} bloqueou ${kinds[kind]}:`,
    stopped: (n) =>
      n === 0
        ? 'Nenhuma ação em espera foi afetada.'
        : n === 1
          ? '1 ação em espera foi interrompida.'
          : `${n} ações em espera foram interrompidas.`,
    badPerson: 'Uma pessoa é indicada pelo endereço do perfil: https://www.linkedin.com/in/nome',
    badDomain: (given) => `"${given}" não é um domínio. Um domínio tem a forma example.com.`,
    publicSuffix: (given) =>
      `"${given}" não é o domínio de uma empresa: há nomes de terceiros abaixo dele. Um domínio tem a forma example.com.`,
    tooLong: 'No máximo 300 caracteres.',
    defaultReason: 'pedido no Slack',
    askedFor: 'a pessoa pediu',
    gone: 'Esta mensagem não existe mais; nada foi feito.',
    writerDone: (person) => `${person} decidiu que esta pessoa nunca mais é contatada.`,
    notRecorded: '*Sem confirmação de que está registrado*: o banco de dados não respondeu. Clique de novo.',
  },

  unsuppress: {
    title: 'Pode ser contatado',
    submit: 'Encerrar',
    intro: 'Quem pode ser contatado de novo? O motivo fica guardado para sempre.',
    more: (n) =>
      `Há mais ${n} na lista: adicione parte do nome ao comando, como em /outreach unsuppress silva.`,
    which: 'Pessoa, empresa ou domínio',
    reason: 'Por quê?',
    hint: 'De 5 a 500 caracteres, por exemplo quem pediu e quando.',
    kinds: { person: 'Pessoa', company: 'Empresa', domain: 'Domínio' },
    adminsOnly: 'Só administradores encerram um bloqueio de contato. Nada foi alterado.',
    none: 'Não há ninguém na lista de quem nunca é contatado.',
    noneLike: (words) => `Não há ninguém parecido com "${words}" na lista de quem nunca é contatado.`,
    gone: 'Não está mais na lista.',
    done: (person) => `${person} tirou da lista de quem nunca é contatado:`,
    stays: 'O que foi interrompido continua interrompido: proponha de novo.',
  },

  event: {
    turn: (people, group) => `${people} o grupo ${group} aprovou esta ação. É a vez de vocês: decidam.`,
    unreachable: (admins) =>
      `${admins} esta ação está em espera e não há mais pessoas suficientes que possam aprová-la. Mude a regra ou dê o papel de aprovador com \`/approvers\`; o cartão acompanha sozinho.`,
    breakerOpened: (account, reason) => `${account} está em repouso após um aviso: ${reason}`,
    accountStatus: (account, status) => `${account} está ${status}.`,
    pendingCap: (person, account, max) =>
      `${person}: ${account} tem ${max.toLocaleString('pt-BR')} convites sem resposta, o máximo permitido. Outros convites ficam em espera.`,
    pendingRoom: (days) =>
      days === null
        ? 'Convites sem resposta não são retirados automaticamente: `/outreach config` muda isso e quantos pode haver.'
        : `Os de mais de ${days} dias são retirados quando alguém aprova, dentro de um limite próprio; \`/outreach config\` muda os dois.`,
    accepted: (person, name) => `${person}: ${name} aceitou o convite.`,
    replied: (person, name) => `${person}: ${name} respondeu. O que aguardava esta pessoa foi interrompido.`,
    readsAway: 'Parece que a pessoa está ausente.',
    wentOn: (person, date) =>
      `${person} deixou a campanha prosseguir para esta pessoa: não antes de ${date}.`,
    wantsNoMore: (person, name) =>
      `${person}: ${name} pede para não receber mais mensagens. O que aguardava foi interrompido; para que ninguém escreva de novo mais tarde, clique no botão.`,
    answerRefused: (person, name, why) => `${person}: a resposta aprovada para ${name} não sai: ${why}.`,
    answerRefusals: {
      newer_reply: 'a pessoa escreveu de novo nesse meio-tempo',
      answered: 'outra mensagem já responde',
      went_on: 'em vez disso, a campanha prossegue para esta pessoa',
      suppressed: 'a pessoa nunca mais é contatada',
      duplicate: 'a pessoa já recebeu estas palavras',
    },
    replyWithoutText: '(sem texto: imagem, arquivo ou áudio)',
    other: (account, code) => `${account}: ${code}`,
    providerSignals: {
      limit: 'o LinkedIn diz que um limite foi atingido',
      rate: 'pedidos demais em pouco tempo',
      account_down: 'a conta não está conectada',
      may_be_restricted:
        'a conta foi interrompida e o LinkedIn pode tê-la restringido: o titular confere no LinkedIn antes que um administrador retome',
      checkpoint: 'o LinkedIn pede uma confirmação ao titular',
      restricted: 'o LinkedIn restringiu a conta',
      server_errors: 'o provedor falhou várias vezes',
      restored:
        'o banco de dados voltou de um backup e não sabe o que saiu desde então: confiram no LinkedIn antes de retomar; cada ação é procurada lá antes de sair',
      low_acceptance: 'menos de 15 por cento dos últimos 40 convites foram aceitos',
      two_accounts_warned: 'o LinkedIn avisou duas contas em 24 horas',
      config: 'a conexão com o provedor está mal configurada',
      server_error: 'o provedor falhou várias vezes',
      not_found: 'muitos perfis não foram encontrados',
    },
  },

  home: {
    heading: 'Outreach hoje',
    approvals: 'Ações de outreach à espera da sua decisão',
    noApprovals: 'Nenhum outreach aguarda sua decisão.',
    approval: (type, channel, author) => `${type} em ${channel}, proposto por ${author}`,
    decideAtCard: (channel) => `O texto é longo; decida no cartão em ${channel}.`,
    moreApprovals: (n) => `e mais ${n}`,
    notReachable: 'Não é possível mostrar o outreach agora: o banco de dados não respondeu.',
  },
};
