import { describe, expect, it } from 'vitest';
import { joinScripts } from './join-scripts.ts';

/** `^…^` is raised, `_…_` lowered. */
function said(written: string): string {
  return joinScripts(
    written.split(/(\^[^^]+\^|_[^_]+_)/).map((text) => {
      if (/^\^.+\^$/.test(text)) return { text: text.slice(1, -1), script: 'super' };
      return /^_.+_$/.test(text) ? { text: text.slice(1, -1), script: 'sub' } : { text, script: 'none' };
    }),
  );
}

describe('joinScripts()', () => {
  it.each([
    ['10^7^ ciclos', '10⁷ ciclos'],
    ['2 × 10^−6^ mbar', '2 × 10⁻⁶ mbar'],
    ['2 × 10 ^-6^ mbar', '2 × 10⁻⁶ mbar'],
    ['5 mm^2^ e 3 m^3^', '5 mm² e 3 m³'],
    ['kg/m^3^', 'kg/m³'],
    ['W m^−1^ K^−1^', 'W m⁻¹ K⁻¹'],
    ['x^2^ + y^2^', 'x² + y²'],
    ['(a + b)^2^', '(a + b)²'],
    ['x^n+1^', 'x^(n+1)'],
    ['x^n^', 'xⁿ'],
    ['10^0,5^', '10^0,5'],
    ['Ca^2+^', 'Ca²⁺'],
    ['^60^Co', '⁶⁰Co'],
  ])('keeps %s a power', (written, wanted) => {
    expect(said(written)).toBe(wanted);
  });

  it.each([
    ['860 MPa^1^ no estado', '860 MPa [1] no estado'],
    ['em 2023^2^.', 'em 2023 [2].'],
    ['titânio^2^', 'titânio [2]'],
    ['titânio^1,2^', 'titânio [1,2]'],
    ['o valor de^3^', 'o valor de [3]'],
    ['795^a^ MPa', '795 [a] MPa'],
    ['0,8^2^', '0,8 [2]'],
    ['^1^ Medido a 20 °C', '[1] Medido a 20 °C'],
    ['texto^[12]^', 'texto [12]'],
  ])('sets the mark of %s apart', (written, wanted) => {
    expect(said(written)).toBe(wanted);
  });

  it.each([
    ['TiO_2_ e H_2_O', 'TiO2 e H2O'],
    ['Fe_2_O_3_', 'Fe2O3'],
    ['R_p0,2_ de 860', 'Rp0,2 de 860'],
    ['log_10_5', 'log₁₀5'],
    ['x_i_', 'x_i'],
    ['n^o^ 5, 1^a^ via', 'nº 5, 1ª via'],
    ['the 1^st^ lot, Alba^TM^', 'the 1st lot, Alba™'],
  ])('reads %s as people type it', (written, wanted) => {
    expect(said(written)).toBe(wanted);
  });
});
