import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian, Ubuntu and others put it. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @param args beside the usual ones: a camera, say */
export async function openChromium(args: readonly string[] = []): Promise<Browser> {
  const executablePath = places.find(existsSync);
  if (!executablePath) throw new Error('Desks need a browser to be tried in: apt-get install chromium');
  // NOTE: as root, as in containers, Chromium has no sandbox of its own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...args] });
}
