import type { RulesTexts } from '../en/rules.ts';
import { answersPtBr, buttonsPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const rulesPtBr: RulesTexts = {
  rules: {
    heading: (version) => (version === 0 ? 'Regras da casa' : `Regras da casa, versão ${version}`),
    changedBy: (person, date) => `Última alteração: ${person}, ${date}`,
    voice: 'Voz',
    samples: (count) => `Exemplos da voz (${count})`,
    noSamples:
      'Sem exemplos: de três a dez textos de que vocês gostam mostram ao redator como vocês soam. Eles não provam nenhum fato.',
    noVoice: 'Ainda não descrita.',
    none: 'Ainda não há regras. Nenhuma bloqueia um rascunho.',
    kinds: {
      banned_word: 'Palavras proibidas',
      banned_claim: 'Alegações que não podem ser feitas',
      required_disclaimer: 'Frases que precisam estar lá',
      guideline: 'Orientações',
    },
    severity: { block: 'bloqueia o rascunho', warn: 'avisa' },
    everyLanguage: 'todos os idiomas',
    range: (from, to, total) => `Regras ${from} a ${to} de ${total}`,
    editVoice: 'Alterar a voz',
    addRule: 'Nova regra',
    edit: 'Alterar',
    history: 'Histórico',
    previous: 'Anteriores',
    next: 'Mais regras',
    membersNote:
      'Os administradores alteram estas regras. Todo rascunho é verificado com elas antes de ser mostrado.',
    gone: 'Esta regra não existe mais. /knowledge regras mostra as que valem.',
  },
  ruleForm: {
    titleAdd: 'Nova regra',
    titleEdit: 'Alterar uma regra',
    submit: buttonsPtBr.save,
    close: buttonsPtBr.cancel,
    kind: 'O que ela faz',
    kindOptions: {
      banned_word: 'Proíbe uma palavra',
      banned_claim: 'Proíbe uma alegação, também em outras palavras',
      required_disclaimer: 'Exige uma frase',
      guideline: 'Orienta; o modelo avalia',
    },
    pattern: 'Palavras',
    patternHint:
      'Uma palavra proibida vale também para suas flexões, com ou sem maiúsculas e acentos. Uma frase exigida precisa estar lá palavra por palavra.',
    severity: 'Quando um rascunho a desrespeita',
    severityOptions: {
      block: 'O rascunho é bloqueado até ser corrigido',
      warn: 'O rascunho é mostrado com um aviso',
    },
    language: 'Para rascunhos em',
    reason: 'Por quê',
    reasonHint: 'Fica ao lado do apontamento, para que as pessoas possam julgar.',
    remove: 'Remover',
    removeOption: 'Remover esta regra',
    errors: {
      patternMissing: 'Informe as palavras.',
      tooBroad:
        'Isso bloquearia quase todo rascunho: estas palavras estão em quase todo texto. Diga a própria palavra ou alegação.',
      tooShort: 'Informe uma frase inteira: pelo menos três palavras.',
      duplicate: 'Já existe uma regra com estas palavras.',
      tooLong: (length, max) => `São ${number(length)} caracteres; são aceitos até ${number(max)}.`,
      tooMany: (max) => `Já há ${max} regras, que é o máximo. Remova uma antes.`,
      reasonMissing: 'Diga o porquê, em poucas palavras.',
    },
  },
  learned: {
    button: (open, learned) =>
      open > 0 ? `Aprendido com correções (${open} em aberto)` : `Aprendido com correções (${learned})`,
    heading: 'Aprendido com as correções de vocês',
    explained:
      'Quando as pessoas pedem a mesma alteração, ou a fazem à mão, três vezes em dois rascunhos ou mais, uma regra ou exemplos da voz são propostos aos administradores. Nada vale antes que um administrador aceite.',
    proposedRule: 'Uma regra da casa, a partir das correções da própria equipe',
    proposedSamples: 'Exemplos da voz de vocês, a partir do que a própria equipe reescreveu',
    waiting: 'Proposta',
    inForce: (count) => `Em vigor (${count})`,
    none: 'Nada do que se aprendeu está em vigor, e nada está em aberto.',
    because: (count) => `${count} correções apontam para isto. As mais novas:`,
    whatFollows:
      'Aceita, a proposta vale a partir do próximo rascunho e pode ser revogada em /knowledge regras. Dispensada, não volta.',
    kinds: {
      banned_word: 'proíbe estas palavras',
      banned_claim: 'proíbe esta alegação',
      required_disclaimer: 'exige esta frase',
      guideline: 'orienta o redator',
    },
    of: (title, version) => `“${title}”, versão ${version}`,
    byHand: 'alterado à mão',
    before: 'Antes:',
    after: 'Depois:',
    nothing: '(nada)',
    accept: 'Aceitar',
    decline: 'Dispensar',
    revoke: 'Revogar',
    accepted: (person, date, inForce) =>
      `Aceita por ${person} (${date})${inForce ? ', em vigor.' : '. Não está mais entre as regras.'}`,
    declined: (person, date) => `Dispensada por ${person} (${date}).`,
    revoked: (person, date) => `Revogada por ${person} (${date}).`,
    states: { open: 'em aberto', accepted: 'aceita', declined: 'dispensada', revoked: 'revogada' },
    done: {
      accept: 'Aceita: vale a partir do próximo rascunho.',
      decline: 'Dispensada: não será proposta de novo.',
      revoke: 'Revogada: deixa de valer a partir do próximo rascunho.',
    },
    already: (state, person, date) => `Isto já foi decidido: ${state} por ${person} (${date}). Nada mudou.`,
    gone: 'Esta proposta não existe mais. /knowledge regras mostra as regras em vigor.',
    noRoomForRules: 'Há 200 regras, que é o máximo. Remova uma antes; a proposta continua em aberto.',
    noRoomForSamples: 'A voz tem no máximo dez exemplos. Tire alguns antes; a proposta continua em aberto.',
    contradicts:
      'As regras de hoje já dizem isto, ou dizem o contrário. Nada mudou; dispense a proposta ou altere a regra que a impede.',
    tooFewSamples:
      'Sobrariam um ou dois exemplos, e a voz tem nenhum ou de três a dez. Altere os exemplos na própria voz.',
  },
  voiceForm: {
    title: 'Alterar a voz',
    submit: buttonsPtBr.save,
    close: buttonsPtBr.cancel,
    label: 'Como os textos soam',
    sample: (number) => `Exemplo ${number}`,
    samplesHint: (min, max) =>
      `Um texto de que vocês gostam, palavra por palavra: de ${min} a ${max}, ou nenhum. O redator pega o som deles, nunca os fatos.`,
    tooFew: (count, min) =>
      `${count} de ${min}: uma voz se ouve em pelo menos ${min} textos, ou deixe todos vazios.`,
    hint: (max) => `A quem falam, em que tom, o que evitam. Até ${number(max)} caracteres.`,
    tooLong: (length, max) => `São ${number(length)} caracteres; são aceitos até ${number(max)}.`,
  },
  setting: {
    inForce: (version) => `A versão ${version} está em vigor:`,
    undo: buttonsPtBr.undo,
    unchanged: 'Já é assim; nada mudou.',
    changedMeanwhile: (person, version) =>
      `${person} alterou isto antes de você: versão ${version}. O que você digitou está abaixo; salve de novo para valer por cima.`,
    ruleGoneMeanwhile: 'A própria regra foi removida; salvar a cria de novo.',
    now: 'Agora diz:',
    stale: (person, version) =>
      `${person} alterou isto antes de você: a versão ${version} está em vigor. Nada mudou; veja o que vale antes de clicar de novo.`,
    unknownVersion: (version) => `Não existe a versão ${version}. Nada mudou.`,
    notSaved: 'O banco de dados não respondeu, então não é certo que foi salvo. Envie de novo, por favor.',
    adminsOnly: answersPtBr.adminsOnly,
    change: {
      voice: 'alterou a voz',
      samples: 'alterou os exemplos da voz',
      ruleAdded: (pattern) => `criou a regra "${pattern}"`,
      ruleChanged: (pattern) => `alterou a regra "${pattern}"`,
      ruleRemoved: (pattern) => `removeu a regra "${pattern}"`,
      ruleLearned: (pattern) => `criou a regra "${pattern}", aprendida com correções`,
      ruleRevoked: (pattern) => `revogou a regra "${pattern}", aprendida com correções`,
      samplesLearned: (count) => `incluiu ${count} exemplos da voz, aprendidos com correções`,
      samplesRevoked: (count) => `revogou ${count} exemplos da voz, aprendidos com correções`,
      backTo: (version) => `volta à versão ${version}`,
      brandFields: (fields) => `alterou: ${fields}`,
      first: 'primeira versão',
    },
  },
  history: {
    rules: 'Versões das regras da casa',
    brand: 'Versões do kit de marca',
    none: 'Ainda não há nenhuma versão.',
    version: (version) => `Versão ${version}`,
    inForce: 'em vigor',
    backTo: 'Voltar a esta',
    confirmBack: (version) => ({
      title: `Voltar à versão ${version}?`,
      text: `Uma nova versão passa a dizer o que a versão ${version} dizia. Nada se perde; dá para desfazer.`,
      confirm: 'Voltar a esta',
      deny: 'Manter',
    }),
    older: (count) => `Aqui estão as ${count} mais novas.`,
  },
};
