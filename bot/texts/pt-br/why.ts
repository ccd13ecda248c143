import type { WhyTexts } from '../en/why.ts';

export const whyPtBr: WhyTexts = {
  ask: 'Diga de quem: `/outreach why https://www.linkedin.com/in/nome`, um nome ou o id de uma ação.',
  notFound:
    'Não conheço nenhuma ação e nenhum lead assim. Informe o endereço do perfil, o nome ou o id de uma ação.',
  several: 'Várias pessoas têm esse nome. Pergunte de novo com o endereço:',
  heading: (person) => `O que aconteceu: ${person}`,
  suppressed: 'Esta pessoa não pode ser contatada.',
  none: 'Ainda não foi proposto nada para esta pessoa.',
  leftOut: (n) =>
    n === 1 ? '1 linha mais antiga ficou de fora.' : `${n} linhas mais antigas ficaram de fora.`,
  events: {
    action_proposed: (who) => `proposta${por(who)}`,
    action_edited: (who) => `o texto foi alterado${por(who)}`,
    approval_given: (who) => `exatamente este texto foi aprovado${por(who)}`,
    action_approved: () => 'tem todas as aprovações',
    action_pending_approval: () => 'espera aprovação de novo',
    action_rescheduled: (who) => `adiada${por(who)}`,
    action_dispatching: () => 'entregue ao LinkedIn',
    action_completed: () => 'concluída',
    action_failed: () => 'falhou',
    action_unknown: () => 'não se sabe se saiu',
    action_not_sent: () => 'com certeza não saiu',
    action_cancelled: (who) => `cancelada${por(who)}`,
    action_skipped: () => 'deixada de lado',
    action_went_on: (who) => `a campanha prossegue${por(who)}`,
    action_expired: () => 'expirou',
    action_suppressed: () => 'parada: esta pessoa não pode ser contatada',
    late_proof: () => 'o LinkedIn mostrou depois que tinha saído',
    not_seen: () => 'o LinkedIn não a mostra',
    inbound_accepted: () => 'o convite foi aceito',
    inbound_message: () => 'a pessoa escreveu',
  },
  scheduled: (date) => `planejada${date === '' ? '' : ` para ${date}`}`,
  held: (reason) => `retida: ${reason}`,
  checked: (c) =>
    [
      `todas as verificações passaram às ${c.localTime}: horário ${c.window}`,
      `${c.used} de ${c.quota} de hoje já usadas`,
      ...(c.week === null ? [] : [`${c.week} em 7 dias`]),
      ...(c.sinceLast === null ? [] : [`${c.sinceLast} min desde a última (no mínimo ${c.gap})`]),
    ].join(', '),
  answered: {
    sent: 'o LinkedIn aceitou',
    already: 'o LinkedIn já tinha',
    failed: 'o LinkedIn recusou',
    not_sent: 'o LinkedIn não recebeu',
    unknown: 'sem resposta certa do LinkedIn',
  },
};

function por(who: string): string {
  return who === '' ? '' : ` por ${who}`;
}
