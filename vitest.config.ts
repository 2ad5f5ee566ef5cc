import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,decimal,library,server,cli,main,preload,renderer,models,tools,e2e}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: a browser, a sandbox child and a build at once make each other time out.
    maxWorkers: 2,
  },
});
