// The mapping screen with a hundred columns and no pointer: found, mapped, changed, ignored, taken back, gone on.
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './product'
import { signIn } from './sign-in'

const known = ['sourcedId', 'enabledUser', 'orgSourcedIds', 'What they are', 'username', 'givenName', 'familyName']
const extra = Array.from({ length: 93 }, (_, index) => `Extra ${index + 1}`)
const roles = ['S', 'S', 'Maestra', 'T']

const file = [
  [...known, ...extra].join(','),
  ...Array.from({ length: 40 }, (_, index) =>
    [
      ...[`u-${index}`, 'true', 'school-1', roles[index % roles.length], `user${index}`, 'MARÍA JOSÉ', 'REYES'],
      ...extra.map((_name, column) => `x${(index * column) % 7}`),
    ].join(','),
  ),
  '',
].join('\n')

const TABS_MAX = 40

/** Presses the tabulator until the focus is there, as a person without a pointer does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < TABS_MAX; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

/** Narrows the table to few columns. */
async function search(page: Page, text: string): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Search columns' })
  await field.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
  await expect(page.locator('[data-column]').first()).toContainText(text)
}

test('a hundred columns are mapped by keyboard alone', async ({ page, product }) => {
  await signIn(page, product.administrator)
  await page.goto('/imports/new')
  await page.getByRole('searchbox', { name: 'Search types' }).fill('oneroster-1.1/users')
  await page.getByRole('radio', { name: /users/i }).first().check({ force: true })
  await page.getByRole('button', { name: 'Continue to the sample file' }).click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await page.getByRole('button', { name: 'Upload and map the columns' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Columns' })).toBeVisible()
  await expect(page.locator('[data-column]')).toHaveCount(100)
  const row = (position: number) => page.locator(`[data-column="${position}"]`)

  await test.step('a field is found by typing and chosen', async () => {
    await search(page, 'What they are')
    await tabTo(page, row(3).getByRole('button', { name: /Field for What they are/ }))
    await page.keyboard.press('Enter')
    await page.keyboard.type('role')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(row(3)).toContainText('Required')
    await expect(page.getByText('Every required field is filled.')).toBeVisible()
  })

  await test.step('its values are put into a list, with what becomes of them beside it', async () => {
    await tabTo(page, row(3).getByRole('button', { name: 'Change the values of What they are' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(/3 different values in 40 rows\. 3 are refused/)).toBeVisible()
    await tabTo(page, dialog.locator('[data-add-step] button'))
    await page.keyboard.press('Enter')
    await page.keyboard.type('List')
    await page.keyboard.press('Enter')
    await expect(dialog.locator('[data-step="0"]')).toBeFocused()
    await tabTo(page, dialog.getByRole('button', { name: 'Take 3 proposals' }))
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(/3 different values in 40 rows\. None is refused/)).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
    ).toEqual([])
    await tabTo(page, dialog.getByRole('button', { name: 'Apply' }))
    await page.keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(row(3).getByRole('list', { name: /Values in/ })).toContainText('student')
  })

  await test.step('a second step is added and moved before the first', async () => {
    await search(page, 'givenName')
    await tabTo(page, row(5).getByRole('button', { name: 'Change the values of givenName' }))
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    for (const name of ['Capital At', 'Remove blanks']) {
      await tabTo(page, dialog.locator('[data-add-step] button'))
      await page.keyboard.press('Enter')
      await page.keyboard.type(name)
      await page.keyboard.press('Enter')
    }
    await tabTo(page, dialog.getByRole('button', { name: 'Do earlier: Remove blanks' }))
    await page.keyboard.press('Enter')
    await expect(dialog.locator('[data-step="0"]')).toContainText('Remove blanks')
    await tabTo(page, dialog.getByRole('button', { name: 'Apply' }))
    await page.keyboard.press('Enter')
    await expect(row(5)).toContainText('María José')
  })

  await test.step('what was changed is taken back and done again, and a column is ignored', async () => {
    await page.keyboard.press('Control+Z')
    await expect(row(5)).not.toContainText('María José')
    await page.keyboard.press('Control+Shift+Z')
    await expect(row(5)).toContainText('María José')
    await search(page, 'What they are')
    await tabTo(page, row(3).getByRole('button', { name: 'Do not import What they are' }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('One required field is not filled yet')).toBeVisible()
    await page.keyboard.press('Control+Z')
    await expect(page.getByText('Every required field is filled.')).toBeVisible()
  })

  await test.step('all of it is kept and checked', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Check the whole file' }))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/check$/, { timeout: 60_000 })
    await expect(page.getByRole('paragraph').filter({ hasText: 'All 40 rows are valid' })).toBeVisible({
      timeout: 60_000,
    })
  })
})
