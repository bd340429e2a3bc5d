import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from '../../lib/profiling/chromium.ts';
import { measureInBrowser } from '../../lib/profiling/measure-in-browser.ts';
import { type MeasuringServer, serveMeasuring } from '../../lib/profiling/server.ts';
import { FLAGS } from '../browser.ts';
import { NETWORKS } from './networks.ts';

const executablePath = findChromium(process.env);
const suite = executablePath
  ? 'the page that measures a device'
  : 'the page that measures a device (skipped: no Chromium at CHROMIUM_PATH or on the PATH)';

const ROUNDS = 3;
const WHERE = { networks: NETWORKS, rounds: ROUNDS, backend: 'wasm', host: '127.0.0.1', port: 0 } as const;
/** Small, with a finger in place of a mouse. */
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true };

describe.skipIf(!executablePath)(suite, () => {
  let browser: Browser;
  let server: MeasuringServer;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: FLAGS });
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    server = await serveMeasuring(WHERE);
    page = await (await browser.newContext(PHONE)).newPage();
    complaints.length = 0;
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterEach(async () => {
    await page.context().close();
    await server.close();
  });

  /** Keeps a picture where SPOTNAS_SCREENSHOTS names a folder. */
  async function picture(name: string): Promise<void> {
    const folder = process.env.SPOTNAS_SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  }

  it('measures a phone on whose screen Start is touched', async () => {
    await page.goto(server.url);
    const start = page.getByRole('button', { name: 'Start' });
    await start.and(page.locator(':enabled')).waitFor();
    expect((await start.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    await picture('before');
    await start.tap();
    const { turns, runtime } = await server.done;
    await page.getByText('Done. This page can be closed.').waitFor();
    await picture('done');
    expect(turns).toHaveLength(ROUNDS * NETWORKS.length);
    expect(runtime).toMatchObject({ backend: 'wasm', runtime: expect.stringMatching(/^tfjs 4.*wasm with SIMD$/) });
    expect(complaints).toEqual([]);
  });

  it('goes on after it was loaded again', async () => {
    const lost = page.waitForRequest((request) => request.postDataJSON()?.round === 1);
    // The post of the second round never arrives.
    await page.route('**/turns', (route) => route.request().postDataJSON().round === 1 || route.continue());
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Start' }).tap();
    await lost;
    await picture('meanwhile');
    await page.unrouteAll();
    await page.reload();
    await page.getByRole('button', { name: 'Start' }).tap();
    expect((await server.done).turns).toHaveLength(ROUNDS * NETWORKS.length);
  });

  it('says that another device measures already', async () => {
    const begin = { agent: 'other phone', backend: 'wasm', runtime: 'tfjs' };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${server.url}begin`, { method: 'POST', headers, body: JSON.stringify(begin) });
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Start' }).tap();
    await page.getByText('Stopped: another device measures already: other phone').waitFor();
    await picture('refused');
  });

  it('says what the browser has not, there and here', async () => {
    const other = await serveMeasuring({ ...WHERE, backend: 'webgpu' });
    await page.goto(other.url);
    await page.getByText('Stopped: this browser has no webgpu').waitFor();
    await expect(other.done).rejects.toThrow('the device cannot measure: this browser has no webgpu');
    await other.close();
  });

  it('needs nobody in a Chromium of this computer', async () => {
    const { ms, engine } = await measureInBrowser({ ...WHERE, chromium: executablePath! });
    expect(ms).toHaveLength(NETWORKS.length);
    expect(Math.min(...ms)).toBeGreaterThan(0);
    expect(engine).toMatch(/^tfjs 4.* in Mozilla/);
  });

  it('tells when that Chromium ends', async () => {
    const ended = measureInBrowser({ ...WHERE, chromium: '/bin/false' });
    await expect(ended).rejects.toThrow('/bin/false ended before all was measured: exit 1');
  });
});
