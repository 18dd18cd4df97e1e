import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './chromium'

export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: 'results',
  // One product serves all journeys; each makes what it needs.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  use: {
    browserName: 'chromium',
    launchOptions: await chromiumOptions(),
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
  },
})
