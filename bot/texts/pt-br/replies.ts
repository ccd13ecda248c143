import type { RepliesTexts } from '../en/replies.ts';

export const repliesPtBr: RepliesTexts = {
  fields: { person: 'De', account: 'Para a conta' },
  wrote: 'O que a pessoa escreveu, palavra por palavra',
  intents: {
    interested: 'Interesse',
    question: 'Uma pergunta',
    not_interested: 'Sem interesse',
    unsubscribe: 'Não quer mais mensagens',
    out_of_office: 'Ausência temporária',
    other: 'Outro assunto',
  },
  answer: 'A resposta, exatamente como seria enviada',
  restsOn: 'Ela se baseia em',
  restsOnNothing: 'Ela não cita nenhum documento: confira o que ela diz sobre nós.',
  missing: 'O que a base de conhecimento não diz',
  suggestions: {
    interested: 'Não há resposta redigida.',
    question: 'Não há resposta redigida.',
    not_interested:
      'Sugiro não responder: o melhor respeito a um “não” é o silêncio. Tudo o que esperava por essa pessoa foi interrompido.',
    unsubscribe:
      'Sugiro não responder. O botão abaixo do cartão da ação decide se essa pessoa nunca mais recebe mensagens.',
    out_of_office: 'Sugiro não responder: ninguém leu a mensagem ainda.',
    other: 'Não há resposta redigida.',
  },
  askToClose: (personMrkdwn) =>
    `${personMrkdwn} não sugiro resposta. Peça uma, escreva uma você mesmo ou deixe como está.`,
  buttons: (hasAnswer) => ({
    approve: 'Aprovar e enviar',
    requestChanges: hasAnswer ? 'Pedir alterações' : 'Pedir uma resposta',
    reject: 'Não responder',
  }),
  buttonsAlone: 'Só os botões decidem. O que vocês escrevem nesta conversa fica entre vocês.',
  useButtons:
    'Uma resposta é alterada com os botões do cartão, entre eles “Pedir alterações”, e não por um comentário abaixo dele. Guardo o que você escreve aqui.',
  done: 'A resposta foi aprovada',
  goesNext: 'Ela sai em poucos minutos, dentro do horário da conta; o cartão dela diz quando.',
  approved: (personMrkdwn) =>
    `${personMrkdwn} a resposta foi aprovada. Ela sai em poucos minutos, dentro do horário da conta; o cartão dela diz quando. Se a pessoa escrever de novo antes disso, ela não sai.`,
  closed: {
    newer_reply:
      'A pessoa escreveu de novo: este rascunho foi substituído. A mensagem mais recente tem um cartão próprio.',
    suppressed: 'Essa pessoa não recebe mais mensagens, por isso nenhuma resposta sai.',
    answered_by_hand: 'A mensagem foi respondida à mão no LinkedIn, por isso este rascunho não sai.',
    went_on: 'A campanha prossegue para essa pessoa, por isso a mensagem fica sem resposta.',
    erased: 'Essa pessoa foi apagada, por isso nenhuma resposta sai.',
  },
  faults: {
    empty: () => 'A resposta não tem palavras.',
    too_long: (found) => `A resposta é longa demais para o LinkedIn: ${found} caracteres.`,
    placeholder: (found) => `Há um campo sem preencher: “${found}”`,
    unseen: () => 'Ela tem caracteres que não se veem.',
    quote_not_found: (found) => `Nenhum documento diz isto: “${found}”`,
    number_not_found: (found) => `O número ${found} não está em nenhum documento que a resposta cita.`,
    number_of_reply: (found) => `O número ${found} vem só da mensagem: aprove apenas se estiver certo.`,
    address_not_found: (found) => `O endereço ${found} não está em nenhum documento da equipe.`,
    banned: (found) => `As regras da casa proíbem “${found}”.`,
    other_language: () => 'Ela está em outro idioma que a mensagem.',
    repeats_reply: (found) => `Ela repete as palavras da mensagem: “${found}”`,
    other_name: (found) => `Ela chama a pessoa de “${found}”, que não é o primeiro nome dela.`,
  },
};
