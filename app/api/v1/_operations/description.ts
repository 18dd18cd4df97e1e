// The description of this API, and a page to browse it. Everything the page needs comes from here: no foreign address.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { operation, type Operation } from '@/app/api/_http/operation'
import { refuse } from '@/app/api/_http/problem'
import { translate } from '@/lib/words/translate'
import { openApiDocument } from '../_openapi/document'
import { otherOperations } from './other-operations'
import { rollcallVersion } from './rollcall-version'

const document = operation({
  id: 'getOpenApi',
  method: 'GET',
  path: '/api/v1/openapi.json',
  tag: 'installation',
  access: 'open',
  answer: { status: 200, schema: z.looseObject({}) },
  handle: async ({ locale }) => openApiDocument(allOperations(), rollcallVersion(), locale),
})

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const docs = operation({
  id: 'getDocs',
  method: 'GET',
  path: '/api/v1/docs',
  tag: 'installation',
  access: 'open',
  answer: { status: 200, media: ['text/html'] },
  async handle({ locale }) {
    return new Response(page(locale, translate(locale, 'api.title')), {
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CONTENT_SECURITY_POLICY },
    })
  },
})

const page = (lang: string, title: string) => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/api/v1/docs/swagger-ui.css">
<link rel="icon" href="/api/v1/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/api/v1/docs/swagger-ui-bundle.js"></script>
<script src="/api/v1/docs/start.js"></script>
</body>
</html>
`

const START = `window.ui = SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
})
`

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
}

const docsFile = operation({
  id: 'getDocsFile',
  method: 'GET',
  path: '/api/v1/docs/{file}',
  tag: 'installation',
  access: 'open',
  answer: { status: 200, media: ['text/css', 'text/javascript', 'image/png'] },
  async handle({ params: { file } }) {
    if (file === 'start.js')
      return new Response(START, { headers: { 'content-type': 'text/javascript; charset=utf-8' } })
    const mediaType = Object.hasOwn(files, file) ? files[file] : undefined
    if (!mediaType) return refuse('not-found')
    const bytes = await readFile(path.join(process.cwd(), 'node_modules/swagger-ui-dist', file))
    return new Response(bytes, { headers: { 'content-type': mediaType } })
  },
})

export const descriptionOperations = { document, docs, docsFile }

/** Every operation of the API, in the order in which it is described. */
export function allOperations(): Operation[] {
  return [...otherOperations, ...Object.values(descriptionOperations)]
}
