// How long a person waits from dropping a file to seeing its first rows, in a real Chromium on the built product. The
// browser reads a slice, so that the size of the file must not matter. Files are dropped as a hand does it.
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { chromiumOptions } from '@/e2e/chromium'
import { userColumns, userRows } from '../data/users-file'
import { schoolsFor } from '../data/schools-file'
import { spreadOf } from '../figures'
import type { Ledger } from '../ledger'
import { timesOf } from '../ledger'
import { markdownTable } from '../print-tables'
import { startProduct, type StartedProduct } from '../started-product'

/** No longer than this, whatever the size. */
const MUST_MS = 150
/** Real rows at the beginning of a file; behind them nothing is ever read, and it is a hole on the disk. */
const ROWS_WRITTEN = 30_000
const WAIT_MS = 30_000

const sizes = [
  { name: '1 kB', bytes: 1000 },
  { name: '200 MB', bytes: 200_000_000 },
  { name: '2 GB', bytes: 2_000_000_000 },
] as const

/** Measures every size so often. The first look of each page is thrown away: it loads what later ones have. */
export async function measureFirstRows(folder: string, rounds: number, ledger: Ledger): Promise<void> {
  const files = await makeFiles(path.join(folder, 'dropped'))
  const product = await startProduct(path.join(folder, 'product'))
  let browser: Browser | undefined
  try {
    browser = await chromium.launch(await chromiumOptions())
    const page = await browser.newPage({
      baseURL: product.url,
      viewport: { width: 1440, height: 900 },
      locale: 'en-US',
    })
    const address = await openSampleStep(page, product)
    await dropped(page, address, files[0]?.file ?? '')
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, file } of files) {
        await ledger.book({ name }, round, async () => ({ ms: await dropped(page, address, file) }))
      }
    }
  } finally {
    await browser?.close()
    await product.stop()
  }
}

async function makeFiles(folder: string): Promise<{ name: string; file: string }[]> {
  mkdirSync(folder, { recursive: true })
  const rows = userRows({ people: ROWS_WRITTEN, schools: schoolsFor(ROWS_WRITTEN).ids, day: 1, stamp: 1 })
  const text = [userColumns.join(','), ...rows, ''].join('\r\n')
  const made = []
  for (const { name, bytes } of sizes) {
    const file = path.join(folder, `${bytes}.csv`)
    const handle = await open(file, 'w')
    await handle.write(Buffer.from(text).subarray(0, bytes))
    await handle.truncate(bytes)
    await handle.close()
    made.push({ name, file })
  }
  return made
}

/** Signs in, begins an import of OneRoster users, and stands where its sample is chosen. */
async function openSampleStep(page: Page, { email, password }: StartedProduct): Promise<string> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor({ timeout: WAIT_MS })
  await page.waitForLoadState('networkidle')
  await page.goto('/imports/new')
  await page.getByRole('searchbox', { name: 'Search types' }).fill('oneroster-1.1/users')
  await page.getByRole('radio', { name: /users/i }).first().check({ force: true })
  await page.getByRole('button', { name: 'Continue to the sample file' }).click()
  await page.waitForURL(/\/sample$/, { timeout: WAIT_MS })
  return page.url()
}

/** Drops a file on a fresh page. @returns milliseconds from the drop to the frame that shows the first rows. */
async function dropped(page: Page, address: string, file: string): Promise<number> {
  await page.goto(address)
  const place = page.getByRole('group', { name: /drop/i })
  await place.waitFor({ timeout: WAIT_MS })
  await page.waitForLoadState('networkidle')
  const box = await place.boundingBox()
  if (!box) throw new Error('There is no place to drop a file on.')
  const shown = page.evaluate(timeFromDrop, WAIT_MS)
  const session = await page.context().newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + 20 }
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  const ms = await shown
  await session.detach()
  return ms
}

/** Runs in the page. */
function timeFromDrop(waitMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let begin = 0
    setTimeout(() => reject(new Error('No rows were shown.')), waitMs)
    window.addEventListener('drop', () => (begin = performance.now()), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      if (begin === 0 || !document.querySelector('main table tbody tr')) return
      observer.disconnect()
      // The frame after the next one begins when the one with the rows has been painted.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)))
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
}

/** A row for each size. */
export function firstRowsTable({ entries }: Ledger): string {
  const header = ['Size of the file', 'From drop to first rows', 'range', 'must', 'reached']
  const ms = (value: number) => `${value.toFixed(0)} ms`
  const rows = entries.map((entry) => {
    const time = spreadOf(timesOf(entry).flatMap((value) => value ?? []))
    const trouble = entry.values.find((value) => value?.trouble)?.trouble ?? ''
    if (!time) return [entry.name, trouble, '', ms(MUST_MS), 'no']
    const range = `${ms(time.min)} to ${ms(time.max)}`
    return [entry.name, ms(time.median), range, ms(MUST_MS), time.median <= MUST_MS ? 'yes' : 'no']
  })
  return markdownTable(header, rows)
}
