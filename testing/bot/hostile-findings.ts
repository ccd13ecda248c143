import fc from 'fast-check';
import {
  type Finding,
  type FindingParams,
  findingParams,
  type KitWarning,
  kitWarningParams,
} from '../../ports/content.ts';
import { paramsOf } from '../sample-params.ts';

/** Any finding, told with `words`. */
export function anyFinding<Place>(words: fc.Arbitrary<string>, place: fc.Arbitrary<Place>) {
  return fc.tuple(fc.constantFrom(...Object.keys(findingParams)), words, place).map(([code, word, at]) => {
    // SAFETY: the params are made of the code's own shape.
    return {
      code,
      params: paramsOf(findingParams[code as keyof FindingParams], word),
      place: at,
    } as Finding<Place>;
  });
}

export function anyKitWarning() {
  return fc.constantFrom(...Object.entries(kitWarningParams)).map(([code, shape]) => {
    // SAFETY: as above.
    return { code, params: paramsOf(shape, '') } as KitWarning;
  });
}
