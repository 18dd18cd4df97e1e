import path from 'node:path'
import { defineConfig } from 'prisma/config'

// `generate` and `format` need no schema engine, only a path that exists; what writes migrations on a machine that
// cannot download the engine is told in the README ("Changing the database").
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: path.join(import.meta.dirname, 'schema.prisma'),
  migrations: { path: path.join(import.meta.dirname, 'migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
