// The OpenAPI 3.1 description, derived from the declared operations: what it says is what the routes check and send.
import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import type { Operation } from '@/app/api/_http/operation'
import { idParams } from '@/app/api/_http/whose'
import type { Locale } from '@/lib/words/locales'
import { translatorFor, type Translate } from '@/lib/words/translate'
import { problemSchema } from './problem-schema'

type Json = Record<string, unknown>

/**
 * Describes the operations.
 * @param version of Rollcall.
 */
export function openApiDocument(operations: readonly Operation[], version: string, locale: Locale): Json {
  const words = translatorFor(locale)
  const components = new Components()
  const problem = components.reference(problemSchema, 'output')
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const item = (paths[operation.path] ??= {})
    item[operation.method.toLowerCase()] = describe(operation, components, problem, words)
  }
  return {
    openapi: '3.1.1',
    info: { title: words('api.title'), version, description: words('api.description') },
    servers: [{ url: '/' }],
    tags: [...new Set(operations.map((operation) => operation.tag))].map((name) => ({ name })),
    security: [{ key: [] }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: words('api.key') } },
    },
  }
}

function describe(operation: Operation, components: Components, problem: Json, words: Translate): Json {
  const { id, tag, access, body, takesFile } = operation
  return {
    operationId: id,
    tags: [tag],
    summary: words(`api.operation.${id}`),
    ...(access === 'open' ? { security: [] } : {}),
    parameters: [
      ...pathParameters(operation),
      ...queryParameters(operation, components),
      ...headerParameters(operation),
    ],
    ...(body ? { requestBody: jsonBody(body, components) } : {}),
    ...(takesFile ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    responses: {
      [operation.answer.status]: success(operation, components),
      ...Object.fromEntries(refusals(operation).map((status) => [status, refusal(status, problem)])),
      default: refusal(500, problem),
    },
  }
}

function pathParameters({ path }: Operation): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true },
    schema: idParams.has(name) ? { type: 'string', format: 'uuid' } : { type: 'string' },
  }))
}

function queryParameters({ query }: Operation, components: Components): Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = components.schemaOf(query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function headerParameters({ headers = [] }: Operation): Json[] {
  return headers.map((name) => ({ name, in: 'header', required: false, schema: { type: 'string' } }))
}

function jsonBody(body: z.ZodType, components: Components): Json {
  const content = { 'application/json': { schema: components.schemaOf(body, 'input') } }
  return { required: !body.safeParse(undefined).success, content }
}

function success({ answer }: Operation, components: Components): Json {
  const json = answer.schema ? { 'application/json': { schema: components.schemaOf(answer.schema, 'output') } } : {}
  const other = Object.fromEntries((answer.media ?? []).map((media) => [media, {}]))
  const content = { ...json, ...other }
  return { description: STATUS_CODES[answer.status], ...(Object.keys(content).length > 0 ? { content } : {}) }
}

/** The refusals a caller should expect of an operation; every other one has the same form. */
function refusals(operation: Operation): number[] {
  const { access, path, body, query, takesFile } = operation
  const reads = body || query || takesFile
  return [
    ...(reads ? [400] : []),
    ...(access === 'open' ? [] : [401, 403]),
    ...(path.includes('{') ? [404] : []),
    ...(operation.method === 'GET' ? [] : [409]),
    ...(body || takesFile ? [413] : []),
  ]
}

const refusal = (status: number, problem: Json): Json => ({
  description: STATUS_CODES[status],
  content: { 'application/problem+json': { schema: problem } },
})

/** The schemas that have a name of their own (meta id) stand once, under components. */
class Components {
  readonly schemas: Record<string, Json> = {}

  reference(schema: z.ZodType, io: 'input' | 'output'): Json {
    const id = schema.meta()?.id
    const json = this.schemaOf(schema, io)
    if (!id || json.$ref) return json
    this.schemas[id] = json
    return { $ref: `#/components/schemas/${id}` }
  }

  schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $schema: _, $defs = {}, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
    for (const [id, definition] of Object.entries($defs as Record<string, Json>)) this.schemas[id] = moved(definition)
    return moved(json)
  }
}

const moved = (json: Json): Json =>
  JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
