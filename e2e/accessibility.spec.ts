// Every page, in both colour schemes and on a telephone: no violation of WCAG 2.2 AA that axe can find.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './product'
import { signIn } from './sign-in'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(rules).analyze()
  return found.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

const pages = {
  administrator: [
    ...[
      '/',
      '/deliveries',
      '/roster',
      '/roster/oneroster-1.1/users',
      '/templates',
      '/templates/import',
      '/imports',
      '/imports/new',
    ],
    ...['/import-types', '/import-types/new'],
    ...[
      '/transfers',
      '/transfers/new',
      '/downloads',
      '/downloads/oneroster-1.1/users',
      '/downloads/naviance/course-catalog',
      '/messages',
      '/settings',
    ],
  ],
  teacher: ['/downloads'],
  operator: ['/admin', '/admin/deliveries', '/admin/runs', '/admin/messages', '/admin/strangers'],
} as const

for (const [role, addresses] of Object.entries(pages) as [keyof typeof pages, readonly string[]][]) {
  test(`every page of the ${role} can be used by everybody`, async ({ page, product }) => {
    await page.goto('/sign-in')
    expect(await violations(page)).toEqual([])
    await signIn(page, product[role])
    for (const address of addresses) {
      const answer = await page.goto(address)
      expect(answer?.status(), address).toBe(200)
      expect(await violations(page), address).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 375, height: 812 })
    await page.goto(addresses[0] ?? '/')
    expect(await violations(page)).toEqual([])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, 'the page scrolls sideways on a telephone').toBeLessThanOrEqual(0)
  })
}
