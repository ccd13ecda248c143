import { folded } from '../../platform/folded.ts';
import { withoutUnseen } from '../../platform/unseen-characters.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** What stands before a name, folded, without dots. */
const titles =
  set(`dr dra drs prof profa profe eng engo enga engra sr sra srs sras srta mr mrs ms miss mx sir adv arq msc phd mba sc ph
  ceo cfo cto coo cmo doutor doutora doctor professor professora engenheiro engenheira engineer senhor senhora mestre dona madame herr frau
  dipl ing sgt rev lic ilmo ilma exmo exma vet odont farm psic nutr bio biom enf fisio arquiteto arquiteta advogado advogada`);
/** These are names as well: titles only with a dot behind them. */
const dottedTitles = set('ma me gen cap maj des hon esp pe cel ten bel dep fr st dom');
/** What begins a family name. */
const particles = set('da de do dos das du e y van von der den di del della la le el bin ibn ben ter af zu');
/** Family names that stand first where they come from. */
const familyFirst = set('nguyen tran pham huynh');
/** Family names that a list writes before a comma: "Silva, Ana". */
const families =
  set(`silva santos oliveira souza sousa rodrigues ferreira alves pereira lima gomes costa ribeiro martins carvalho almeida lopes soares
  fernandes vieira barbosa rocha dias nascimento andrade moreira nunes marques machado mendes freitas cardoso ramos goncalves teixeira araujo melo
  smith jones brown taylor williams wilson johnson davies miller garcia`);
/** A company, a team or a mailbox, and no person. */
const noPerson =
  set(`ltda sa eireli epp inc llc ltd corp corporation gmbh company cia companhia group grupo holding clinica clinic hospital
  laboratorio laboratorios lab labs laboratory instituto institute industria industrias industry industries consultoria consulting comercial comercio
  distribuidora importadora solutions solucoes servicos services systems sistemas tecnologia technologies technology marketing vendas sales
  recrutamento recruiting recruitment rh hr equipe team time contato contact atendimento suporte support member membro usuario user linkedin admin
  administrador teste test null undefined none nan nome name sobrenome empresa implantes implants medical medica ortopedia farmaceutica
  universidade university faculdade escola school fundacao foundation associacao association sindicato prefeitura governo brasil brazil saude health`);
/** What stands behind a comma and belongs to no name: "Ana Silva, PhD". */
const credentials = set(
  'phd msc mba md pmp mestre esp cpa crm cro crea rn dds dvm bsc ma ms jr sr neto filho junior dr dra eng',
);
/** Given names that often go on with another one, and those that follow: "Maria Clara", "João Pedro". Folded. */
const begin = set(
  'maria ana anna joao jose luiz luis pedro carlos paulo marco marcos antonio vera rosa mary jean juan francisco fernando julio marcelo eduardo',
);
const follow =
  set(`clara eduarda luiza luisa fernanda cecilia helena alice vitoria victoria julia beatriz antonia aparecida paula carolina laura livia
  cristina christina flavia lucia claudia leticia isabel elisa ines rita pedro paulo vitor victor gabriel lucas miguel guilherme carlos marcos henrique
  roberto antonio augusto eduardo luiz luis ricardo fernando felipe gustavo otavio claudio alberto cesar sergio aurelio maria jose ann anne pierre paul`);

/** Letters at least and at most of a first name. */
const LENGTH = { min: 2, max: 30 } as const;

/**
 * The first name by which a person is greeted, from a name as lists and profiles write it: without titles, pictures and
 * credentials, in ordinary capitals. "DR. ANA" is Ana, "josé 🚀 silva" is José.
 *
 * Null whenever it could be wrong: initials, a family name alone, a company, a script that neither language is written in.
 * A letter that greets without a name offends no one. Pure.
 *
 * @param company What the person works for; a lead that is named like it is no person.
 */
export function firstName(name: string | null, company: string | null = null): string | null {
  const plain = withoutUnseen(
    repaired(name ?? '')
      .replace(/[ªº°]/g, '')
      .normalize('NFKC'),
  ).trim();
  if (plain === '' || /[@&{}<>%$#*=_~\\]|https?:|www\.|\.com|\d/iu.test(plain)) return null;
  if (company !== null && folded(plain) === folded(company.trim())) return null;
  const named = withoutCredentials(plain);
  const words = named === null ? [] : wordsOf(named);
  if (words.some((word) => noPerson.has(bare(word)))) return null;
  const titled = words.findIndex((word) => !isTitle(word));
  const [first, second] = titled < 0 ? [] : words.slice(titled);
  if (first === undefined || !isGiven(first, words)) return null;
  const given = inCapitals(first);
  const isPair = second !== undefined && begin.has(bare(first)) && follow.has(bare(second));
  return isPair ? `${given} ${inCapitals(second)}` : given;
}

const bare = (word: string): string => folded(word).replace(/\./g, '');
const isTitle = (word: string): boolean =>
  titles.has(bare(word)) || (word.endsWith('.') && dottedTitles.has(bare(word)));
const isUpper = (word: string): boolean => word === word.toLocaleUpperCase('pt-BR');

/** UTF-8 that was read as Latin-1, as spreadsheets do: "JosÃ©". What does not come out whole stays as it is. */
function repaired(name: string): string {
  if (!/[\u00c2\u00c3][\u0080-\u00bf]/.test(name)) return name;
  const read = Buffer.from(name, 'latin1').toString('utf8');
  return read.includes('\ufffd') ? name : read;
}

/** Without what stands in brackets or quotation marks, and behind a comma, a bar or a dash. Null: who is meant cannot be told. */
function withoutCredentials(name: string): string | null {
  const [front = '', ...behind] = name
    .replace(/\([^)]*\)?|\[[^\]]*\]?|["“”«»][^"“”«»]*["“”«»]/gu, ' ')
    .split(/\s*[|/•·;]\s*|\s+[-–—:]\s+|,\s*/u)
    .map((part) => part.trim())
    .filter((part, at) => part !== '' || at === 0);
  const next = behind[0] ?? '';
  const isOneWord = !/\s/.test(front);
  // "Silva, Ana" names the family first; "Ana, PhD" does not.
  if (!isOneWord || !name.includes(',') || next === '' || credentials.has(bare(next.split(/\s/)[0] ?? '')))
    return front;
  return families.has(bare(front)) ? next : null;
}

/** "Dr.Ana" are two words, "M.Sc." as well; signs and pictures part words and are none. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(?<!\p{L})(?:m|b|d|ph)\.\s?(?:sc|a|d|eng)(?:\.|(?!\p{L}))/giu, ' ')
    .replace(/\.(?=\p{L})/gu, '. ')
    .replace(/[^\p{L}\p{M}.'’\s-]/gu, ' ')
    .split(/\s+/)
    .map((word) => word.replace(/^[-'’.]+|[-'’]+$/gu, '').replace(/(?<=\p{L}{3})\.+$/u, ''))
    .filter((word) => /\p{L}/u.test(word));
}

function isGiven(word: string, all: readonly string[]): boolean {
  const key = bare(word);
  const letters = [...key].length;
  if (particles.has(key) || familyFirst.has(key) || (families.has(key) && all.length === 1)) return false;
  if (word.endsWith('.') || letters < LENGTH.min || letters > LENGTH.max) return false;
  if (!/^\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*$/u.test(word) || !/[aeiouy]/.test(key)) return false;
  // "AJ Silva" are initials; in "LI WEI" all is written large.
  return letters > 2 || !isUpper(word) || all.every(isUpper);
}

/** Ordinary capitals, for what is written large or small throughout; "McKenzie" stays. */
function inCapitals(word: string): string {
  const isPlain = /^\p{Lu}/u.test(word) && !isUpper(word);
  if (isPlain) return word;
  return word
    .toLocaleLowerCase('pt-BR')
    .replace(
      /(^|[-'’])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toLocaleUpperCase('pt-BR'),
    );
}
