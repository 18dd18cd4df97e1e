import { expect, type Page } from '@playwright/test'
import type { SignIn } from './product'

/** Signs in by hand, as a person does. */
export async function signIn(page: Page, { email, password }: SignIn): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible({ timeout: 30_000 })
  await page.waitForLoadState('networkidle')
}
