/** A claim as a careful writer would make it: in other words than its source, and true to it. */
export interface BenchClaim {
  language: 'pt' | 'en';
  sentence: string;
  /** Sources with the words that are quoted from them. */
  quotes: [source: string, quote: string][];
  /** What its section quotes besides, for other sentences. */
  elsewhere?: [source: string, quote: string][];
}

const pt = (sentence: string, ...quotes: [string, string][]): BenchClaim => ({
  language: 'pt',
  sentence,
  quotes,
});
const en = (sentence: string, ...quotes: [string, string][]): BenchClaim => ({
  language: 'en',
  sentence,
  quotes,
});

export const cleanClaims: BenchClaim[] = [
  // Portuguese, near the words of the source
  pt('A limpeza final usa ultrassom a 45 °C por 12 minutos.', [
    'limpeza',
    'cuba de ultrassom a 45 °C durante 12 minutos',
  ]),
  pt('O detergente enzimático entra diluído a 0,5%.', [
    'limpeza',
    'com detergente enzimático diluído a 0,5%',
  ]),
  pt('O enxágue com água purificada se repete três vezes.', [
    'limpeza',
    'Depois vem o enxágue com água purificada, repetido três vezes.',
  ]),
  pt('Cada peça pode ter no máximo 6,4 µg/cm² de resíduo orgânico.', [
    'limpeza',
    'O resíduo orgânico não pode passar de 6,4 µg/cm² por peça.',
  ]),
  pt('O limite de resíduo vem de março de 2023, quando a fábrica de Joinville reviu o procedimento.', [
    'limpeza',
    'Esse limite foi definido pela fábrica de Joinville em março de 2023, após a revisão do procedimento.',
  ]),
  pt('Uma peça reprovada duas vezes vai para o descarte.', [
    'limpeza',
    'na segunda reprovação, são descartadas',
  ]),
  pt('Em 2024 houve 37 trocas de água fora do prazo, entre 1.450 ciclos.', [
    'limpeza',
    'a Alba Implantes registrou 37 trocas fora do prazo em 1.450 ciclos',
  ]),
  pt('Nenhuma das trocas atrasadas deixou resíduo acima do limite.', [
    'limpeza',
    'nenhuma delas deixou resíduo acima do limite',
  ]),
  pt('Quem mede o carbono orgânico total é o laboratório Tecnalis, de Curitiba.', [
    'limpeza',
    'O ensaio de carbono orgânico total é realizado pelo laboratório Tecnalis, em Curitiba.',
  ]),
  pt('Secar com ar filtrado é mais rápido do que secar em estufa.', [
    'limpeza',
    'A secagem com ar filtrado é mais rápida que a secagem em estufa',
  ]),
  pt('Os filtros de 0,2 µm são trocados toda semana.', [
    'limpeza',
    'exige filtros de 0,2 µm trocados toda semana',
  ]),
  pt('O registro dura dez anos e aceita revalidação.', [
    'rdc',
    'O registro na Anvisa vale por 10 anos e pode ser revalidado.',
  ]),
  pt('A revalidação se pede de 12 a 6 meses antes de o registro vencer.', [
    'rdc',
    'O pedido de revalidação deve ser feito entre doze e seis meses antes do vencimento.',
  ]),
  pt('Perdeu o prazo? A empresa começa do zero, com um registro novo.', [
    'rdc',
    'Quem perde esse prazo precisa pedir um registro novo.',
  ]),
  pt('Para as classes III e IV, o caminho é o registro; para I e II, a notificação.', [
    'rdc',
    'Produtos das classes I e II são notificados; os das classes III e IV são registrados.',
  ]),
  pt('Na notificação, o relatório clínico completo não é exigido.', [
    'rdc',
    'A notificação não exige o relatório clínico completo',
  ]),
  pt('Desde 1º de março de 2023 vale a RDC 751/2022, no lugar da RDC 185/2001.', [
    'rdc',
    'A RDC 751/2022 entrou em vigor em 1º de março de 2023 e substituiu a RDC 185/2001.',
  ]),
  pt('A Anvisa levou em média 98 dias para analisar produtos da classe III em 2024.', [
    'rdc',
    'O prazo médio de análise em 2024 foi de 98 dias para a classe III.',
  ]),
  pt('De cada 100 pedidos, 22 voltaram por documento faltando.', [
    'rdc',
    '22% dos pedidos foram devolvidos por falta de documentos',
  ]),
  pt('O que não está no dossiê não pode virar alegação no rótulo.', [
    'rdc',
    'O rótulo não pode trazer alegação que não conste do dossiê.',
  ]),
  pt('Passivar tira o ferro livre e refaz a camada de óxido de cromo.', [
    'passivacao',
    'A passivação remove ferro livre da superfície e recompõe a camada de óxido de cromo.',
  ]),
  pt('Com ácido cítrico a 10%, o banho dura 20 minutos a 50 °C.', [
    'passivacao',
    'O banho de ácido cítrico a 10% leva 20 minutos a 50 °C',
  ]),
  pt('O ácido cítrico agride menos o operador do que o nítrico.', [
    'passivacao',
    'O ácido cítrico é menos agressivo ao operador do que o ácido nítrico e gera menos efluente.',
  ]),
  pt('Peças passivadas aguentaram 336 horas de névoa salina, contra 96 das demais.', [
    'passivacao',
    'as peças passivadas resistiram 336 horas na câmara de névoa salina, e as não passivadas, 96 horas',
  ]),
  pt('Passivação não conserta risco nem poro.', ['passivacao', 'A passivação não corrige riscos nem poros']),
  pt('O 316L leva entre 2% e 3% de molibdênio.', [
    'passivacao',
    'O aço 316L contém de 2% a 3% de molibdênio.',
  ]),
  pt('A Ortomax recolheu 2.300 próteses de joelho por conta própria em junho de 2021.', [
    'recall',
    'a fabricante Ortomax iniciou o recolhimento voluntário de 2.300 próteses de joelho do lote KX-17',
  ]),
  pt('O rótulo dizia tamanho 4, mas a peça era tamanho 5.', [
    'recall',
    'o rótulo informava o tamanho 4, e a peça era do tamanho 5',
  ]),
  pt('Os 46 hospitais devolveram 2.218 peças.', [
    'recall',
    'Foram localizadas 2.218 próteses em 46 hospitais.',
  ]),
  pt('As cartas chegaram aos cirurgiões em até 72 horas.', [
    'recall',
    'os cirurgiões foram avisados por carta em até 72 horas',
  ]),
  pt('Nenhum paciente teve de ser operado outra vez.', [
    'recall',
    'Nenhum paciente precisou de nova cirurgia.',
  ]),
  pt('Para a Dra. Helena Prado, ler o código UDI automaticamente teria evitado a troca.', [
    'recall',
    'a leitura automática do código UDI teria evitado o erro',
  ]),
  pt('O recolhimento custou R$ 1,8 milhão.', ['recall', 'O custo do recolhimento foi de R$ 1,8 milhão.']),
  pt('As etiquetas trocadas caíram de nove para uma por ano.', [
    'recall',
    'o número de etiquetas trocadas caiu de 9 por ano para 1',
  ]),
  pt('Corte a 60 m/min com avanço de 0,12 mm por volta é a referência para o grau 5.', [
    'torneamento',
    'O titânio grau 5 é usinado com velocidade de corte de 60 m/min e avanço de 0,12 mm por volta.',
  ]),
  pt('Com fluido a 70 bar, a ferramenta dura 28 minutos em vez de 15.', [
    'torneamento',
    'Com fluido em alta pressão, de 70 bar, a vida da ferramenta passa de 15 para 28 minutos.',
  ]),
  pt('A refrigeração não deve ser intermitente, porque trinca a pastilha.', [
    'torneamento',
    'Não use refrigeração intermitente: ela provoca trincas térmicas na pastilha.',
  ]),
  pt('Como o titânio conduz menos calor que o aço, a aresta aquece mais.', [
    'torneamento',
    'O titânio conduz menos calor que o aço, por isso a aresta esquenta mais.',
  ]),
  pt('Mantenha extintores de classe D a menos de 5 metros.', [
    'torneamento',
    'Extintores de classe D devem ficar a menos de 5 metros da máquina.',
  ]),
  pt('O Datacampo entrevistou 412 compradores de 11 estados.', [
    'pesquisa',
    'o instituto Datacampo ouviu 412 compradores de hospitais privados em 11 estados',
  ]),
  pt('Rastreabilidade é o que mais pesa para 64% dos compradores.', [
    'pesquisa',
    'Para 64% deles, a rastreabilidade é o critério que mais pesa na escolha do fornecedor',
  ]),
  pt('Homologar um fornecedor leva 7 meses em média, e 9 em hospitais com mais de 200 leitos.', [
    'pesquisa',
    'O tempo médio de homologação de um fornecedor novo é de 7 meses. Nos hospitais com mais de 200 leitos, chega a 9 meses.',
  ]),
  pt('Só 18% visitam a fábrica antes de comprar pela primeira vez.', [
    'pesquisa',
    'Apenas 18% dos entrevistados visitam a fábrica antes do primeiro pedido.',
  ]),
  pt('Hospitais públicos ficaram de fora da pesquisa.', [
    'pesquisa',
    'A pesquisa não incluiu hospitais públicos.',
  ]),
  pt('A margem de erro é de 4,8 pontos percentuais.', [
    'pesquisa',
    'A margem de erro é de 4,8 pontos percentuais.',
  ]),
  // English
  en('IQ proves that the machine was installed the way its specification says.', [
    'validation',
    'Installation qualification (IQ) shows that the equipment was installed as specified.',
  ]),
  en('PQ normally covers three lots in a row.', ['validation', 'usually over three consecutive lots']),
  en('Changing the supplier, the equipment or the site means validating again.', [
    'validation',
    'Revalidation is required after a change of supplier, equipment or location.',
  ]),
  en('Documented maintenance that was planned does not call for revalidation.', [
    'validation',
    'It is not required after a planned maintenance that is documented.',
  ]),
  en('Most plants look at their validation plan every two years.', [
    'validation',
    'Most plants review the validation plan every 24 months.',
  ]),
  en('Northbridge Assurance audited 58 plants in 2023 and found no written OQ limits in 31% of them.', [
    'validation',
    'In a 2023 audit of 58 plants, Northbridge Assurance found that 31% had no written limits for their OQ.',
  ]),
  en('Where limits are written down, plants report 2.1 deviations a year instead of 5.4.', [
    'validation',
    'Plants with written limits reported fewer deviations than plants without them: 2.1 per year against 5.4.',
  ]),
  en('Gamma needs at least 25 kGy and no aeration.', [
    'sterility',
    'Gamma sterilisation delivers a minimum dose of 25 kGy and needs no aeration.',
  ]),
  en('After ethylene oxide, a load is aerated for 12 hours or more.', [
    'sterility',
    'the load must be aerated for at least 12 hours',
  ]),
  en('No more than 4 mg of ethylene oxide may remain on a device in the first day.', [
    'sterility',
    'Residual ethylene oxide must not exceed 4 mg per device in the first 24 hours.',
  ]),
  en('Ethylene oxide is slower than gamma: five days against one.', [
    'sterility',
    'Gamma is faster than ethylene oxide: a pallet leaves the plant after one day instead of five.',
  ]),
  en('At more than 100,000 units, gamma costs some $0.45 per device.', [
    'sterility',
    'Gamma costs about US$ 0.45 per device at volumes above 100,000 units',
  ]),
  en('Do not gamma sterilise UHMWPE in air.', [
    'sterility',
    'UHMWPE should not be gamma sterilised in air, because it oxidises.',
  ]),
  en('After the equivalent of five years, the pouch still held 1.8 N per 15 mm.', [
    'packaging',
    'The pouch held its seal strength of 1.8 N per 15 mm after accelerated ageing equal to five years.',
  ]),
  en('Real-time ageing continues until November 2028, with samples once a year.', [
    'packaging',
    'Real-time samples are pulled every 12 months and will run until November 2028.',
  ]),
  en('A double pouch weighs 6 g more and costs 11% more than a single one.', [
    'packaging',
    'They are heavier than single pouches by 6 grams and cost 11% more.',
  ]),
  en('Inkjet labels failed the alcohol rub test.', [
    'packaging',
    'Labels printed by thermal transfer passed; inkjet labels did not.',
  ]),
  en('Two Keller Medical auditors spent three days in Monterrey in September 2024.', [
    'supplier',
    'On 9 September 2024, two auditors from Keller Medical spent three days at the plant in Monterrey.',
  ]),
  en('Of the 14 findings, 3 were major and none critical.', [
    'supplier',
    'They opened 14 findings: 3 major and 11 minor. None was critical.',
  ]),
  en('The 212 parts released after the calibration had expired were all within tolerance.', [
    'supplier',
    'All of them were measured again and none was out of tolerance.',
  ]),
  en('The major findings were closed 15 days ahead of the 60-day limit.', [
    'supplier',
    'The plant closed the major findings in 45 days, before the agreed limit of 60 days.',
  ]),
  en('Auditors return in the first quarter of 2026.', [
    'supplier',
    'The next audit is planned for the first quarter of 2026.',
  ]),
  en(
    'Electron beam melting leaves less residual stress than laser fusion, at the price of a rougher surface.',
    [
      'additive',
      'Parts from electron beam melting have lower residual stress than parts from laser fusion, and rougher surfaces.',
    ],
  ),
  en('Bone filled 52% of the pores within 12 weeks.', [
    'additive',
    'bone filled 52% of the pores after 12 weeks, against 34% for smooth implants',
  ]),
  en('Marta Olsen of the University of Aarhus led the sheep study.', [
    'additive',
    'The study was led by Marta Olsen at the University of Aarhus.',
  ]),
  en('Humid powder is thrown away, never reused.', [
    'additive',
    'Powder that was exposed to humidity must be discarded.',
  ]),
  en('A serious incident is reported within 15 days under the MDR.', [
    'vigilance',
    'a manufacturer reports a serious incident within 15 days of becoming aware of it',
  ]),
  en('The deadline runs from the reason to suspect the device, not from the day the cause is found.', [
    'vigilance',
    'The clock starts when the manufacturer has a reason to believe that the device is involved, not when the cause is known.',
  ]),
  en('Denmark counted 1,912 reports in 2023, up 8% on the year before.', [
    'vigilance',
    'In 2023 the Danish authority received 1,912 reports, 8% more than in 2022.',
  ]),
  // One language rests on the other
  pt('A esterilização por gama entrega no mínimo 25 kGy e dispensa aeração.', [
    'sterility',
    'Gamma sterilisation delivers a minimum dose of 25 kGy and needs no aeration.',
  ]),
  pt('A carga esterilizada por óxido de etileno fica pelo menos 12 horas em aeração.', [
    'sterility',
    'the load must be aerated for at least 12 hours',
  ]),
  pt('A maioria das fábricas revê o plano de validação a cada 24 meses.', [
    'validation',
    'Most plants review the validation plan every 24 months.',
  ]),
  pt('Na União Europeia, um incidente grave é comunicado em até 15 dias.', [
    'vigilance',
    'a manufacturer reports a serious incident within 15 days of becoming aware of it',
  ]),
  pt('Poros de 300 a 600 µm deixam o osso crescer para dentro da peça.', [
    'additive',
    'Pores between 300 and 600 µm let bone grow in.',
  ]),
  pt('A próxima auditoria está prevista para o primeiro trimestre de 2026.', [
    'supplier',
    'The next audit is planned for the first quarter of 2026.',
  ]),
  en('A registration with Anvisa is valid for ten years.', [
    'rdc',
    'O registro na Anvisa vale por 10 anos e pode ser revalidado.',
  ]),
  en('RDC 751/2022 has been in force since March 2023.', [
    'rdc',
    'A RDC 751/2022 entrou em vigor em 1º de março de 2023',
  ]),
  en('Passivated parts lasted 336 hours in salt spray.', [
    'passivacao',
    'as peças passivadas resistiram 336 horas na câmara de névoa salina',
  ]),
  // Two sources at once
  pt(
    'O banho cítrico leva 20 minutos, e a limpeza final, 12.',
    ['passivacao', 'O banho de ácido cítrico a 10% leva 20 minutos a 50 °C'],
    ['limpeza', 'cuba de ultrassom a 45 °C durante 12 minutos'],
  ),
  en(
    'Gamma leaves after one day, and its label must still survive 30 seconds of alcohol.',
    ['sterility', 'a pallet leaves the plant after one day instead of five'],
    ['packaging', 'It must survive 30 seconds of rubbing with isopropyl alcohol.'],
  ),
];
