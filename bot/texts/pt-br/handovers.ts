import type { HandoverTexts } from '../en/handovers.ts';

export const handoversPtBr: HandoverTexts = {
  heading: 'Entre rascunhos e prospecção',
  waiting: (n, oldest) =>
    `${n} ${n === 1 ? 'repasse espera' : 'repasses esperam'}, o mais antigo desde ${oldest}. Nada se perde; \`npm run doctor\` verifica o motivo.`,
  refused: (what, at, code) => `Não foi aceito (${at}, \`${code}\`): ${what}.`,
  what: {
    notes: 'o pedido das mensagens de uma campanha',
    enrichment: 'o pedido de enriquecer leads',
    reply: 'uma resposta recebida, para a qual seria rascunhada outra',
    newer_reply: 'o aviso de que um lead escreveu de novo',
    erase: 'o pedido de apagar uma pessoa dos rascunhos',
    note: 'uma mensagem aprovada',
    note_skipped: 'o aviso de que um lead foi pulado',
    lead_changes: 'alterações aprovadas de leads',
    answer: 'uma resposta aprovada',
    intent: 'o sentido de uma resposta',
    job_ended: 'o aviso de que um trabalho terminou',
  },
  other: 'um repasse',
};
