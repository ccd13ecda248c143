/** Words without a meaning of their own, of both languages, folded. */
export const smallWords = new Set(
  `a o as os um uma uns umas de do da dos das no na nos nas em ao aos pelo pela pelos pelas por para pra com sem sob sobre e ou mas que se como qual quais
  quando onde quem cujo este esta estes estas esse essa esses essas isso isto aquele ele ela eles elas seu sua seus suas nao sim ja mais menos muito muita
  toda todo todos todas cada entre ate apos antes depois so tambem foi ser sao era ter tem ha nosso nossa nossos nossas meu minha voce voces lhe porque porquê
  the an of to in on at by for with without from into and or but that which what when where who how why this these those it its is are was were be been being
  has have had not no yes more less very every each between until after before only also as than then your you our we they their can may must should do does did
  about per via versus vs x i my me us there here`
    .split(/\s+/)
    .filter(Boolean),
);

/** Words that tie what follows to what stands before: "passivação *de* implantes". */
export const ties = new Set(
  'de do da dos das of em no na nos nas in on at ao aos para pra for com with por pelo pela by from sem without sobre about entre between a contra against'.split(
    ' ',
  ),
);

/** Words that set what follows beside what stands before: "UDI *e* rastreabilidade". */
export const joins = new Set('e and ou or vs versus x mais plus'.split(' '));

/**
 * Words that say what kind of text is wanted, or how its subject is looked at: they are not what it is about. A brief
 * "erros ao escolher um fornecedor" is about suppliers. Folded.
 */
export const angleWords = new Set(
  `carrossel carrosseis carousel carousels post posts slide slides pagina paginas page pages linkedin artigo artigos article articles texto text blog conteudo content serie series palavras words
  faca fazer faz fazemos crie criar escreva escrever monte montar gere gerar prepare preparar mostre mostrar quero preciso make create write build show need needs want help ajuda
  explique explicar explicando explica explicado explicada explain explained explaining explains guia guide manual introducao introduction resumo summary visao geral overview panorama
  dica dicas tip tips tudo everything entender entenda entendendo understand understanding saber know conhecer conheca aprender learn lembrar remember significa significam significado mean means meaning
  erro erros mistake mistakes error errors passo passos step steps etapa etapas stage stages pergunta perguntas question questions perguntar ask asking resposta respostas answer answers
  motivo motivos razao razoes reason reasons checklist lista listas list lists numero numeros number numbers coisa coisas thing things ponto pontos point points fato fatos fact facts mito mitos myth myths
  sinal sinais sign signs alerta alertas warning criterio criterios criteria criterion cuidado cuidados licao licoes lesson lessons segredo segredos secret secrets verdade verdades truth truths
  exemplo exemplos example examples maneira maneiras forma formas jeito jeitos way ways regra regras rule rules armadilha armadilhas pitfall pitfalls truque truques trick tricks conselho conselhos advice
  importancia importance importante importantes important importa importam matter matters papel role vantagem vantagens advantage advantages desvantagem desvantagens beneficio beneficios benefit benefits
  diferenca diferencas difference differences comparacao comparativo comparison comparar compare comparando impacto impact efeito efeitos effect effects uso usos use uses usar using utilizar
  basico basica basicos basics fundamentos fundamentals essencial essenciais essential essentials conceito conceitos concept concepts ideia ideias idea ideas pratica pratico praticas practical practice practices
  dever deve devem deveria deveriam devo precisa precisam exigir exige exigem require requires pedir peca pode podem quer querem gostaria would like cobrar
  evitar evite evitando avoid avoiding melhor melhores melhorar better best principal principais main key bom boa boas good novo nova new rapido rapida quick simples simple completo completa complete real reais
  funciona funcionam funcionar work works working trabalha serve servem servir dizer diz say says tell
  escolher escolha escolhendo choose choosing choice avaliar avalie avaliando evaluate assess conferir confira confere verificar verifique check checking checks comprar compra buy buying contratar selecionar select
  vale pena worth muda mudam change changes protege protegem proteger protects protect garante ajuda ajudam helps acontece acontecem happens happen evita previne prevents prevent afeta afetam affects affect
  influencia influencias influence causa causas cause causes serio ler leia read reading pensar think falar falam fale talk tratar trata deixar virar ficar comecar comeca start starting
  portugues portuguese ingles english brasil brazil publico audiencia audience leitor leitores reader readers linguagem tom tone
  comum comuns common frequente frequentes frequent tipo tipos type types
  comprador compradores buyer buyers cliente clientes customer customers pessoas people equipe equipes team teams iniciante iniciantes beginner beginners profissional profissionais professional professionals
  focado focada foco focus voltado voltada favor please detalhe detalhes detail details conforme segundo according hoje today ano anos year years vida dia dias day days
  dois duas tres quatro cinco seis sete oito nove dez doze two three four five six seven eight nine ten twelve primeiro primeira first ultimo ultima last`
    .split(/\s+/)
    .filter(Boolean),
);
