import { posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import renderer from './renderer/vite.config.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The core finds its data (migrations, library, runtime) beside its sources. Bundled into out/main/*.js it must still
 * see itself there, so its import.meta keeps naming the source's place, relative to the app's root.
 */
const sourcePlaces = (): Plugin => ({
  name: 'source-places',
  enforce: 'pre',
  transform(code, id) {
    const place = relative(here('.'), id.split('?')[0] ?? id).replaceAll('\\', '/');
    if (!/^(core|library|decimal)\//.test(place) || !code.includes('import.meta.')) return null;
    const url = (path: string): string => `new URL(${JSON.stringify(`../../${path}`)}, import.meta.url)`;
    const file = (path: string): string => `process.getBuiltinModule('node:url').fileURLToPath(${url(path)})`;
    const placed = code.replaceAll(/\bimport\.meta\.(url|dirname|filename)\b/g, (_all, name: string) => {
      if (name === 'url') return `(${url(place)}).href`;
      return file(name === 'dirname' ? posix.dirname(place) : place);
    });
    return { code: placed, map: null };
  },
});

export default defineConfig({
  main: {
    plugins: [sourcePlaces()],
    build: {
      outDir: here('out/main'),
      externalizeDeps: true,
      rollupOptions: {
        input: { index: here('main/index.ts'), sandbox: here('core/sandbox/child.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: here('out/preload'),
      rollupOptions: {
        input: { index: here('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer,
});
