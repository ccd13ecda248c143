import type { RefusalWords } from '../en/refusals.ts';

const words: RefusalWords = {
  bad_brief: 'um briefing tem de 1 a 2.000 caracteres. Ajuste o tamanho e envie de novo.',
  bad_rules:
    'uma regra e o motivo dela têm até 300 caracteres cada, a voz até 2.000, e são até 200 regras. Ajuste o que não cabe e salve de novo.',
  bad_upload: 'o arquivo não chegou inteiro. Envie de novo, por favor.',
  upload_empty: 'o arquivo está vazio. Escolha outro.',
  upload_too_large: 'o arquivo tem mais de 10 MB. Envie um menor.',
  unknown_account: 'esta conta não existe mais. /outreach status mostra as que existem.',
  token_refused:
    'o banco de dados não me deixa entrar. Quem cuida do Greenlight descobre o motivo com npm run doctor.',
};

export const refusalPtBr = (code: string): string =>
  new Map(Object.entries(words)).get(code) ??
  `foi recusado com o código "${code}". Confira o que você escreveu e tente de novo; se não adiantar, passe este código a um administrador: o log diz mais.`;
