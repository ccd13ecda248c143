/**
 * What a spreadsheet takes for a formula, also wide and behind spaces: for papaparse's `escapeFormulae`, whose own pattern leaves
 * out what has several lines. Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export const formulaCell = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
