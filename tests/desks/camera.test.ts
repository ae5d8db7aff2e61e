import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { sampleCards } from '../../src/sample/cards.js';
import { until } from '../faults/until.js';
import type { Hub } from '../support/hub.js';
import {
  answerOn,
  barriersInBoth,
  openBrowser,
  openScreen,
  photograph,
  type Screen,
  signInByKeys,
} from './browser.js';
import { writeFilm } from './filmed-code.js';
import { openDeskHub } from './signed-in.js';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-film-'));
const [ofCard, ofTable] = [join(folder, 'card.y4m'), join(folder, 'table.y4m')];
const cameras = (count: number) => `--use-fake-device-for-media-stream=device-count=${count}`;
const playing = (film: string) => [cameras(1), `--use-file-for-fake-video-capture=${film}`];
const allowed = '--use-fake-ui-for-media-stream';

let hub: Hub & { origin: string };
let cardText: string;
let browser: Browser | null = null;
let screen: Screen;
let page: Page;

beforeAll(async () => {
  hub = await openDeskHub();
  const [card] = await sampleCards({ urls: hub.cluster.databases.owners, count: 1 });
  cardText = card!.cardText;
  writeFilm(ofCard, cardText);
  writeFilm(ofTable, null);
});
afterEach(async () => {
  await browser?.close();
  browser = null;
});
afterAll(async () => {
  await hub?.stop();
  rmSync(folder, { recursive: true });
});

/** A desk in a browser with these cameras; what they send is kept on the page, to be looked at. */
async function openDesk(args: readonly string[], before?: (page: Page) => Promise<unknown>): Promise<void> {
  browser = await openBrowser(args);
  screen = await openScreen(browser);
  page = screen.page;
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    const sent: MediaStreamTrack[] = [];
    Object.assign(window, { sent });
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      sent.push(...stream.getTracks());
      return stream;
    };
  });
  await before?.(page);
  await signInByKeys(page, hub.origin);
}

/** Whether each thing a camera sent is still being sent, in order. */
const tracks = () =>
  page.evaluate(() =>
    (window as unknown as { sent: MediaStreamTrack[] }).sent.map(({ readyState }) => readyState),
  );
const cameraIs = (state: string) => page.locator(`[data-camera=${state}]`).waitFor();

describe('The camera of a desk', () => {
  it('reads the code of a card, which is looked up like a scan, and is off again', async () => {
    const asked: string[] = [];
    await openDesk([...playing(ofCard), allowed], async (page) => {
      page.on('request', (request) => asked.push(request.url()));
    });
    const parts = () => asked.filter((url) => /code-reader|\.wasm$/.test(url));
    expect(parts()).toEqual([]);
    await page.keyboard.press('F4');
    expect(await answerOn(page)).toEqual({ outcome: 'MATCHED', tag: 'ACTIVE' });
    expect(await page.locator('.person-name').textContent()).toBe(cardText.split('|')[2]);
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await tracks()).toEqual(['ended']);
    await page.locator('#scan-box:focus').waitFor();
    expect(parts().map((url) => new URL(url).pathname)).toEqual([
      expect.stringMatching(/^\/desk\/assets\/code-reader\.worker-[\w-]+\.js$/),
      expect.stringMatching(/^\/desk\/assets\/zxing_reader-[\w-]+\.wasm$/),
    ]);
    expect(asked.filter((url) => !url.startsWith(hub.origin))).toEqual([]);
    expect(screen.wrongs).toEqual([]);
  });

  it('shows what it sees, offers another camera, and stops at Esc', async () => {
    await openDesk([cameras(2), allowed]);
    await page.getByRole('button', { name: 'Máy ảnh' }).press('Enter');
    await cameraIs('LOOKING');
    await photograph(page, 'camera');
    expect(await page.locator('.camera select option').count()).toBe(2);
    const second = await page.locator('.camera select option').nth(1).getAttribute('value');
    await page.locator('.camera select').selectOption(second);
    await until('the second is on', async () => String(await tracks()) === 'ended,live');
    await cameraIs('LOOKING');
    expect(await page.locator('.camera select').inputValue()).toBe(second);
    expect(await barriersInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('#scan-box:focus').waitFor();
    await until('both are off', async () => String(await tracks()) === 'ended,ended');
    expect(screen.wrongs).toEqual([]);
  });

  it('says that the browser refuses it', async () => {
    await openDesk([...playing(ofTable), `${allowed}=deny`]);
    await page.keyboard.press('F4');
    await cameraIs('REFUSED');
    await photograph(page, 'camera-refused');
    expect(await barriersInBoth(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('#scan-box:focus').waitFor();
  });

  it('says that there is none, and tries again', async () => {
    await openDesk([cameras(0), allowed]);
    await page.keyboard.press('F4');
    await cameraIs('NO_CAMERA');
    expect(await barriersInBoth(page)).toEqual([]);
    await page.getByRole('button', { name: 'Thử lại' }).press('Enter');
    await cameraIs('NO_CAMERA');
  });

  it('says that the reader cannot be had, is off then, and reads once it can', async () => {
    await openDesk([...playing(ofCard), allowed]);
    await screen.context.route('**/*.wasm', (route) => route.abort());
    await page.keyboard.press('F4');
    await cameraIs('NO_READER');
    expect(await tracks()).toEqual(['ended']);
    expect(await barriersInBoth(page)).toEqual([]);
    await photograph(page, 'camera-no-reader');
    await screen.context.unroute('**/*.wasm');
    await page.getByRole('button', { name: 'Thử lại' }).press('Enter');
    expect(await answerOn(page)).toMatchObject({ outcome: 'MATCHED' });
  });

  it('says that a page without https gets none', async () => {
    await openDesk([...playing(ofTable), allowed]);
    await page.evaluate(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
    await page.keyboard.press('F4');
    await cameraIs('INSECURE');
    expect(await barriersInBoth(page)).toEqual([]);
  });

  it('is gone when its cable is', async () => {
    await openDesk([...playing(ofTable), allowed]);
    await page.keyboard.press('F4');
    await cameraIs('LOOKING');
    await page.evaluate(() =>
      (window as unknown as { sent: MediaStreamTrack[] }).sent[0]!.dispatchEvent(new Event('ended')),
    );
    await cameraIs('LOST');
  });
});

describe('The page beside it', () => {
  it('makes no machine code of anything, and runs no other script as a worker', async () => {
    await openDesk(playing(ofTable));
    const refusals = await page.evaluate(async () => {
      const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
      const compiled = await WebAssembly.compile(empty).then(
        () => 'compiled',
        (error: Error) => error.name,
      );
      const tryWorker = (): string => {
        try {
          new Worker(document.querySelector('script')!.src);
          return 'started';
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [compiled, tryWorker()];
    });
    expect(refusals).toEqual(['CompileError', 'TypeError']);
  });
});
