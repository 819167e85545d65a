import { defineConfig } from 'vitest/config'

/** The embedded engine cannot live in a worker thread, so each test file runs in a process of its own. */
export default defineConfig({
  test: {
    globalSetup: ['test/cli/build-cli.ts'],
    pool: 'forks',
    maxWorkers: 2,
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
