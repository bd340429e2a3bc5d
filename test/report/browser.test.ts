import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../lib/profiling/chromium.ts';
import { renderReport } from '../../lib/report/report.ts';
import { FLAGS } from '../browser.ts';
import { sampleInput } from './sample.ts';

const executablePath = findChromium(process.env);
const input = sampleInput();

const VIEWS = [
  { name: 'wide, light', width: 1280, colorScheme: 'light', ground: 'rgb(255, 255, 255)' },
  { name: 'wide, dark', width: 1280, colorScheme: 'dark', ground: 'rgb(21, 24, 28)' },
  { name: 'narrow, light', width: 390, colorScheme: 'light', ground: 'rgb(255, 255, 255)' },
  { name: 'narrow, dark', width: 390, colorScheme: 'dark', ground: 'rgb(21, 24, 28)' },
] as const;

const suite = executablePath
  ? 'the report in Chromium'
  : 'the report in Chromium (skipped: no Chromium at CHROMIUM_PATH or on the PATH)';

describe.skipIf(!executablePath)(suite, () => {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-report-'));
  const file = join(folder, 'report.html');
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(file, renderReport(input));
    browser = await chromium.launch({ executablePath: executablePath!, args: FLAGS });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(VIEWS)('$name: draws everything, asks the network for nothing', async ({ width, colorScheme, ground }) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);

    const count = (selector: string) => page.locator(selector).count();
    const drawn = {
      empty: await page.locator('svg, .mark, .block').evaluateAll((elements) =>
        elements.flatMap((element) => {
          const { width, height } = element.getBoundingClientRect();
          return width + height === 0 ? [element.outerHTML] : [];
        }),
      ),
      scatter: await count('#trade-off ~ figure .plot .mark'),
      course: await count('#progress ~ figure .plot .mark'),
      blocks: await count('.drawing .block'),
      overflow: await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth),
      ground: await page
        .locator('body')
        .evaluate((body) => body.computedStyleMap().get('background-color')!.toString()),
    };

    expect(drawn).toEqual({
      empty: [],
      scatter: input.trials.filter(({ state }) => state === 'complete').length,
      course: input.trials.length,
      blocks: 26,
      overflow: 0,
      ground,
    });
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
