import { describe, expect, it } from 'vitest';
import { type Known, saidOfPerson } from './said-of-person.ts';

const pt: Known = {
  company: 'OrtoVale',
  names: ['Ana Souza'],
  facts: ['Gerente de Qualidade', 'OrtoVale', 'dispositivos médicos', 'Rio Claro'],
  matter: [
    'Apresentar nosso guia de validação de limpeza de implantes e oferecer uma conversa com nossa equipe técnica',
    'Validação de limpeza de implantes. Pede três lotes consecutivos. Resíduos de óleo ficam na superfície depois da usinagem. A ISO 19227 descreve os ensaios.',
  ],
};
const en: Known = {
  company: 'Ortho Parts',
  names: ['Grace Lee'],
  facts: ['Quality Manager', 'Ortho Parts', 'medical devices'],
  matter: [
    'Present our guide to cleaning validation of implants and offer a talk with our technical team',
    'Cleaning validation of implants. It takes three consecutive lots. Residues of oil stay on the surface after machining. ISO 19227 describes the tests.',
  ],
};

/** As people and models write them: nothing of the reader but what is known, or asked. */
const sound: [string, Known][] = [
  ...[
    'Olá Ana, como gerente de qualidade na OrtoVale, talvez lhe interesse nosso guia de validação de limpeza. Podemos nos conectar?',
    'Oi Ana! Trabalho com validação de limpeza de implantes e gostaria de trocar experiências com quem atua na qualidade. Vamos nos conectar?',
    'Olá Ana, tudo bem? Vi que você cuida da qualidade na OrtoVale. Escrevemos um guia sobre validação de limpeza e acho que pode ser útil para o seu time.',
    'Ana, obrigada por aceitar o convite. Nosso guia mostra, passo a passo, como validar a limpeza com três lotes consecutivos. Posso enviar para você?',
    'Olá Ana, obrigado pela conexão! Preparamos um guia curto sobre validação de limpeza de implantes, com base na ISO 19227. Quer que eu envie?',
    'Oi Ana, passo só para saber se o guia de validação de limpeza ainda faz sentido para a OrtoVale. Se preferir, nossa equipe técnica conversa com vocês por 15 minutos.',
    'Olá Ana, voltando ao assunto da limpeza: resíduos de óleo e partículas costumam ficar na superfície depois da usinagem. Como vocês tratam isso na OrtoVale?',
    'Ana, sei que a rotina é corrida. Se o tema não for com você, pode me indicar quem cuida de validação de limpeza na OrtoVale?',
    'Olá Ana, imagino que receba muitas mensagens, então serei breve: temos um guia de validação de limpeza. Posso enviar?',
    'Olá Ana, na área de qualidade de dispositivos médicos, a validação de limpeza costuma gerar dúvidas. Nosso guia responde às mais comuns. Interessa?',
    'Oi Ana, seu trabalho com qualidade na OrtoVale tem tudo a ver com o tema do nosso guia: validação de limpeza. Posso mandar o link?',
    'Olá Ana, escrevo porque você é gerente de qualidade em uma empresa de dispositivos médicos, e nosso guia de validação de limpeza foi feito para esse público.',
    'Olá Ana, gostaria de incluir você na minha rede. Nossa equipe escreve sobre validação de limpeza de implantes.',
    'Oi Ana, fico à disposição se quiser conversar sobre validação de limpeza. Um abraço!',
    'Olá Ana, se o momento não for bom, sem problema. O guia fica disponível e posso enviar quando você quiser.',
    'Olá Ana, tudo certo? Estamos conversando com gerentes de qualidade sobre validação de limpeza e gostaria de ouvir sua opinião.',
    'Oi Ana, notei que você é Gerente de Qualidade na OrtoVale. Produzimos um guia técnico sobre validação de limpeza. Faz sentido eu enviar?',
    'Olá Ana! Nossa equipe técnica reuniu num guia o que a ISO 19227 pede sobre limpeza de implantes. Se quiser, envio por aqui.',
    'Bom dia, Ana. Meu nome não diz muito, mas o tema talvez sim: validação de limpeza de implantes. Vamos nos conectar?',
    'Olá Ana, três lotes consecutivos costumam bastar para validar a limpeza; o guia explica por quê. Quer receber?',
    'Ana, agradeço por aceitar meu convite. Posso compartilhar um material curto sobre resíduos de usinagem em implantes?',
    'Olá Ana, última mensagem da minha parte: caso o guia interesse à OrtoVale, é só responder aqui.',
    'Oi Ana, como a OrtoVale atua com dispositivos médicos, pensei que o guia de validação de limpeza poderia ajudar seu time.',
    'Olá Ana, prefere que eu envie o guia por e-mail ou por aqui mesmo?',
    'Olá Ana, caso a validação de limpeza esteja no seu radar este ano, nosso guia pode poupar tempo da sua equipe.',
    'Olá Ana, seria um prazer ter você na minha rede. Escrevo sobre limpeza de implantes.',
    'Ana, uma pergunta rápida: na OrtoVale, quem decide sobre a validação de limpeza?',
  ].map((text): [string, Known] => [text, pt]),
  ...[
    'Hi Grace, as Quality Manager at Ortho Parts you may find our guide to cleaning validation useful. Happy to connect.',
    'Hi Grace, I work on cleaning validation of implants and would like to connect with people in quality.',
    'Hello Grace, I saw that you lead quality at Ortho Parts. We wrote a short guide to cleaning validation; may I share it with you?',
    'Hi Grace, thank you for connecting. Our guide shows how to validate cleaning with three consecutive lots. Would it help your team?',
    'Hi Grace, thanks for accepting my invitation. Residues of oil and particles often stay on the surface after machining. How does your team at Ortho Parts deal with that?',
    'Hello Grace, just a short note to ask whether you had a chance to think about the guide. If someone else at Ortho Parts looks after validation, could you point me to them?',
    'Hi Grace, I know inboxes are full, so I will be brief: we have a guide to cleaning validation. Shall I send it?',
    'Hi Grace, our technical team would be glad to walk you through it in a short call, whenever it suits you.',
    'Hello Grace, I am writing because you work in quality for medical devices, and cleaning validation is what our guide is about.',
    'Hi Grace, no worries if now is not the right time. I can send the guide whenever you like.',
    'Hi Grace, your role at Ortho Parts made me think that our guide to cleaning validation may be of use. May I send it?',
    'Hi Grace, I came across your profile and saw that you are Quality Manager at Ortho Parts. I would like to connect.',
    'Hi Grace, we are talking to quality managers about cleaning validation and I would value your opinion.',
    'Hi Grace, I noticed that you are Quality Manager at Ortho Parts. We have a technical guide to cleaning validation. Shall I send it?',
    'Hello Grace, our technical team put what ISO 19227 says about cleaning into one guide. I can send it here if you like.',
    'Hi Grace, three consecutive lots are usually enough to validate cleaning; our guide explains why. Would you like a copy?',
    'Thanks for connecting, Grace. May I share a short piece on residues after machining?',
    'Hi Grace, last note from me: if the guide is of interest to Ortho Parts, just reply here.',
    'Hi Grace, since Ortho Parts works in medical devices, I thought the guide to cleaning validation could help your team.',
    'Hello Grace, would you rather have the guide by email or here?',
    'Hi Grace, if cleaning validation is on your list this year, our guide may save your team some time.',
    'Grace, one quick question: who looks after cleaning validation at Ortho Parts?',
    'Hello Grace, it would be good to have you in my network. I write about cleaning of implants.',
    'Hi Grace, you can reach our technical team any time through me.',
  ].map((text): [string, Known] => [text, en]),
];
/** Made up: news, needs, praise, acquaintance. */
const madeUp: [string, Known][] = [
  ...[
    'Olá Ana, parabéns pelo novo cargo na OrtoVale!',
    'Olá Ana, vi seu post sobre auditorias.',
    'Olá Ana, seus clientes exigem validação de limpeza.',
    'Olá Ana, a OrtoVale está crescendo e precisa de validação.',
    'Olá Ana, você tem mais de dez anos de experiência em qualidade.',
    'Olá Ana, sua paixão por qualidade é evidente.',
    'Olá Ana, soube que a OrtoVale lançou uma linha de implantes.',
    'Olá Ana, acompanho a OrtoVale há anos.',
    'Ana, nosso amigo em comum falou de você.',
    'Olá Ana, sei que vocês têm enfrentado problemas com resíduos.',
    'Olá Ana, como líder de qualidade reconhecida no setor, você entende o valor disso.',
    'Olá Ana, a OrtoVale é referência em implantes no Brasil.',
    'Olá Ana, fiquei sabendo que você recebeu um prêmio de qualidade.',
    'Olá Ana, você foi muito bem recomendada por um colega.',
    'Olá Ana, seu histórico em multinacionais chama atenção.',
    'Olá Ana, a OrtoVale acaba de abrir uma nova fábrica.',
    'Olá Ana, vocês exportam para a Europa e precisam disso.',
    'Olá Ana, nos falamos na feira do ano passado.',
    'Olá Ana, você deve estar preparando a próxima auditoria.',
    'Olá Ana, sua formação em engenharia ajuda aqui.',
    'Olá Ana, adorei seu comentário no post da Anvisa.',
    'Olá Ana, você é uma das maiores autoridades do setor.',
  ].map((text): [string, Known] => [text, pt]),
  ...[
    'Hi Grace, congratulations on your new role!',
    'Hi Grace, I read your article on validation.',
    'Hi Grace, your team struggles with residues.',
    'Hi Grace, Ortho Parts has grown fast and needs validation.',
    'Hi Grace, you have over ten years of experience in quality.',
    'Hi Grace, your passion for quality shows.',
    'Hi Grace, I heard that Ortho Parts launched a new implant line.',
    'Hi Grace, Ortho Parts is a leader in implants.',
    'Hi Grace, as an expert in the field you know this.',
    'Hi Grace, I hope the conference went well.',
    'Hi Grace, I hear you received a quality award.',
    'Hi Grace, a colleague of yours recommended you.',
    'Hi Grace, your background in multinationals stands out.',
    'Hi Grace, Ortho Parts has just opened a new plant.',
    'Hi Grace, you export to Europe and need this.',
    'Hi Grace, we spoke at the fair last year.',
    'Hi Grace, you must be preparing for your next audit.',
    'Hi Grace, your engineering degree helps here.',
    'Hi Grace, I loved your comment on that FDA post.',
    'Hi Grace, you are one of the top voices in the sector.',
  ].map((text): [string, Known] => [text, en]),
];

describe('saidOfPerson()', () => {
  it.each(sound)('finds nothing in: %s', (text, known) => {
    expect(saidOfPerson(text, known)).toBeNull();
  });

  it.each(madeUp)('finds what no fact holds in: %s', (text, known) => {
    expect(saidOfPerson(text, known)).not.toBeNull();
  });

  it('takes for known what a fact says, in its words or their forms', () => {
    const known = {
      ...pt,
      facts: [...pt.facts, 'A OrtoVale abriu uma nova fábrica em Rio Claro e exporta para a Europa'],
    };
    expect(saidOfPerson('Olá Ana, vi que a OrtoVale abriu uma nova fábrica em Rio Claro.', known)).toBeNull();
    expect(saidOfPerson('Olá Ana, a OrtoVale exporta para a Europa.', known)).toBeNull();
    expect(saidOfPerson('Olá Ana, a OrtoVale exporta para a Ásia.', known)).toBe('asia');
  });
});
