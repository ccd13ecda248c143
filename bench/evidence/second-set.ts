import type { BenchClaim } from './clean.ts';
import type { FaultKind, PlantedFault } from './planted.ts';
import type { BenchSource } from './sources.ts';

// Written after the checker, on other matters, and run once before anything was changed for them: docs/evidence.md has the
// figures of that first run.

export const secondSources: BenchSource[] = [
  {
    id: 'energia',
    title: 'Contas de energia da fábrica em 2025',
    url: 'https://sandbox.test/energia-2025',
    language: 'pt',
    text: `A fábrica consumiu 1.240 MWh em 2025, 6% a menos que em 2024. A maior parte da economia veio dos compressores: o conserto de vazamentos poupou 48 MWh, e a troca de dois motores, 19 MWh.

O contrato com a Copel vence em 30 de setembro de 2027. Até lá, a tarifa de ponta, das 18h às 21h, custa o triplo da tarifa comum. A empresa decidiu não instalar painéis solares no telhado antigo, porque a laje não suporta o peso.

Segundo o engenheiro Paulo Tavares, o retorno do investimento em motores novos ficou em 14 meses. Sem a troca, a conta de novembro teria sido R$ 21 mil mais alta.`,
  },
  {
    id: 'treinamento',
    title: 'Treinamento de operadores: balanço do ano',
    url: 'https://sandbox.test/treinamento',
    language: 'pt',
    text: `Em 2025, 86 operadores passaram por 24 horas de treinamento cada um. A prova final teve 91% de aprovação na primeira tentativa; quem foi reprovado repetiu a prova em duas semanas.

O turno da noite errou menos que o turno da tarde: 3 erros por mil peças contra 5. O treinamento não substitui a instrução de trabalho, que fica na bancada. As instruções são revistas em janeiro e em julho.

A consultoria Vértice acompanhou três turmas em Maringá e recomendou aulas mais curtas.`,
  },
  {
    id: 'cleanroom',
    title: 'Running an ISO 7 clean room',
    url: 'https://sandbox.test/clean-room',
    language: 'en',
    text: `An ISO 7 room allows 352,000 particles of 0.5 µm or larger per cubic metre. Ours was requalified on 3 February 2026 by Lindqvist Services, with 118,000 particles at rest.

Air is changed 45 times an hour. Pressure is kept at least 15 Pa above the corridor. An alarm sounds after 90 seconds below that, and work stops until the pressure is back. Cardboard is not allowed inside.

Operators shed more particles than machines do. People who have smoked may not enter for 30 minutes. In 2025 there were 11 alarms, four fewer than in the year before; none lasted longer than six minutes.`,
  },
];

const pt = (sentence: string, ...quotes: BenchClaim['quotes']): BenchClaim => ({
  language: 'pt',
  sentence,
  quotes,
});
const en = (sentence: string, ...quotes: BenchClaim['quotes']): BenchClaim => ({
  language: 'en',
  sentence,
  quotes,
});

export const secondClean: BenchClaim[] = [
  pt('O consumo de 2025 foi de 1.240 MWh, 6% menor que o de 2024.', [
    'energia',
    'A fábrica consumiu 1.240 MWh em 2025, 6% a menos que em 2024.',
  ]),
  pt('Consertar vazamentos nos compressores poupou 48 MWh.', [
    'energia',
    'o conserto de vazamentos poupou 48 MWh',
  ]),
  pt('Os dois motores novos renderam mais 19 MWh de economia.', [
    'energia',
    'a troca de dois motores, 19 MWh',
  ]),
  pt('O contrato com a Copel vai até setembro de 2027.', [
    'energia',
    'O contrato com a Copel vence em 30 de setembro de 2027.',
  ]),
  pt('Entre 18h e 21h a energia custa três vezes mais.', [
    'energia',
    'a tarifa de ponta, das 18h às 21h, custa o triplo da tarifa comum',
  ]),
  pt('Painéis solares ficaram de fora porque a laje antiga não aguenta o peso.', [
    'energia',
    'A empresa decidiu não instalar painéis solares no telhado antigo, porque a laje não suporta o peso.',
  ]),
  pt('Paulo Tavares calcula que os motores se pagaram em 14 meses.', [
    'energia',
    'Segundo o engenheiro Paulo Tavares, o retorno do investimento em motores novos ficou em 14 meses.',
  ]),
  pt('Se os motores velhos tivessem ficado, novembro custaria R$ 21 mil a mais.', [
    'energia',
    'Sem a troca, a conta de novembro teria sido R$ 21 mil mais alta.',
  ]),
  pt('Cada um dos 86 operadores teve 24 horas de aula.', [
    'treinamento',
    '86 operadores passaram por 24 horas de treinamento cada um',
  ]),
  pt('Na primeira tentativa, 91% passaram na prova.', [
    'treinamento',
    'A prova final teve 91% de aprovação na primeira tentativa',
  ]),
  pt('Os reprovados tiveram nova prova depois de duas semanas.', [
    'treinamento',
    'quem foi reprovado repetiu a prova em duas semanas',
  ]),
  pt('À noite se erra menos do que à tarde: 3 contra 5 erros em mil peças.', [
    'treinamento',
    'O turno da noite errou menos que o turno da tarde: 3 erros por mil peças contra 5.',
  ]),
  pt('A instrução de trabalho continua valendo, mesmo com o treinamento.', [
    'treinamento',
    'O treinamento não substitui a instrução de trabalho, que fica na bancada.',
  ]),
  pt('Duas vezes por ano, em janeiro e julho, as instruções são revistas.', [
    'treinamento',
    'As instruções são revistas em janeiro e em julho.',
  ]),
  pt('A recomendação da Vértice, que seguiu três turmas em Maringá, foi encurtar as aulas.', [
    'treinamento',
    'A consultoria Vértice acompanhou três turmas em Maringá e recomendou aulas mais curtas.',
  ]),
  en('ISO 7 tolerates up to 352,000 particles of 0.5 µm per cubic metre.', [
    'cleanroom',
    'An ISO 7 room allows 352,000 particles of 0.5 µm or larger per cubic metre.',
  ]),
  en('Lindqvist Services requalified the room in February 2026.', [
    'cleanroom',
    'Ours was requalified on 3 February 2026 by Lindqvist Services',
  ]),
  en('At rest, the count was 118,000.', ['cleanroom', 'with 118,000 particles at rest']),
  en('The air is renewed 45 times every hour.', ['cleanroom', 'Air is changed 45 times an hour.']),
  en('If the overpressure drops under 15 Pa for a minute and a half, work stops.', [
    'cleanroom',
    'An alarm sounds after 90 seconds below that, and work stops until the pressure is back.',
  ]),
  en('Leave cardboard outside.', ['cleanroom', 'Cardboard is not allowed inside.']),
  en('Machines shed fewer particles than operators.', [
    'cleanroom',
    'Operators shed more particles than machines do.',
  ]),
  en('Smokers wait half an hour before they come in.', [
    'cleanroom',
    'People who have smoked may not enter for 30 minutes.',
  ]),
  en('There were 11 alarms in 2025, and every one of them was over within six minutes.', [
    'cleanroom',
    'In 2025 there were 11 alarms, four fewer than in the year before; none lasted longer than six minutes.',
  ]),
  pt('A sala ISO 7 troca o ar 45 vezes por hora.', ['cleanroom', 'Air is changed 45 times an hour.']),
  pt('Papelão não entra na sala limpa.', ['cleanroom', 'Cardboard is not allowed inside.']),
  en('Repairing leaks saved 48 MWh.', ['energia', 'o conserto de vazamentos poupou 48 MWh']),
  en('The night shift made fewer errors than the afternoon shift.', [
    'treinamento',
    'O turno da noite errou menos que o turno da tarde',
  ]),
];

const fault =
  (language: 'pt' | 'en') =>
  (kind: FaultKind, sentence: string, quotes: BenchClaim['quotes'] = []): PlantedFault => ({
    language,
    kind,
    sentence,
    quotes,
  });
const ptFault = fault('pt');
const enFault = fault('en');

export const secondFaults: PlantedFault[] = [
  ptFault('altered number', 'O consumo de 2025 foi de 1.420 MWh.', [
    ['energia', 'A fábrica consumiu 1.240 MWh em 2025, 6% a menos que em 2024.'],
  ]),
  ptFault('altered number', 'Na primeira tentativa, 81% passaram na prova.', [
    ['treinamento', 'A prova final teve 91% de aprovação na primeira tentativa'],
  ]),
  enFault('altered number', 'An ISO 7 room allows 3,520 particles per cubic metre.', [
    ['cleanroom', 'An ISO 7 room allows 352,000 particles of 0.5 µm or larger per cubic metre.'],
  ]),
  enFault('altered number', 'Smokers wait three quarters of an hour, 45 minutes, before they come in.', [
    ['cleanroom', 'People who have smoked may not enter for 30 minutes.'],
  ]),
  ptFault('unit changed', 'Consertar vazamentos poupou 48 kWh.', [
    ['energia', 'o conserto de vazamentos poupou 48 MWh'],
  ]),
  ptFault('unit changed', 'Os reprovados tiveram nova prova depois de dois meses.', [
    ['treinamento', 'quem foi reprovado repetiu a prova em duas semanas'],
  ]),
  enFault('unit changed', 'An alarm sounds after 90 minutes of low pressure.', [
    ['cleanroom', 'An alarm sounds after 90 seconds below that'],
  ]),
  enFault('unit changed', 'Pressure is kept at least 15 kPa above the corridor.', [
    ['cleanroom', 'Pressure is kept at least 15 Pa above the corridor.'],
  ]),
  ptFault('date shifted', 'O contrato com a Copel vence em 30 de setembro de 2028.', [
    ['energia', 'O contrato com a Copel vence em 30 de setembro de 2027.'],
  ]),
  ptFault('date shifted', 'As instruções são revistas em janeiro e em junho.', [
    ['treinamento', 'As instruções são revistas em janeiro e em julho.'],
  ]),
  enFault('date shifted', 'The room was requalified on 13 February 2026.', [
    ['cleanroom', 'Ours was requalified on 3 February 2026 by Lindqvist Services'],
  ]),
  ptFault('name changed', 'O contrato com a Cemig vence em setembro de 2027.', [
    ['energia', 'O contrato com a Copel vence em 30 de setembro de 2027.'],
  ]),
  ptFault('name changed', 'A consultoria Vertex acompanhou três turmas em Maringá.', [
    ['treinamento', 'A consultoria Vértice acompanhou três turmas em Maringá'],
  ]),
  enFault('name changed', 'The room was requalified by Lindberg Services.', [
    ['cleanroom', 'Ours was requalified on 3 February 2026 by Lindqvist Services'],
  ]),
  ptFault('dropped or added negation', 'O treinamento substitui a instrução de trabalho.', [
    ['treinamento', 'O treinamento não substitui a instrução de trabalho'],
  ]),
  ptFault('dropped or added negation', 'A empresa decidiu instalar painéis solares no telhado antigo.', [
    ['energia', 'A empresa decidiu não instalar painéis solares no telhado antigo'],
  ]),
  enFault('dropped or added negation', 'Cardboard is allowed inside.', [
    ['cleanroom', 'Cardboard is not allowed inside.'],
  ]),
  enFault('dropped or added negation', 'Work does not stop until the pressure is back.', [
    ['cleanroom', 'work stops until the pressure is back'],
  ]),
  ptFault('comparison reversed', 'O turno da tarde errou menos que o turno da noite.', [
    ['treinamento', 'O turno da noite errou menos que o turno da tarde'],
  ]),
  ptFault('comparison reversed', 'Em 2025, o consumo foi 6% maior que em 2024.', [
    ['energia', 'A fábrica consumiu 1.240 MWh em 2025, 6% a menos que em 2024.'],
  ]),
  enFault('comparison reversed', 'Operators shed fewer particles than machines do.', [
    ['cleanroom', 'Operators shed more particles than machines do.'],
  ]),
  enFault('comparison reversed', 'Pressure is kept at most 15 Pa above the corridor.', [
    ['cleanroom', 'Pressure is kept at least 15 Pa above the corridor.'],
  ]),
  ptFault('swapped source', 'Consertar vazamentos nos compressores poupou energia.', [
    ['treinamento', 'A consultoria Vértice acompanhou três turmas em Maringá'],
  ]),
  enFault('swapped source', 'Smokers wait half an hour before they come in.', [
    ['cleanroom', 'Pressure is kept at least 15 Pa above the corridor.'],
  ]),
  ptFault('quote from another document', 'As instruções são revistas em janeiro e em julho.', [
    ['energia', 'As instruções são revistas em janeiro e em julho.'],
  ]),
  enFault('quote from another document', 'Repairing leaks saved 48 MWh.', [
    ['cleanroom', 'o conserto de vazamentos poupou 48 MWh'],
  ]),
  ptFault('quote altered or invented', 'A conta de novembro ficou R$ 12 mil mais alta.', [
    ['energia', 'a conta de novembro teria sido R$ 12 mil mais alta'],
  ]),
  enFault('quote altered or invented', 'Operators may enter at any time.', [
    ['cleanroom', 'People who have smoked may enter at any time.'],
  ]),
  ptFault('invented address', 'O balanço está em www.fabrica-energia.com.br/balanco.', [
    ['energia', 'A fábrica consumiu 1.240 MWh em 2025'],
  ]),
  enFault('invented address', 'The certificate is at https://lindqvist.test/cert/7781.', [
    ['cleanroom', 'Ours was requalified on 3 February 2026 by Lindqvist Services'],
  ]),
  ptFault('superlative without citation', 'Temos o treinamento mais completo do setor.'),
  enFault('superlative without citation', 'Ours is the cleanest room in the industry.'),
  enFault('number or date without citation', 'Last year there were 11 alarms.'),
];
