import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { licencesOfWorkers } from './licences-of-workers.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The pages, each a folder here and below `dist/desks/`; `--mode` says which is built. */
const pages: readonly string[] = ['explore', 'desk'];

/**
 * Builds one web page into `dist/desks/<page>/`, every byte of it served by the hub itself at `/<page>/`: its scripts,
 * workers, fonts and third-party licences lie below the folder, so that the hub can serve that as it is.
 *
 * NOTE: `assetsInlineLimit: 0` keeps small files as files; an inlined icon would need `img-src data:`.
 * The silenced log is about React compiler directives in packages already compiled: it says nothing to us.
 */
export default defineConfig(({ mode: page }) => {
  if (!pages.includes(page)) throw new Error(`--mode is one of ${pages.join(', ')}.`);
  const licences = { fileName: 'licenses.md' };
  const { ofWorkers, ofPage } = licencesOfWorkers(licences.fileName);
  return {
    root: `${here}${page}`,
    base: `/${page}/`,
    publicDir: false,
    plugins: [react(), ofPage],
    worker: { format: 'es', plugins: () => [ofWorkers] },
    build: {
      outDir: `../../../dist/desks/${page}`,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
      license: licences,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        onLog: (level, log, report) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
      },
    },
  };
});
