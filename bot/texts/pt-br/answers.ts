import type { Answers, Buttons, Recording } from '../en/answers.ts';

export const answersPtBr: Answers = {
  notAnswered: 'O banco de dados não respondeu. Nada mudou; tente de novo em instantes.',
  formNotOpened: 'O Slack não abriu o formulário a tempo. Tente de novo.',
  adminsOnly: (admins) => `Só administradores podem alterar isto: ${admins}. Nada mudou.`,
  noAdmin: 'ainda não há nenhum; quem instalou o Greenlight indica um com `npm run setup`',
};

export const recordingPtBr: Recording = {
  takesLong: 'Está demorando mais que o normal; aviso aqui como terminou.',
  recordedAfterAll: 'Agora está registrado.',
};

export const buttonsPtBr: Buttons = {
  save: 'Salvar',
  cancel: 'Cancelar',
  back: 'Voltar',
  keepIt: 'Manter',
  undo: 'Desfazer',
};
