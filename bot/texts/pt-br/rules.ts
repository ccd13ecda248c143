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
