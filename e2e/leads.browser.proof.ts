import { describe, expect, test } from 'vitest';
import { choose } from '../testing/page/choose.ts';
import { until } from '../testing/product/app.ts';
import { LUCIA, MARINA, textOf } from '../testing/product/thread.ts';
import { hasBrowser, useWorkspacePage } from '../testing/product/use-workspace-page.ts';

const RENATA = 'U0RENATA';
const TAG = 'feira-maio';
const ROWS = [
  'Nome;Cargo;Empresa;Perfil;E-mail;Funcionários;País;Observação',
  'Ana Rocha;Coordenadora de CME;Hospital São Lucas;https://br.linkedin.com/in/ana-rocha-hsl/?trk=x;;1200;Brasil;feira',
  'Carlos Menezes;Diretor clínico;Clínica Vida;https://www.linkedin.com/in/carlos-menezes-cv;;80;Brasil;',
  'Joana Lima;Compras;Hospital Norte;https://www.linkedin.com/in/joana-lima-hn;joana(at)norte;11/50;Brasil;',
  'Lia Castro;Gerente de compras;Ortho SP;https://www.linkedin.com/in/lia-castro-osp;;;Brasil;',
  'Implantec;;Implantec;https://www.linkedin.com/company/implantec;;;Brasil;',
  'Ana B. Rocha;CME;Hospital São Lucas;https://www.linkedin.com/in/ana-rocha-hsl;;1200;Brasil;',
];
const file = { name: 'feira.csv', mimeType: 'text/csv', buffer: Buffer.from(ROWS.join('\r\n')) };

describe.skipIf(!hasBrowser)('leads and their campaign, by hand, on the workspace page', () => {
  const { page, open, faults, messages, thread, composer, become, picture, slack } = useWorkspacePage();

  const dialog = (name: string) => page().getByRole('dialog', { name });
  const press = (name: string | RegExp) => thread().getByRole('button', { name, exact: true });
  const said = (words: string | RegExp) => messages().getByText(words).last().waitFor();
  const below = (words: string | RegExp) => thread().getByText(words).last().waitFor();
  const openThreadOf = (words: string) =>
    messages()
      .getByRole('article')
      .filter({ hasText: words })
      .getByRole('button', { name: /repl(y|ies)/ })
      .last()
      .click();
  async function type(command: string): Promise<void> {
    await composer().fill(command);
    await page().keyboard.press('Enter');
  }

  test('a file is read and stored only on Import: columns, problems by row, then the best with their reasons', async () => {
    await open(MARINA);
    await type('/leads import');
    const form = dialog('Import leads');
    await form.locator('input[type=file]').setInputFiles(file);
    await form.getByText(file.name).waitFor();
    await form.getByLabel('Tag for all of them').fill(TAG);
    await form.getByRole('button', { name: 'Preview' }).click();
    const storing = messages().getByRole('button', { name: 'Import 4', exact: true });
    await storing.waitFor();
    for (const words of [
      'Perfil → LinkedIn profile',
      'Left out: Observação',
      '4 new leads',
      'Row 4: E-mail: no e-mail address (joana(at)norte); left empty',
      'Row 6: the address of a company, not of a person',
      'Row 7: the same person as in row 2, which counts',
    ])
      await said(words);
    await picture('leads-import', 1180);
    await storing.click();
    await said(/Imported for/);
    await type(`/leads top tag:${TAG}`);
    await said('The best of 4 leads');
    await said(/^\+35 title “CME”/);
    await picture('leads-top', 1180);
    expect(faults).toEqual([]);
  });

  test('a campaign: its people are counted, and each is approved, edited or skipped by someone else', async () => {
    await open(MARINA);
    await type('/outreach campaign');
    const form = dialog('New campaign');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Feira de maio');
    await form.getByRole('textbox', { name: 'Purpose' }).fill('Convidar para uma conversa sobre passivação.');
    await choose(form.getByRole('combobox', { name: 'Language of the words' }), 'Portuguese');
    await form.getByRole('textbox', { name: 'People', exact: false }).first().fill(`tag:${TAG}`);
    await form.getByRole('button', { name: 'Count the people' }).click();
    await form.getByText('4 people').waitFor();
    await form.getByRole('button', { name: 'Start' }).click();
    await said('Campaign: Feira de maio');

    await become('Lúcia');
    await openThreadOf('Campaign: Feira de maio');
    await press('Approve the 4 shown').waitFor();
    await picture('campaign', 2300);
    await press('Approve').first().click();
    await below(/Approved by/);
    await press('Skip').first().click();
    await dialog('Skip this person?').getByRole('button', { name: 'Skip' }).click();
    await below(/Skipped by/);
    await press('Edit').first().click();
    const words = dialog('Edit the words').getByRole('textbox').first();
    await words.fill(`${await words.inputValue()} Abraço!`);
    await dialog('Edit the words').getByRole('button', { name: 'Save' }).click();
    await below(/Abraço!/);
    await below(/Edited by/);

    await become('Thomas');
    await openThreadOf('Campaign: Feira de maio');
    await press('Approve the 2 shown').click();
    await dialog('Approve 2 people?').getByRole('button', { name: 'Approve' }).click();
    await below(/^Each person is decided/);
    expect(await press('Approve').count()).toBe(0);
    await picture('campaign-decided', 2300);
    await said('3 approved, not begun');
    expect(faults).toEqual([]);
  });

  test('the coming days as a picture and as text, under the limits as they are and as they are proposed', async () => {
    await open(RENATA);
    await type('/outreach forecast');
    await messages()
      .getByRole('img', { name: /^Chart of the releases of/ })
      .waitFor();
    const told = await until('the forecast', async () =>
      (await slack.messages(LUCIA, await slack.channel('marketing'))).find((m) => /^The next/.test(m.text)),
    );
    expect(textOf(told)).toContain('Feira de maio: first release');
    expect(textOf(told)).toMatch(/\d visits?/);
    await picture('forecast', 1180);
    await type('/outreach config');
    const limits = dialog('Outreach limits');
    await limits.getByRole('textbox', { name: 'Profile visits a day at most' }).fill('1');
    await limits.getByRole('textbox', { name: 'Profile visits a day at least' }).fill('1');
    await limits.getByRole('button', { name: 'Preview' }).click();
    const preview = dialog('Preview');
    await preview.getByRole('img', { name: /^Chart of the releases of/ }).waitFor();
    await preview.getByText('nothing is saved yet').waitFor();
    await picture('forecast-preview', 1180);
    expect(faults).toEqual([]);
  });
});
