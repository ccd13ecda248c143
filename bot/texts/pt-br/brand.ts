import type { BrandTexts } from '../en/brand.ts';
import { buttonsPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');

export const brandPtBr: BrandTexts = {
  brand: {
    heading: (version) => (version === 0 ? 'Kit de marca' : `Kit de marca, versão ${version}`),
    none: 'Ainda não há kit de marca, então nenhuma imagem pode ser desenhada. Um administrador propõe o primeiro aqui.',
    name: 'Nome',
    handle: 'Perfil',
    fonts: (heading, body) => `Títulos em ${heading}, texto em ${body}`,
    colours: {
      dark: 'Fundo escuro',
      dark_alt: 'Segundo fundo escuro',
      paper: 'Fundo claro',
      ink: 'Texto',
      accent: 'Destaque',
      accent_alt: 'Segundo destaque',
      muted: 'Texto discreto',
    },
    change: 'Propor alteração',
    history: 'Histórico',
    howItChanges:
      'Uma alteração é desenhada primeiro: slides de amostra aparecem numa conversa, e ali um administrador a coloca em uso.',
    membersNote: 'Os administradores alteram o kit de marca.',
    useButtons:
      'Um kit de marca passa a valer ou é descartado com os botões dele; para alterá-lo, faça uma nova proposta com `/knowledge marca`. Guardo o que você escreve aqui.',
    started:
      'Recebido. Slides de amostra aparecem numa conversa deste canal; nada muda antes de um administrador os colocar em uso.',
    working:
      'O Slack está entregando o logotipo. Você pode fechar isto; uma conversa no canal mostra os slides de amostra. Se nenhuma aparecer em alguns minutos, proponha de novo.',
    fields: {
      name: 'nome',
      handle: 'perfil',
      'fonts.heading': 'fonte dos títulos',
      'fonts.body': 'fonte do texto',
      logo_svg: 'logotipo',
    },
    form: {
      title: 'Propor kit de marca',
      submit: 'Desenhar',
      close: buttonsPtBr.cancel,
      intro: (version) =>
        version === 0
          ? 'O primeiro kit de marca da equipe. É desenhado primeiro; nada muda antes de um administrador o colocar em uso.'
          : `Preenchido com a versão ${version}. É desenhado primeiro; nada muda antes de um administrador o colocar em uso.`,
      colourHint: 'No formato #RRGGBB, por exemplo #0B2530.',
      headingFont: 'Fonte dos títulos',
      bodyFont: 'Fonte do texto',
      logo: 'Logotipo',
      logoHint: (kilobytes) =>
        `SVG ou PNG, mais ou menos quadrado, até ${kilobytes} KB. Vazio: o atual continua.`,
      errors: {
        nameMissing: 'Informe o nome que fica nos slides.',
        tooLong: (length, max) => `São ${number(length)} caracteres; são aceitos até ${number(max)}.`,
        colour: (given) =>
          `"${given}" não é uma cor. Ela é assim: #0B2530, # e seis dígitos ou letras de A a F.`,
        same: 'Nada difere do kit de marca em vigor.',
        logoMissing: 'O primeiro kit de marca precisa de um logotipo.',
        logo: {
          not_a_picture: 'Este arquivo não é SVG nem PNG, seja qual for o nome dele.',
          not_svg: 'Este SVG está quebrado. Exporte de novo, ou informe um PNG.',
          active:
            'Este SVG contém mais que desenho (scripts, páginas embutidas, animações ou declarações). Exporte como SVG simples, ou informe um PNG.',
          external: 'Este SVG busca algo de fora. Embuta isso nele, ou informe um PNG.',
          no_size: 'O tamanho deste logotipo falta ou é pequeno demais: pelo menos 32 por 32.',
          not_square:
            'Este logotipo não é mais ou menos quadrado. Ponha um fundo quadrado, para caber nos slides.',
          too_many_pixels: 'Este PNG tem pixels demais: até 2.048 de cada lado.',
          too_complex:
            'Este SVG demoraria demais para ser desenhado (filtros, marcadores, linhas tracejadas ou partes demais). Exporte com isso convertido em formas simples, ou informe um PNG.',
        },
      },
    },
  },
};
