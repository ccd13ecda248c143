/** Documents that the planted faults and the clean claims quote, written for this bench. */
export interface BenchSource {
  id: string;
  title: string;
  url: string | null;
  language: 'pt' | 'en';
  text: string;
}

export const benchSources: BenchSource[] = [
  {
    id: 'limpeza',
    title: 'Limpeza de implantes antes da esterilização',
    url: 'https://sandbox.test/limpeza-implantes',
    language: 'pt',
    text: `# Limpeza de implantes antes da esterilização

A limpeza final é feita em cuba de ultrassom a 45 °C durante 12 minutos, com detergente enzimático diluído a 0,5%. Depois vem o enxágue com água purificada, repetido três vezes.

O resíduo orgânico não pode passar de 6,4 µg/cm² por peça. Esse limite foi definido pela fábrica de Joinville em março de 2023, após a revisão do procedimento. Peças reprovadas voltam para a cuba uma única vez; na segunda reprovação, são descartadas.

A água do enxágue final é trocada a cada 8 horas. Em 2024, a Alba Implantes registrou 37 trocas fora do prazo em 1.450 ciclos, e nenhuma delas deixou resíduo acima do limite. O ensaio de carbono orgânico total é realizado pelo laboratório Tecnalis, em Curitiba.

A secagem com ar filtrado é mais rápida que a secagem em estufa, mas exige filtros de 0,2 µm trocados toda semana.`,
  },
  {
    id: 'rdc',
    title: 'Registro e cadastro de produtos para saúde: perguntas frequentes',
    url: 'https://sandbox.test/perguntas-registro',
    language: 'pt',
    text: `# Perguntas frequentes

O registro na Anvisa vale por 10 anos e pode ser revalidado. O pedido de revalidação deve ser feito entre doze e seis meses antes do vencimento. Quem perde esse prazo precisa pedir um registro novo.

Produtos das classes I e II são notificados; os das classes III e IV são registrados. A notificação não exige o relatório clínico completo, mas o fabricante mantém o dossiê técnico à disposição da vigilância sanitária.

A RDC 751/2022 entrou em vigor em 1º de março de 2023 e substituiu a RDC 185/2001. O prazo médio de análise em 2024 foi de 98 dias para a classe III. Segundo a agência, 22% dos pedidos foram devolvidos por falta de documentos.

A transferência de titularidade é permitida desde que as duas empresas tenham autorização de funcionamento. O rótulo não pode trazer alegação que não conste do dossiê.`,
  },
  {
    id: 'passivacao',
    title: 'Passivação do aço inoxidável 316L',
    url: 'https://sandbox.test/passivacao-316l',
    language: 'pt',
    text: `## Por que passivar

A passivação remove ferro livre da superfície e recompõe a camada de óxido de cromo. O banho de ácido cítrico a 10% leva 20 minutos a 50 °C; o de ácido nítrico a 25% leva 30 minutos. O ácido cítrico é menos agressivo ao operador do que o ácido nítrico e gera menos efluente.

Nos ensaios de 2022, as peças passivadas resistiram 336 horas na câmara de névoa salina, e as não passivadas, 96 horas. A passivação não corrige riscos nem poros: ela reduz a corrosão, não o acabamento.

O aço 316L contém de 2% a 3% de molibdênio. Sem molibdênio, a resistência à corrosão por pite cai pela metade.`,
  },
  {
    id: 'recall',
    title: 'Recolhimento de próteses: o que aprendemos',
    url: 'https://sandbox.test/recolhimento',
    language: 'pt',
    text: `Em 14 de junho de 2021, a fabricante Ortomax iniciou o recolhimento voluntário de 2.300 próteses de joelho do lote KX-17. A causa foi uma etiqueta trocada: o rótulo informava o tamanho 4, e a peça era do tamanho 5.

Foram localizadas 2.218 próteses em 46 hospitais. As 82 restantes já haviam sido implantadas, e os cirurgiões foram avisados por carta em até 72 horas. Nenhum paciente precisou de nova cirurgia.

A Dra. Helena Prado, diretora de qualidade, disse que a leitura automática do código UDI teria evitado o erro. O custo do recolhimento foi de R$ 1,8 milhão. Depois do episódio, a empresa passou a ler o código em dois pontos da linha, e o número de etiquetas trocadas caiu de 9 por ano para 1.`,
  },
  {
    id: 'torneamento',
    title: 'Torneamento de titânio: parâmetros de referência',
    url: null,
    language: 'pt',
    text: `O titânio grau 5 é usinado com velocidade de corte de 60 m/min e avanço de 0,12 mm por volta. Com fluido em alta pressão, de 70 bar, a vida da ferramenta passa de 15 para 28 minutos.

A rugosidade Ra fica em 0,8 µm com pastilha nova e chega a 1,6 µm no fim da vida. O titânio conduz menos calor que o aço, por isso a aresta esquenta mais. Não use refrigeração intermitente: ela provoca trincas térmicas na pastilha.

O cavaco de titânio pode pegar fogo. Extintores de classe D devem ficar a menos de 5 metros da máquina.`,
  },
  {
    id: 'pesquisa',
    title: 'Pesquisa com compradores hospitalares 2025',
    url: 'https://sandbox.test/pesquisa-compradores',
    language: 'pt',
    text: `Entre fevereiro e abril de 2025, o instituto Datacampo ouviu 412 compradores de hospitais privados em 11 estados. Para 64% deles, a rastreabilidade é o critério que mais pesa na escolha do fornecedor; o preço veio em segundo lugar, com 21%.

O tempo médio de homologação de um fornecedor novo é de 7 meses. Nos hospitais com mais de 200 leitos, chega a 9 meses. Apenas 18% dos entrevistados visitam a fábrica antes do primeiro pedido.

A pesquisa não incluiu hospitais públicos. A margem de erro é de 4,8 pontos percentuais.`,
  },
  {
    id: 'validation',
    title: 'Process validation in plain words',
    url: 'https://sandbox.test/process-validation',
    language: 'en',
    text: `# Process validation in plain words

Installation qualification (IQ) shows that the equipment was installed as specified. Operational qualification (OQ) tests the limits of the process; performance qualification (PQ) shows that it holds in routine production, usually over three consecutive lots.

Revalidation is required after a change of supplier, equipment or location. It is not required after a planned maintenance that is documented. Most plants review the validation plan every 24 months.

In a 2023 audit of 58 plants, Northbridge Assurance found that 31% had no written limits for their OQ. Plants with written limits reported fewer deviations than plants without them: 2.1 per year against 5.4.`,
  },
  {
    id: 'sterility',
    title: 'Ethylene oxide and gamma: a comparison',
    url: 'https://sandbox.test/eo-gamma',
    language: 'en',
    text: `Gamma sterilisation delivers a minimum dose of 25 kGy and needs no aeration. Ethylene oxide works at 37 to 55 °C, which suits polymers that gamma would embrittle, but the load must be aerated for at least 12 hours.

Residual ethylene oxide must not exceed 4 mg per device in the first 24 hours. The sterility assurance level of both methods is 10^-6.

Gamma costs about US$ 0.45 per device at volumes above 100,000 units; ethylene oxide costs US$ 0.30. Gamma is faster than ethylene oxide: a pallet leaves the plant after one day instead of five. UHMWPE should not be gamma sterilised in air, because it oxidises.`,
  },
  {
    id: 'packaging',
    title: 'Shelf life of sterile barrier systems',
    url: 'https://sandbox.test/shelf-life',
    language: 'en',
    text: `The pouch held its seal strength of 1.8 N per 15 mm after accelerated ageing equal to five years. Ageing ran for 161 days at 55 °C. Real-time samples are pulled every 12 months and will run until November 2028.

Double pouches reduce the risk of contamination when the device is handed over in the operating room. They are heavier than single pouches by 6 grams and cost 11% more.

The label must show the lot, the expiry date and the UDI. It must survive 30 seconds of rubbing with isopropyl alcohol. Labels printed by thermal transfer passed; inkjet labels did not.`,
  },
  {
    id: 'supplier',
    title: 'What a supplier audit found',
    url: 'https://sandbox.test/supplier-audit',
    language: 'en',
    text: `On 9 September 2024, two auditors from Keller Medical spent three days at the plant in Monterrey. They opened 14 findings: 3 major and 11 minor. None was critical.

The major findings concerned calibration records, operator training and the handling of rejected parts. Calibration of the coordinate measuring machine had expired in July 2024, and 212 parts had been released in the meantime. All of them were measured again and none was out of tolerance.

The plant closed the major findings in 45 days, before the agreed limit of 60 days. The next audit is planned for the first quarter of 2026.`,
  },
  {
    id: 'additive',
    title: 'Printing porous titanium',
    url: 'https://sandbox.test/porous-titanium',
    language: 'en',
    text: `Electron beam melting runs in vacuum at about 700 °C; laser powder bed fusion runs in argon near room temperature. Parts from electron beam melting have lower residual stress than parts from laser fusion, and rougher surfaces.

Pores between 300 and 600 µm let bone grow in. In a study of 40 sheep, bone filled 52% of the pores after 12 weeks, against 34% for smooth implants. The study was led by Marta Olsen at the University of Aarhus.

Powder may be reused up to 8 times if oxygen stays below 0.13%. Powder that was exposed to humidity must be discarded.`,
  },
  {
    id: 'vigilance',
    title: 'Reporting adverse events in the European Union',
    url: 'https://sandbox.test/mdr-vigilance',
    language: 'en',
    text: `Under the MDR, a manufacturer reports a serious incident within 15 days of becoming aware of it; a death or an unanticipated serious deterioration within 10 days; a serious public health threat within 2 days. The clock starts when the manufacturer has a reason to believe that the device is involved, not when the cause is known.

The report goes to the competent authority through EUDAMED. Until that module is in use, national forms apply. Trend reports are not limited to serious incidents.

In 2023 the Danish authority received 1,912 reports, 8% more than in 2022.`,
  },
];
