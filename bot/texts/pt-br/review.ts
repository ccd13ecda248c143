import type { ReviewTexts } from '../en/review.ts';
import { partsPtBr } from '../part-names.ts';
import { buttonsPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const reviewPtBr: ReviewTexts = {
  card: {
    heading: (version) => `Rascunho, versão ${version}`,
    review: (people) => `${people}: por favor, revisem.`,
    nobodyMayApprove:
      'Ninguém nesta equipe pode aprovar este rascunho ainda. Um administrador dá a alguém o papel de aprovador com `/approvers`.',
    slideTitles: 'Slides',
    structures: {
      how_to: 'Estrutura: passo a passo, com o que verificar no fim',
      mistakes: 'Estrutura: erros, cada um com seu remédio',
      myth_fact: 'Estrutura: mito e fato',
      story: 'Estrutura: história de um caso',
      numbers: 'Estrutura: números e o que significam',
    },
    beforeAndAfter: 'Antes e depois',
    pictures: 'Imagens da base de conhecimento',
    post: 'Post',
    otherTitles: 'Outros títulos',
    sections: 'Seções',
    facts: {
      slug: 'Endereço curto (slug)',
      metaDescription: 'Metadescrição',
      keywords: 'Palavras-chave',
      readingTime: 'Tempo de leitura',
      language: 'Idioma',
    },
    readingTime: (minutes, count) => `${minutes} min, ${number(count)} palavras`,
    characters: (n) => `(${n} ${n === 1 ? 'caractere' : 'caracteres'})`,
    changes: 'O que mudou desde a versão anterior',
    partNames: partsPtBr,
    partChanged: (before, after) => `${number(before)} → ${number(after)} palavras`,
    partAdded: (count) => `nova, ${number(count)} palavras`,
    partRemoved: (count) => `removida, ${number(count)} palavras`,
    partMoved: 'mudou de lugar',
    moreChanges: (n) => `e mais ${n}; os arquivos mostram`,
    proofs: 'Números e o que a fonte diz',
    moreProofs: (n, number) => `e mais ${n}: pergunte na conversa, por exemplo “de onde vem ${number}?”`,
    basedOn: 'Baseado em',
    moreSources: (n) => `e mais ${n}`,
    warnings: 'As verificações pedem atenção a',
    slide: (n) => `Slide ${n}`,
    offline: 'redator offline: composto da base de conhecimento, sem modelo de linguagem',
    unpriced:
      'não sei quanto este modelo custa: os limites de /budget contam os tokens dele, e nenhum valor em dinheiro',
    aiMade: (model) => `escrito por uma máquina (${model}); verifique antes de aprovar`,
    change: 'O que foi pedido:',
    approve: 'Aprovar',
    requestChanges: 'Pedir alterações',
    reject: 'Rejeitar',
    replyBeingMet: 'Uma resposta na conversa está sendo atendida; os botões voltam em instantes.',
    replyHint:
      'Uma resposta nesta conversa também muda o rascunho, por exemplo "introdução mais curta". Só os botões decidem.',
    closedFor: 'Fechado para aprovação. As últimas verificações encontraram:',
    askToMend: (person) =>
      `${person} esta versão não pode ser aprovada como está. Peça alterações, edite ou rejeite.`,
    noFinalFiles: (person) =>
      `${person} esta versão foi feita antes de os arquivos finais virem com o rascunho, por isso não pode ser aprovada. Peça alterações; a próxima versão já os traz.`,
    askedToo: (people) => `Chamados também, por causa da espera: ${people}`,
    quorum: (approvals, quorum, people) =>
      `${approvals} de ${quorum} aprovações${people === '' ? '' : `: ${people}`}`,
    group: {
      open: (name, approvals, quorum, by, people) =>
        [
          `*${name}: ${approvals} de ${quorum}*`,
          ...(by === '' ? [] : [by]),
          ...(people === '' ? [] : [`esperando ${people}`]),
        ].join(' · '),
      done: (name, by) => `*${name}:* aprovado por ${by}`,
      after: (name, first) => `*${name}:* vem depois de ${first}`,
    },
    waitingFor: (people) => `Esperando ${people}`,
    waitsForBudget: 'O trabalho na próxima versão parou em um limite de gastos; o que fazer está abaixo.',
    finalsPosting: 'Os arquivos finais estão sendo enviados…',
    finalsNotPosted: 'Não foi possível enviar os arquivos finais a esta conversa; abra-os com o botão.',
    approved: (by) => `Aprovado por ${by}`,
    byAt: (person, date) => `${person} (${date})`,
    finalBelow: 'Os arquivos finais estão abaixo.',
    superseded: (version) => `Substituída pela versão ${version} ↓`,
    changesRequested: (person, date) => `Alterações pedidas por ${person} (${date})`,
    changesUnderway: (version) => `A versão ${version} está sendo feita.`,
    rejected: (person, date) => `Rejeitado por ${person} (${date})`,
    closed: {
      cancelled: 'O trabalho foi cancelado; este rascunho não pode mais ser decidido.',
      failed: 'O trabalho foi interrompido por um problema; este rascunho não pode ser decidido agora.',
    },
    fallback: (version, title) => `O rascunho versão ${version} espera revisão: ${title}`,
  },
  finals: {
    open: 'Abrir arquivos finais',
    forYou: (version) =>
      `Os arquivos finais da versão ${version}, exatamente como saem depois da aprovação. Aqui só você os vê; abri-los não aprova nada.`,
    sent: (link) =>
      link === null
        ? 'Os arquivos finais estão nas suas mensagens diretas comigo.'
        : `Os arquivos finais estão nas suas mensagens diretas comigo: <${link}|abrir>.`,
    notSent: 'Não foi possível enviar os arquivos finais agora. Clique de novo.',
    notYours: 'Só quem pode aprovar este rascunho pode abrir os arquivos finais.',
    gone: 'Esta versão não tem mais arquivos finais: ela não pode mais sair.',
    record: (by, version, hash) =>
      `Registro: versão ${version}, aprovada por ${by}. SHA-256 do rascunho com todos os arquivos: \`${hash}\`; de cada arquivo:`,
  },
  outcome: {
    completed: (person, what) =>
      `${person} seu ${what} foi aprovado e os arquivos finais estão nesta conversa.`,
    readyToCopy: 'Texto do post, pronto para copiar:',
    articleReady:
      'Título, endereço curto e metadescrição, prontos para copiar. Nada foi publicado: isso cabe a uma pessoa.',
    stored: 'O documento está na base de conhecimento.',
    storedPicture: 'A imagem está na base de conhecimento.',
    pictureKnown:
      'Exatamente a mesma imagem com as mesmas palavras já estava lá, por isso ela fica uma vez só.',
    pictureHint:
      'Ela pode aparecer em um slide cujo tema as palavras dela citam. Local, hora e aparelho que o arquivo talvez trouxesse foram retirados.',
    storedFacts: (passages, language) =>
      `${number(passages)} ${passages === 1 ? 'trecho' : 'trechos'}, ${language}`,
    alreadyKnown: 'Exatamente o mesmo texto já estava lá, por isso ele fica uma vez só.',
    replacesEarlier: 'Ele substitui o que a mesma fonte trouxe antes.',
    searchHint:
      'Procure com `/knowledge buscar` e algumas palavras; os rascunhos usam o documento a partir de agora.',
    readingNotes: 'O que saber sobre a leitura',
    readingNote: {
      pages_without_text: 'Algumas páginas são imagens sem texto; não puderam ser lidas.',
      hidden_text: 'Havia caracteres que ninguém vê; ficaram de fora.',
      little_text: 'Há muito pouco texto na página; talvez um navegador mostre mais do que consigo ler.',
      behind_paywall: 'Sem assinatura a página mostra só o começo; apenas ele foi lido.',
      signs_unclear:
        'O arquivo guarda alguns sinais de forma ilegível; pode faltar um sinal de menos ou outro, por isso confira os números.',
      language_differs: 'Parece estar em outro idioma que não o escolhido.',
      not_embedded: 'A busca o encontra só pelas palavras; pelo sentido, depois que outro documento entrar.',
    },
    kitInUse: (person) => `${person} o kit de marca está em uso; novos rascunhos o seguem.`,
    kitDiscarded: (person) => `${person} a proposta foi descartada; o kit de marca fica como estava.`,
    rejected: (person, by, what) => `${person} seu ${what} foi rejeitado por ${by}.`,
    expired: (person, what, until) =>
      until === null
        ? `${person} seu ${what} expirou: a decisão não veio a tempo.`
        : `${person} seu ${what} expirou: a decisão não veio a tempo. Nada se perdeu; Retomar, acima, reabre tudo. Até: ${until}`,
    failed: (person, what) =>
      `${person} seu ${what} foi interrompido por um problema. O motivo e o que fazer estão acima, junto aos passos.`,
    cancelled: (person, by, what) =>
      person === null
        ? `O ${what} foi cancelado.`
        : by
          ? `${person} seu ${what} foi cancelado por ${by}.`
          : `${person} seu ${what} foi cancelado.`,
  },
  namedApprover: {
    button: 'Pedir a alguém primeiro',
    title: 'A quem pedir primeiro',
    submit: buttonsPtBr.save,
    close: buttonsPtBr.back,
    label: 'Pessoa',
    hint: 'Uma das pessoas que podem aprovar. A regra da equipe vale do mesmo jeito. Vazio: ninguém em especial.',
    done: (person) => `A partir de agora o pedido vai primeiro a ${person}.`,
    none: 'A partir de agora o pedido não vai primeiro a ninguém em especial.',
    notYours: 'A escolha é de quem pediu e das pessoas que podem aprovar.',
    over: 'Este trabalho terminou; não há mais a quem pedir.',
  },
  unreachable: {
    card: 'Não há mais pessoas suficientes que possam aprovar esta versão. Um administrador muda a regra ou dá o papel de aprovador a alguém com `/approvers`.',
    tell: (admins, version) =>
      `${admins} a versão ${version} está em espera e não há mais pessoas suficientes que possam aprová-la. Mude a regra ou dê o papel de aprovador com \`/approvers\`; o cartão acompanha sozinho.`,
    solved: (version) => `A versão ${version} pode ser aprovada de novo.`,
    ended: (version) => `A versão ${version} não espera mais por uma aprovação.`,
  },
  review: {
    superseded: (version, current, link) =>
      `A versão ${version} foi substituída pela versão ${current}. Nada foi decidido.${link ? ` ${link}` : ''}`,
    openCurrent: 'Abrir a versão atual',
    alreadyDecided: {
      approve: (by, date) => `Já decidido: aprovado por ${by} (${date}). Seu clique não alterou nada.`,
      request_changes: (by, date) =>
        `Já decidido: alterações pedidas por ${by} (${date}). Seu clique não alterou nada.`,
      reject: (by, date) => `Já decidido: rejeitado por ${by} (${date}). Seu clique não alterou nada.`,
      other: (status) =>
        `Este rascunho não pode mais ser decidido: o trabalho está ${status}. Seu clique não alterou nada.`,
      busy: 'Uma resposta na conversa está sendo lida. Se ela não mudar nada, você pode clicar de novo em instantes; se mudar, vem o próximo cartão. Seu clique não alterou nada.',
    },
    notAllowed: {
      requester: 'Você pediu este rascunho, por isso não pode aprovar nem rejeitar (quatro olhos).',
      tokenOwner:
        'Um programa iniciou este rascunho com o seu token, por isso você não pode aprovar nem rejeitar (quatro olhos).',
      role: 'Seu papel não permite decidir sobre este rascunho.',
      guest: 'Convidados não decidem sobre rascunhos.',
      notYet: (group) => `Ainda não: primeiro aprova ${group}. Depois disso eu chamo você.`,
      enough: 'O seu grupo já deu as aprovações dele; falta o outro grupo.',
      groupUnread:
        'O Slack não informou agora quem está no grupo de usuários que decide aqui, por isso nada foi decidido. Clique de novo em instantes.',
      author:
        'Há palavras suas nesta versão: você a editou, ou as deu tal e qual na conversa ou em um pedido de alterações. Outra pessoa precisa aprovar (quatro olhos).',
      closed:
        'Esta versão não pode ser aprovada: as últimas verificações encontraram o que está no cartão dela. Peça alterações, edite ou rejeite.',
      noFinalFiles:
        'Esta versão foi feita antes de os arquivos finais virem com o rascunho, por isso não pode ser aprovada. Peça alterações; a próxima versão já os traz.',
      unverified:
        'Há afirmações desta versão sem verificação ou que perderam as evidências: para aprovar é preciso um motivo. Clique de novo em Aprovar no cartão.',
      alreadyApproved: (approvals, quorum) =>
        `Sua aprovação já conta: ${approvals} de ${quorum}. Falta outra pessoa.`,
    },
    whoMay: (people) => `Quem pode: ${people}.`,
    nobodyMay: 'Ninguém pode no momento; um administrador dá a alguém o papel de aprovador com `/approvers`.',
    notRecorded:
      'Não registrado: o banco de dados não respondeu. Clique de novo; uma decisão conta só uma vez.',
    recordingTakesLong: 'Registrar sua decisão está demorando mais que o normal. Eu conto como terminou.',
    recordedAfterAll: 'Sua decisão está registrada agora.',
    yourNote: 'Sua nota:',
    unknownDraft: 'Este cartão é de um rascunho que não existe mais. Nada foi decidido.',
  },
  changes: {
    title: 'Pedir alterações',
    submit: 'Enviar',
    close: buttonsPtBr.back,
    intro: (version) => `Uma nova versão virá depois da versão ${version} na conversa.`,
    label: 'O que deve mudar?',
    hint: 'Diga a parte: "slide 4: …", "introdução mais curta". Só muda o que você pede.',
    errors: {
      missing: 'Diga o que deve mudar.',
      tooLong: (length, max) => `${number(length)} caracteres; são aceitos até ${number(max)}.`,
      noSuchSlide: (slide, slides) => `Não há slide ${slide}: este rascunho tem os slides 1 a ${slides}.`,
      notRecorded: 'Não registrado: o banco de dados não respondeu. Envie de novo.',
    },
    command: { formNotOpened: 'O Slack não abriu o formulário a tempo. Clique de novo.' },
  },
  reminder: {
    decide: (what, version, requester) =>
      `A versão ${version} do ${what} que ${requester} pediu espera a sua decisão.`,
    answer: (what) => `O ${what} que você pediu continua assim que você responder à pergunta dele.`,
    standIn: (people, what, version) =>
      `${people} a versão ${version} deste ${what} ainda espera. Vocês substituem quem foi chamado: por favor, decidam.`,
    seeToIt: (people, what, version) =>
      `${people} a versão ${version} deste ${what} ainda espera, e a regra não tem substitutos. Por favor, cuidem para que seja decidida; \`/approvers\` muda quem pode.`,
    turn: (people, done, what, version) =>
      `${people} ${done} aprovou a versão ${version} deste ${what}: agora é a sua vez de revisar.`,
    open: 'Abrir',
    since: (date) => `Esperando desde: ${date}`,
  },
  rejection: {
    title: 'Rejeitar',
    submit: 'Rejeitar',
    close: buttonsPtBr.back,
    intro: (version) =>
      `A versão ${version} é rejeitada e o trabalho termina; nada dela sai daqui. Para melhorar o rascunho, use Pedir alterações.`,
    label: 'Por quê?',
    hint: 'Quem pediu o rascunho lê o motivo.',
  },
};
