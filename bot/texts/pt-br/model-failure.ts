import type { JobError } from '../../../ports/content.ts';
import { modelSaid } from '../error-details.ts';

const later = 'Clique em Tentar de novo em alguns minutos; o trabalho continua do passo que falhou.';
const checked = (setting: string) =>
  `Um administrador (/approvers mostra quem é) verifica ${setting} com npm run doctor. Depois clique em Tentar de novo.`;

/** O que uma falha do modelo de linguagem significa para quem lê; null: não é uma. */
export function modelFailurePtBr(
  error: JobError,
  attempts: number,
): { happened: string; todo: string } | null {
  const tries = attempts > 1 ? ` em ${attempts} tentativas` : '';
  const { model, said } = modelSaid(error, 'Resposta do endereço');
  switch (error.code) {
    case 'model_unavailable':
      return { happened: `O modelo de linguagem não respondeu${tries}.`, todo: later };
    case 'model_busy':
      return {
        happened: `O modelo de linguagem não aceita mais chamadas no momento${tries && `,${tries}`}.`,
        todo: later,
      };
    case 'model_no_credit':
      return {
        happened: `A conta do modelo de linguagem está sem crédito.${said}`,
        todo: 'Peça a um administrador (/approvers mostra quem é) que adicione crédito, ou aumente o limite, no serviço de onde vem a chave do modelo. Depois clique em Tentar de novo: o que foi pago não é pago outra vez.',
      };
    case 'model_refused_key':
      return {
        happened: `O modelo de linguagem não aceita a chave.${said}`,
        todo: checked('OPENAI_API_KEY'),
      };
    case 'model_not_found':
      return {
        happened: `O modelo de linguagem${model} não é conhecido no endereço configurado.${said}`,
        todo: checked('OPENAI_MODEL ou OPENAI_BASE_URL'),
      };
    case 'model_wrong_address':
      return {
        happened: `No endereço do modelo de linguagem responde uma página da web, e não um modelo.${said}`,
        todo: checked('OPENAI_BASE_URL'),
      };
    case 'model_bad_request':
      return {
        happened: `O modelo de linguagem não aceita o que lhe é enviado.${said}`,
        todo: checked('OPENAI_MODEL ou OPENAI_BASE_URL'),
      };
    case 'model_refused_request':
      return {
        happened: 'O modelo de linguagem se recusou a escrever sobre isso.',
        todo: 'Clique em Tentar de novo para pedir mais uma vez, ou peça com outras palavras em um novo comando.',
      };
    case 'model_context_full':
      return {
        happened: 'O que precisa ser lido para isso é maior do que o modelo de linguagem aceita de uma vez.',
        todo: 'Peça um tema mais específico em um novo comando, ou peça a um administrador um modelo que aceite mais (OPENAI_MODEL).',
      };
    case 'model_cut_off':
      return {
        happened:
          'O espaço para a resposta do modelo de linguagem acabou antes do fim, mesmo depois de aumentado.',
        todo: 'Peça menos slides ou palavras em um novo comando, ou peça a um administrador outro modelo (OPENAI_MODEL).',
      };
    case 'model_invalid_answer':
      return {
        happened: 'O modelo de linguagem continuou dando respostas que não podem ser usadas.',
        todo: 'Clique em Tentar de novo; o trabalho continua do passo que falhou. Se continuar, peça menos ou um tema mais específico.',
      };
    default:
      return null;
  }
}
