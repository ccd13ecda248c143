import { type ErrorParams, languageName } from '../error-details.ts';
import { fileType } from '../file-types.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

/** Why a page or a file was not read, as the end of a sentence; every code of the agents' reading. */
export function unreadPtBr(code: string, params: ErrorParams = {}): string {
  switch (code) {
    case 'private_address':
      return 'leva a um endereço dentro de uma rede privada, e esses nunca são lidos';
    case 'bad_url':
      return 'não é um endereço público completo com https:// ou http://';
    case 'redirect_loop':
      return 'encaminha de um endereço a outro sem fim';
    case 'refused_by_robots':
      return params.reason === 'robots_unavailable'
        ? 'o site não consegue dizer agora se programas podem ler a página (robots.txt)'
        : 'o site não deixa programas lerem a página (robots.txt)';
    case 'http_status':
      return params.status ? `o site respondeu com o erro ${params.status}` : 'o site respondeu com um erro';
    case 'not_reachable':
      return params.reason === 'unknown_name'
        ? 'nenhum site tem esse nome'
        : params.reason === 'certificate'
          ? 'o certificado do site não é válido'
          : 'o site não respondeu';
    case 'timeout':
      return 'o site demorou demais';
    case 'content_type': {
      const known = fileType(params.type);
      return known ? `é ${known.pt}` : 'não é página, texto, Markdown, PDF nem documento do Word (DOCX)';
    }
    case 'too_large':
      return params.limit ? `é grande demais: são lidos até ${limitOf(params)}` : 'é grande demais';
    case 'encrypted_pdf':
      return 'o PDF só abre com senha';
    case 'no_text':
      return noTextPtBr(params.reason);
    case 'zip_bomb':
      return 'ao ser descompactado fica muito maior do que um documento';
    case 'unreadable_file':
      return params.reason === 'encrypted'
        ? 'o arquivo só abre com senha'
        : params.reason === 'too_complex'
          ? 'exige mais tempo ou memória do que um documento pode tomar'
          : 'o arquivo está danificado ou não é o que o nome diz';
    case 'upload_gone':
      return 'o arquivo não está mais guardado aqui';
    case 'other_language': {
      const name = languageName(params.language, 'pt-BR');
      return name
        ? `parece estar em ${name}, e só português e inglês são entendidos`
        : 'o idioma não é português nem inglês';
    }
    default:
      return `aconteceu algo inesperado (${code})`;
  }
}

function noTextPtBr(reason: string | null | undefined): string {
  switch (reason) {
    case 'scanned':
      return 'as páginas são imagens sem texto (digitalizadas)';
    case 'scripts':
      return 'a página vem vazia e é montada por scripts no navegador, que não executo';
    case 'frames':
      return 'a página só contém quadros (frames) com outras páginas';
    case 'missing':
      return 'o site diz que essa página não existe';
    case 'notice':
      return 'a página só pede consentimento ou assinatura';
    default:
      return 'não há texto nele';
  }
}

function limitOf({ limit, unit }: ErrorParams): string {
  if (unit === 'bytes') return `${number(Math.floor((limit ?? 0) / 1024 / 1024))} MB`;
  return `${number(limit ?? 0)} ${unit === 'pages' ? 'páginas' : 'caracteres'}`;
}
