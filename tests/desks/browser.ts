import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openChromium } from './chromium.js';

const screenshots = join(import.meta.dirname, 'screenshots');
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** @param args beside the usual ones: a camera, say */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  mkdirSync(screenshots, { recursive: true });
  return openChromium(args);
}

/** A counter's screen, and what went wrong on it. */
export interface Screen {
  context: BrowserContext;
  page: Page;
  /** Errors of scripts, and what the content security policy had to stop. */
  wrongs: string[];
}

/** A browser of its own, as a counter's: 1366 × 768, of which the browser itself takes a part. */
export async function openScreen(browser: Browser): Promise<Screen> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 660 } });
  await context.addInitScript({ path: axeFile });
  const page = await context.newPage();
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) wrongs.push(message.text());
  });
  return { context, page, wrongs };
}

export async function photograph(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** What breaks WCAG 2.2 AA on the page as it stands: the rule and where, one line each. */
export async function barriers(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself on the window
    return (window as any).axe.run(document, { runOnly: { type: 'tag', values: tags } });
  });
  return found.violations.flatMap((rule: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
    rule.nodes.map(({ html, failureSummary }) => `${rule.id}: ${html.slice(0, 120)} ${failureSummary}`),
  );
}

/** The same in Vietnamese and in English, in which the page stands for that moment. */
export async function barriersInBoth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const language of ['en', 'vi']) {
    // NOTE: not by a key: what has the focus keeps it, and an open dialog stays open.
    await page.evaluate((code) => {
      document.querySelector<HTMLButtonElement>(`.languages [lang=${code}]`)!.click();
    }, language);
    await page.locator(`html[lang=${language}]`).waitFor();
    found.push(...(await barriers(page)).map((line) => `${language}: ${line}`));
  }
  return found;
}

/**
 * Signs a sample officer in, by keyboard; the first who is offered unless another is named.
 * @param ready what has the focus, or stands there, when his desk is open
 */
export async function signInByKeys(
  page: Page,
  origin: string,
  { who = null, ready = '#scan-box:focus' }: { who?: string | null; ready?: string } = {},
): Promise<void> {
  await page.goto(`${origin}/desk/`);
  await page.locator('a.primary:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('button[name=who]:focus').waitFor();
  if (who) await page.locator(`button[name=who][value="${who}"]`).press('Enter');
  else await page.keyboard.press('Enter');
  await page.locator(ready).waitFor();
}

/** Types as a scanner does, at 4 ms a key, Enter at the end. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 4 });
  await page.keyboard.press('Enter');
}

/** The answer to a look, once it is whole. */
export async function answerOn(page: Page): Promise<{ outcome: string | null; tag: string | null }> {
  await page.locator('[data-tag]').waitFor();
  return {
    outcome: await page.locator('[data-outcome]').getAttribute('data-outcome'),
    tag: await page.locator('[data-tag]').getAttribute('data-tag'),
  };
}
