// Every page, in both colour schemes and on a telephone: no violation of WCAG 2.2 AA that axe can find.
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test, type Product } from './product'
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
      '/transfers/pull',
      '/transfers/pull/new',
      '/downloads',
      '/downloads/oneroster-1.1/users',
      '/downloads/naviance/course-catalog',
      '/messages',
      '/settings',
    ],
  ],
  teacher: ['/downloads', '/my-sign-in'],
  operator: [
    '/admin',
    '/admin/deliveries',
    '/admin/runs',
    '/admin/messages',
    '/admin/strangers',
    '/admin/fronts',
    '/admin/my-sign-in',
  ],
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

test('the guides of a template can be used by everybody, and fit on two sheets', async ({ page, product }) => {
  await signIn(page, product.administrator)
  const path = `/templates/${await madeTemplate(product)}/guide`
  for (const address of [path, `${path}/powerschool`, `${path}/winscp?lang=es-MX&protocol=ftps`, `${path}/lftp`]) {
    const answer = await page.goto(address)
    expect(answer?.status(), address).toBe(200)
    expect(await violations(page), address).toEqual([])
    if (address === path) continue
    const paper = (await page.pdf({ format: 'Letter' })).toString('latin1')
    expect(paper.match(/\/Type\s*\/Page\b/g)?.length, address).toBeLessThanOrEqual(2)
  }
  const [script] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download rollcall-guided-users-csv.sh' }).click(),
  ])
  expect(await readFile(await script.path(), 'utf8')).toContain('Guided users.csv')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 375, height: 812 })
  await page.goto(`${path}/lftp?lang=es-MX`)
  expect(await violations(page)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, 'the guide scrolls sideways on a telephone').toBeLessThanOrEqual(0)
})

/** A template of the demo district, made as a program makes one. */
async function madeTemplate({ url, operatorApiKey }: Product): Promise<string> {
  const call = async (method: string, address: string, body?: string) => {
    const headers = { authorization: `Bearer ${operatorApiKey}`, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/api/v1${address}`, { method, headers, ...(body === undefined ? {} : { body }) })
    expect(answer.ok, `${method} ${address}`).toBe(true)
    return answer
  }
  const idIn = async (answer: Response): Promise<string> => ((await answer.json()) as { id: string }).id
  const first = async (answer: Response) => ((await answer.json()) as { items: { id: string }[] }).items[0]?.id ?? ''
  const account = await first(await call('GET', '/accounts'))
  const transferLogin = await first(await call('GET', `/accounts/${account}/transfer-logins`))
  const wish = JSON.stringify({ importType: 'oneroster-1.1/users', transferLogin })
  const job = await idIn(await call('POST', `/accounts/${account}/import-jobs`, wish))
  const sample = await (await call('GET', '/import-types/oneroster-1.1/users/template.csv?examples=true')).text()
  await call('PUT', `/import-jobs/${job}/sample?fileName=Guided%20users.csv`, sample)
  await call('PUT', `/import-jobs/${job}/mapping`, '{}')
  return idIn(await call('POST', `/import-jobs/${job}/template`, '{}'))
}
