/** The whole product in each shell: the built page, the real core, the model that ships. */
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shells } from './shells.ts';

const shots = 'test-results';

describe.each(shells)('in $name', ({ name, open }) => {
  let page: Page;
  let close: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    ({ page, close } = await open());
    page.setDefaultTimeout(30_000);
    await page.getByRole('textbox', { name: 'Question' }).waitFor();
  }, 180_000);
  afterAll(() => close?.());

  const lastCard = () => page.getByRole('article').last();
  async function ask(text: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Question' }).fill(text);
    await page.keyboard.press('Enter');
    await page
      .getByRole('article', { name: text })
      .getByText(/recorded as/)
      .last()
      .waitFor();
  }

  it('answers with a program that the model wrote, and replays it', async () => {
    await ask('How much interest on $10,000 at 5% for 3 years?');
    expect(await lastCard().locator('.value').innerText()).toMatch(/^1,500\.00\s*USD$/);
    expect(await lastCard().locator('mark').allInnerTexts()).toEqual(['$10,000', '5%', '3 years']);
    expect(await lastCard().locator('math').count()).toBe(1);
    await page.screenshot({ path: `${shots}/product-${name}.png` });
    await lastCard().getByRole('button', { name: 'Program' }).click();
    await lastCard().getByText('(export "answer")').waitFor();
    await lastCard().getByText('(param $principal i32)').first().waitFor();
    await lastCard().getByRole('button', { name: 'Replay' }).click();
    await lastCard().getByText('Unchanged, and the program gives 1500 with').waitFor();
  });

  it('asks for what is missing, and the typed rate completes the program', async () => {
    await ask('Monthly payment on a $250,000 loan over 30 years?');
    const field = lastCard().getByRole('textbox', { name: 'Annual rate' });
    await field.fill('6.5%');
    await field.press('Enter');
    await expect.poll(() => page.locator('.value').last().innerText()).toMatch(/^1,580\.17\s*USD$/);
    expect(await lastCard().innerText()).toContain('you answered “6.5%”');
  });

  it('declines what is not a calculation', async () => {
    await ask('Write me a poem about the sea.');
    expect(await lastCard().locator('.value').count()).toBe(0);
  });
});
