import { folded } from '../../../platform/folded.ts';

/** What a unit measures and how much of it, against the base of its kind: "mm" is a thousandth of a length. */
export interface Unit {
  kind: string;
  factor: number;
}

/** Names of units of both languages, folded without accents. Kinds with one factor are not converted. */
const named: [kind: string, factor: number, names: string][] = [
  ['time', 1, 's seg segundo segundos sec second seconds'],
  ['time', 60, 'min minuto minutos minute minutes'],
  ['time', 3600, 'h hora horas hour hours hr hrs'],
  ['time', 86_400, 'dia dias day days'],
  ['time', 604_800, 'semana semanas week weeks'],
  // Months and years are no number of days.
  ['months', 1, 'mes meses month months'],
  ['months', 12, 'ano anos year years'],
  ['months', 120, 'decada decadas decade decades'],
  ['length', 1e-9, 'nm nanometro nanometros nanometer nanometers nanometre nanometres'],
  [
    'length',
    1e-6,
    'um µm μm micrometro micrometros micrometer micrometers micrometre micrometres micron microns micra',
  ],
  ['length', 1e-3, 'mm milimetro milimetros millimeter millimeters millimetre millimetres'],
  ['length', 1e-2, 'cm centimetro centimetros centimeter centimeters centimetre centimetres'],
  ['length', 1, 'm metro metros meter meters metre metres'],
  ['length', 1e3, 'km quilometro quilometros kilometer kilometers kilometre kilometres'],
  ['length', 0.0254, 'polegada polegadas inch inches'],
  ['mass', 1e-9, 'ng nanograma nanogramas nanogram nanograms'],
  ['mass', 1e-6, 'ug µg μg mcg micrograma microgramas microgram micrograms'],
  ['mass', 1e-3, 'mg miligrama miligramas milligram milligrams'],
  ['mass', 1, 'g grama gramas gram grams'],
  ['mass', 1e3, 'kg quilo quilos quilograma quilogramas kilogram kilograms kilo kilos'],
  ['mass', 1e6, 't tonelada toneladas ton tons tonne tonnes'],
  ['mass', 453.592, 'lb lbs libra libras pound pounds'],
  ['volume', 1e-6, 'ul µl μl microlitro microlitros microliter microliters'],
  ['volume', 1e-3, 'ml mililitro mililitros milliliter milliliters millilitre millilitres'],
  ['volume', 1, 'l litro litros liter liters litre litres'],
  ['celsius', 1, '°c oc celsius'],
  ['fahrenheit', 1, '°f of fahrenheit'],
  ['pressure', 1, 'pa pascal pascais pascals'],
  ['pressure', 1e3, 'kpa'],
  ['pressure', 1e6, 'mpa megapascal megapascais megapascals'],
  ['pressure', 1e9, 'gpa'],
  ['pressure', 1e5, 'bar bars'],
  ['pressure', 1e2, 'mbar'],
  ['psi', 1, 'psi'],
  ['mmhg', 1, 'mmhg'],
  ['power', 1, 'watt watts'],
  ['power', 1e3, 'kw quilowatt quilowatts kilowatt kilowatts'],
  ['energy', 1, 'kwh'],
  ['joule', 1, 'joule joules'],
  ['joule', 1e3, 'kj'],
  ['voltage', 1, 'volt volts'],
  ['voltage', 1e3, 'kv quilovolt quilovolts kilovolt kilovolts'],
  ['frequency', 1, 'hz hertz'],
  ['frequency', 1e3, 'khz'],
  ['frequency', 1e6, 'mhz megahertz'],
  ['frequency', 1e9, 'ghz gigahertz'],
  ['force', 1, 'newton newtons'],
  ['force', 1e3, 'kn'],
  ['dose', 1, 'gy gray grays'],
  ['dose', 1e3, 'kgy quilogray quilograys kilogray kilograys'],
  ['rpm', 1, 'rpm'],
  ['ppm', 1, 'ppm'],
  ['ppb', 1, 'ppb'],
  ['colonies', 1, 'ufc cfu'],
  ['percent', 1, '% percent'],
  ['points', 1, 'pp'],
  ['reais', 1, 'r$ brl real reais'],
  ['dollars', 1, 'us$ usd $ dolar dolares dollar dollars'],
  ['euros', 1, '€ eur euro euros'],
  ['pounds', 1, '£ gbp'],
];
const units = new Map<string, Unit>(
  named.flatMap(([kind, factor, names]) => names.split(' ').map((name) => [name, { kind, factor }] as const)),
);
/** Told from words by their capital alone. */
const capitals = new Map<string, Unit>([
  ['V', { kind: 'voltage', factor: 1 }],
  ['W', { kind: 'power', factor: 1 }],
  ['N', { kind: 'force', factor: 1 }],
  ['J', { kind: 'joule', factor: 1 }],
]);
const powers: Record<string, number> = { '': 1, '2': 2, '²': 2, '3': 3, '³': 3 };

/** The unit that a word or sign names ("mm", "mg/mL", "cm²"); undefined: none that is known here. Pure. */
export function unitOf(written: string): Unit | undefined {
  const parts = written.split('/').map(simple);
  if (parts.some((part) => part === undefined)) return undefined;
  // SAFETY: none of them is undefined.
  const [above, ...below] = parts as Unit[];
  if (!above) return undefined;
  return below.reduce(
    (unit, { kind, factor }) => ({ kind: `${unit.kind}/${kind}`, factor: unit.factor / factor }),
    above,
  );
}

function simple(written: string): Unit | undefined {
  const [, name = '', power = ''] = /^(.+?)([²³23]?)$/u.exec(written) ?? [];
  const plain = folded(name).replace(/^[ºo](?=[cf]$)/, '°');
  const unit = capitals.get(name) ?? units.get(plain);
  const raised = powers[power] ?? 1;
  if (!unit || raised === 1) return unit;
  return { kind: `${unit.kind}^${raised}`, factor: unit.factor ** raised };
}
