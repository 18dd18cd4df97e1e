import { readFileSync } from 'node:fs'
import { expect, test } from './product'
import { signIn } from './sign-in'

test('a teacher downloads a CSV template and a workbook, and sees nothing else of the district', async ({
  page,
  product,
}) => {
  await signIn(page, product.teacher)
  await page.goto('/downloads')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /blank/i }).first().click()
  const file = await (await download).path()
  expect(readFileSync(file, 'utf8').split('\r\n')[0]).toContain(',')

  const workbook = page.waitForEvent('download')
  await page
    .getByRole('link', { name: /workbook/i })
    .first()
    .click()
  expect((await workbook).suggestedFilename()).toMatch(/^[\w-]+\.xlsx$/)
  expect(
    readFileSync(await (await workbook).path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  for (const address of [
    '/deliveries',
    '/roster',
    '/templates',
    '/imports',
    '/transfers',
    '/settings',
    '/messages',
    '/admin',
  ]) {
    const answer = await page.request.get(address, { maxRedirects: 0 })
    expect([303, 307, 404], `${address} answers ${answer.status()}`).toContain(answer.status())
    expect(await answer.text()).not.toContain('nightly_admin_demo_tx')
  }
})

test('nobody is let in without signing in', async ({ page }) => {
  for (const address of ['/', '/deliveries', '/roster', '/admin', '/downloads']) {
    await page.goto(address)
    await expect(page).toHaveURL(/\/sign-in/)
  }
})
