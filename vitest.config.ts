import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    include: ['lib/**/*.test.ts', 'app/**/*.test.ts'],
    globalSetup: [path.join(import.meta.dirname, 'lib/platform/test-global.ts')],
    setupFiles: [path.join(import.meta.dirname, 'lib/platform/test-setup.ts')],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { groupOrder: 0 },
  },
})
