// `npm run sbom [-- FILE]`: the bill of materials of what runs in production, as CycloneDX JSON; on standard output without FILE.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { productionBill } from './production-bill.ts';

const [file] = process.argv.slice(2);
const bill = `${JSON.stringify(productionBill(join(import.meta.dirname, '..')), null, 2)}\n`;
if (file === undefined) process.stdout.write(bill);
else writeFileSync(file, bill);
