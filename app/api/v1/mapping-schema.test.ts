// A program finds in the description everything a mapping may say: whoever adds a transform need not tell it here.
import { expect, it } from 'vitest'
import { transformSchema } from '@/lib/mapping/file-mapping'
import { openApiDocument } from './_openapi/document'
import { allOperations } from './_operations/description'

it('the description of PUT mapping names every transform, columns put together and columns used twice', () => {
  const document = openApiDocument(allOperations(), '1', 'en') as {
    paths: Record<string, Record<string, { requestBody?: unknown }>>
    components: unknown
  }
  const body = JSON.stringify([
    document.paths['/api/v1/import-jobs/{job}/mapping']?.put?.requestBody,
    document.components,
  ])
  const types = transformSchema.options.map(({ shape }) => shape.type.value)
  expect(types.length).toBeGreaterThan(15)
  for (const type of types) expect(body).toContain(`"const":"${type}"`)
  for (const name of ['combined', 'alsoFills', 'unseen', 'separator']) expect(body).toContain(`"${name}":{`)
})
