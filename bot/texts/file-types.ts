/** Kinds of files that are not read, as the reading names them, with the words for each and what they are saved as. */
interface FileType {
  en: string;
  pt: string;
  /** What its program saves that is read here. */
  saveAs: '.docx' | 'PDF' | 'CSV' | null;
}

const TYPES: readonly [RegExp, FileType][] = [
  [/msword$/, { en: 'the old Word format (.doc)', pt: 'o formato antigo do Word (.doc)', saveAs: '.docx' }],
  [/ms-excel|spreadsheetml/, { en: 'an Excel workbook', pt: 'uma planilha do Excel', saveAs: 'CSV' }],
  [
    /ms-powerpoint|presentationml/,
    { en: 'a PowerPoint presentation', pt: 'uma apresentação do PowerPoint', saveAs: 'PDF' },
  ],
  [/rtf/, { en: 'rich text (RTF)', pt: 'texto em RTF', saveAs: '.docx' }],
  [
    /opendocument\.text/,
    { en: 'an OpenDocument text (.odt)', pt: 'um texto OpenDocument (.odt)', saveAs: '.docx' },
  ],
  [
    /opendocument\.spreadsheet/,
    { en: 'an OpenDocument sheet (.ods)', pt: 'uma planilha OpenDocument (.ods)', saveAs: 'CSV' },
  ],
  [
    /opendocument/,
    {
      en: 'an OpenDocument file that is no text',
      pt: 'um arquivo OpenDocument que não é texto',
      saveAs: 'PDF',
    },
  ],
  [
    /apple\.pages/,
    {
      en: 'a file of Pages, Numbers or Keynote',
      pt: 'um arquivo do Pages, Numbers ou Keynote',
      saveAs: 'PDF',
    },
  ],
  [/epub/, { en: 'an e-book (EPUB)', pt: 'um livro eletrônico (EPUB)', saveAs: 'PDF' }],
  [/ms-outlook/, { en: 'a mail of Outlook (.msg)', pt: 'uma mensagem do Outlook (.msg)', saveAs: 'PDF' }],
  [/wordperfect/, { en: 'a WordPerfect document', pt: 'um documento do WordPerfect', saveAs: '.docx' }],
  [
    /visio|mspublisher|postscript/,
    { en: 'a drawing or a layout', pt: 'um desenho ou um leiaute', saveAs: 'PDF' },
  ],
  [/multipart\/related/, { en: 'a saved page (MHT)', pt: 'uma página salva (MHT)', saveAs: 'PDF' }],
  [/^image\//, { en: 'a picture', pt: 'uma imagem', saveAs: null }],
  [
    /zip|rar|7z|gzip/,
    {
      en: 'an archive without a Word document in it',
      pt: 'um arquivo compactado sem documento do Word dentro',
      saveAs: null,
    },
  ],
];

/** What people call a file of a type that is not read; null where the type has no name of its own. */
export function fileType(type: string | null | undefined): FileType | null {
  return TYPES.find(([pattern]) => pattern.test(type ?? ''))?.[1] ?? null;
}
