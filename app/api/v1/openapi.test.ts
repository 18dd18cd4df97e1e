// The description says what is there: every route, every parameter, and schemas that hold together.
import { beforeAll, describe, expect, it } from 'vitest'
import { locales } from '@/lib/words/locales'
import { call, json, routeFiles } from '../test-api'
import { allOperations } from './_operations/description'

type Json = Record<string, unknown>
type Described = {
  operationId: string
  summary: string
  parameters: { name: string; in: string }[]
  responses: Json
  tags: string[]
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: { schemas: Json }
  tags: { name: string }[]
}

let document: Document
const described = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, one]) => ({ path, method, one })),
  )

beforeAll(async () => {
  document = await json<Document>(200, 'GET /api/v1/openapi.json')
})

/** What one route file answers below itself, because no address can go on behind the name of an import type. */
const below = { 'v1/import-types/[': '/template.csv', 'records/[': '/history' }

/** The routes of a file as the description writes them. */
async function routesOf({ template, load }: (typeof routeFiles)[number]): Promise<string[]> {
  const path = template.replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
  const methods = Object.keys(await load()).filter((name) => /^[A-Z]+$/.test(name))
  const more = Object.entries(below).filter(([part]) => template.includes(part))
  const paths = [path, ...more.map(([, ending]) => path + ending)]
  return paths.flatMap((one) => methods.map((method) => `${method} ${one}`))
}

describe('the OpenAPI description', () => {
  it('holds every route there is, and none that is not', async () => {
    const files = routeFiles.filter(({ template }) => !template.includes('unknown'))
    const routes = (await Promise.all(files.map(routesOf))).flat()
    expect(
      described()
        .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
        .toSorted(),
    ).toEqual(routes.toSorted())
    expect(allOperations()).toHaveLength(routes.length)
  })

  it('gives every operation a name of its own, a summary in both languages, and a declared tag', async () => {
    const ids = described().map(({ one }) => one.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = document.tags.map(({ name }) => name)
    expect(described().filter(({ one }) => !one.summary || !one.tags.every((tag) => tags.includes(tag)))).toEqual([])
    const spanish = await json<Document>(200, 'GET /api/v1/openapi.json', {
      headers: { 'accept-language': 'es-MX,es;q=0.9' },
    })
    expect(spanish.paths['/api/v1/accounts']?.post?.summary).not.toBe(document.paths['/api/v1/accounts']?.post?.summary)
    expect(locales).toHaveLength(2)
  })

  it('declares exactly the parameters that stand in each path', () => {
    for (const { path, one } of described()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(one.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inPath)
    }
  })

  it('refers only to schemas it has, uses every one, and knows no other document', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '')
    const names = references.map((reference) => reference.replace('#/components/schemas/', ''))
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(document.components.schemas).toSorted())
    expect(JSON.stringify(document)).not.toMatch(/"\$(schema|defs|id)"/)
  })

  it('answers every operation with a success and with problem details', () => {
    for (const { path, method, one } of described()) {
      const statuses = Object.keys(one.responses)
      expect([path, method, statuses.some((status) => /^2/.test(status)), statuses.includes('default')]).toEqual([
        path,
        method,
        true,
        true,
      ])
    }
    expect(document.openapi).toMatch(/^3\.1\./)
  })

  it('is browsable without anything from another address', async () => {
    const page = await call('GET /api/v1/docs')
    const html = await page.text()
    const files = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      expect(file).toMatch(/^\/api\/v1\/docs\//)
      expect((await call(`GET ${file}`)).status).toBe(200)
    }
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    for (const file of ['package.json', '..%2Fpackage.json', '__proto__', 'index.js']) {
      expect((await call(`GET /api/v1/docs/${file}`)).status).toBe(404)
    }
  })

  it('answers an address that is none of the API’s in the API’s own form', async () => {
    const answer = await call('POST /api/v1/nothing/here')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})
