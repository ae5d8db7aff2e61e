import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Builds the web pages into `dist/desks/<page>/`, every byte of them served by the hub itself.
 *
 * One page, one folder: the page `explore` is `explore/index.html` with its scripts, workers, fonts and
 * third-party licences below `explore/`, so that the hub can serve the folder at `/explore/` as it is.
 *
 * NOTE: `assetsInlineLimit: 0` keeps small files as files; an inlined icon would need `img-src data:`.
 * The silenced log is about React compiler directives in packages already compiled: it says nothing to us.
 */
export default defineConfig({
  root: here,
  base: '/',
  publicDir: false,
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../../dist/desks',
    emptyOutDir: true,
    assetsDir: 'explore/assets',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    license: { fileName: 'explore/licenses.md' },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { explore: fileURLToPath(new URL('explore/index.html', import.meta.url)) },
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
});
