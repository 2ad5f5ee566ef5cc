import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildPage, startApp, type App, type BuiltPage } from './app.ts';
import { launch } from './browser.ts';

const savings = 'I put $15,000 in an account at 4.2% simple interest. What does it earn in 5 years?';
const shots = 'test-results';
vi.setConfig({ testTimeout: 20_000, hookTimeout: 20_000 });

let built: BuiltPage;
let browser: Browser;
let app: App;
let context: BrowserContext;
let page: Page;
/** Whatever the page complained of, its content security policy among it. */
let complaints: string[];
/** Addresses outside the app that the page asked for. */
let strangers: string[];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  built = await buildPage();
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  built?.remove();
});

beforeEach(async () => {
  complaints = [];
  strangers = [];
  app = await startApp(built);
  context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(app.origin) && !request.url().startsWith('data:')) strangers.push(request.url());
  });
  page.setDefaultTimeout(8_000);
  await page.goto(app.url);
  await question().waitFor();
});
afterEach(async () => {
  await context?.close();
  await app?.end();
  expect(complaints).toEqual([]);
  expect(strangers).toEqual([]);
});

const question = () => page.getByRole('textbox', { name: 'Question' });
const lastCard = () => page.getByRole('article').last();

async function ask(text: string): Promise<void> {
  await question().fill(text);
  await question().press('Enter');
  await page
    .getByRole('article', { name: text })
    .getByText(/recorded as/)
    .last()
    .waitFor();
}

describe('an answer', () => {
  beforeEach(() => ask(savings));

  it('shows the value, its inputs where they were read, and the formula', async () => {
    expect(await lastCard().locator('.value').innerText()).toMatch(/3,150\.00\s*USD/);
    expect(await lastCard().locator('dt').allInnerTexts()).toEqual(['Principal', 'Annual rate', 'Term', 'Day count']);
    expect(await lastCard().locator('mark').allInnerTexts()).toEqual(['$15,000', '4.2%', '5 years']);
    const math = lastCard().locator('math');
    expect(await math.evaluate((node) => node.namespaceURI)).toBe('http://www.w3.org/1998/Math/MathML');
    expect(
      await math.evaluate((node) => [node.querySelectorAll('script').length, node.getAttribute('onclick')]),
    ).toEqual([0, null]);
  });

  it('has its program one click away, with the hash', async () => {
    await lastCard().getByRole('button', { name: 'Program' }).click();
    await lastCard().getByText('(export "answer")').waitFor();
    expect(await lastCard().locator('code').innerText()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is replayed and copied', async () => {
    await lastCard().getByRole('button', { name: 'Replay' }).click();
    await lastCard().getByText('digit for digit').waitFor();
    await lastCard().getByRole('button', { name: 'Copy value' }).click();
    await lastCard().getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('3150');
    await lastCard().getByRole('button', { name: 'Copy all' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('SHA-256');
  });

  it('is said to those who listen, and leaves the question ready for the next', async () => {
    expect(await page.locator('body > #app > [aria-live]').innerText()).toContain('3,150.00 USD.');
    expect(await question().evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it('is still there after the page is loaded again', async () => {
    await page.reload();
    await page.getByRole('article', { name: savings }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['conversation']);
  });
});

it('marks an answer that is not sure, and shows figures that it did not use', async () => {
  await ask('maybe $15,000 at 4.2% over 5 years since 2024?');
  expect(await lastCard().innerText()).toMatch(/check the inputs/i);
  expect(await lastCard().innerText()).toContain('Not used: 2024');
});

it('asks for what is missing, in a field that has the focus, and Enter completes', async () => {
  await ask('Monthly payment on a $250,000 loan over 30 years?');
  const field = lastCard().getByRole('textbox', { name: 'Annual rate' });
  await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  expect(await page.getByRole('article').count()).toBe(1);
  await page.keyboard.type('6.5 %');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('article').count()).toBe(2);
  expect(await lastCard().innerText()).toContain('you answered “6.5 %”');
  expect(await page.getByRole('textbox', { name: 'Annual rate' }).count()).toBe(0);
});

it.each([
  ['What is the weather?', 'not a question of finance'],
  ['Divide by zero', 'divides by zero'],
])('%s: says why not in a sentence', async (text, reason) => {
  await ask(text);
  expect(await lastCard().innerText()).toContain(reason);
});

it.each([
  ['Esc', () => page.keyboard.press('Escape')],
  ['the button', () => page.getByRole('button', { name: 'Stop' }).click()],
])('shows what it does while it works, and stops by %s', async (_name, stop) => {
  await question().fill('slow');
  await question().press('Enter');
  await page.getByText('(module').waitFor();
  await page.screenshot({ path: `${shots}/working.png` });
  await stop();
  await lastCard().getByText('Stopped before there was a value.').waitFor();
});

describe('the history', () => {
  it('is grouped by day, searched, and opens a conversation', async () => {
    await ask(`${savings} (yesterday)`);
    await page.getByRole('button', { name: 'New conversation' }).click();
    expect(await page.getByRole('article').count()).toBe(0);
    await ask('What is the weather?');
    const nav = page.getByRole('navigation');
    expect(await nav.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Today', 'Yesterday']);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('simple');
    await expect.poll(() => nav.getByRole('listitem').count()).toBe(1);
    await nav.getByRole('listitem').getByRole('button').click();
    await page.getByRole('article', { name: savings }).waitFor();
  });
});

it('offers examples when there is nothing yet', async () => {
  await page.getByRole('heading', { name: 'What do you want to compute?' }).waitFor();
  await page.locator('section li button').nth(2).click();
  await page.getByRole('article').waitFor();
});

it('imports rates, and says what it got or why not', async () => {
  const choose = (name: string) =>
    page.locator('input[type=file][accept]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('x') });
  await choose('rates.csv');
  await page.getByText('31 rates of 1 day').waitFor();
  await choose('cat.png');
  await page.getByText('is not a file of exchange rates').waitFor();
});

it('exports evidence, and says up to which record a checkpoint speaks', async () => {
  await page.getByRole('button', { name: 'Export evidence' }).click();
  await page.getByText('0 records are in /exports/1.').waitFor();
  const file = { name: 'checkpoint', mimeType: 'text/plain', buffer: Buffer.from('a note') };
  await page.locator('input[type=file]:not([accept])').setInputFiles(file);
  await page.getByText('Anchored up to record 0.').waitFor();
});

it('says what to do when it was opened without the token of this run', async () => {
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  await page.goto(app.origin);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('Open the address that WatLedger printed');
  complaints = complaints.filter((text) => !text.includes('401'));
});

it('says so in a sentence when the server is gone', async () => {
  await app.close();
  await question().fill('How much?');
  await question().press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('not running');
  expect(await question().inputValue()).toBe('How much?');
  complaints = complaints.filter((text) => !text.includes('ERR_CONNECTION_REFUSED'));
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  const findings = async (): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  };

  it('axe finds nothing', async () => {
    await page.emulateMedia({ colorScheme });
    expect(await findings()).toEqual([]);
    await page.screenshot({ path: `${shots}/empty-${colorScheme}.png` });
    await ask(savings);
    await page.screenshot({ path: `${shots}/answer-${colorScheme}.png` });
    await lastCard().getByRole('button', { name: 'Program' }).click();
    await lastCard().getByText('(export "answer")').waitFor();
    await lastCard().getByRole('button', { name: 'Replay' }).click();
    await ask('What is the weather?');
    await ask('maybe $15,000 at 4.2% over 5 years since 2024?');
    await page.screenshot({ path: `${shots}/unsure-${colorScheme}.png` });
    await ask('Monthly payment on a $250,000 loan over 30 years?');
    expect(await findings()).toEqual([]);
    await page.screenshot({ path: `${shots}/asked-${colorScheme}.png` });
    await page.locator('section').evaluate((node) => (node.scrollTop = 0));
    await page.screenshot({ path: `${shots}/program-${colorScheme}.png` });
  }, 60_000);
});

it('fits a narrow window without scrolling sideways', async () => {
  await page.setViewportSize({ width: 420, height: 800 });
  await ask(savings);
  await page.screenshot({ path: `${shots}/narrow.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
});
