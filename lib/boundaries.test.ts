// The house's import table as a test: data flows one way, from the doors to the platform.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** From the top to the bottom. A folder may import from lower rows, and within its own row as `beside` allows. */
const rows = [
  {
    name: 'doors',
    folders: ['app', 'components', 'lib/intake', 'lib/worker', 'lib/start', 'lib/bench', 'prisma', 'e2e'],
  },
  { name: 'flow', folders: ['lib/runs', 'lib/pull', 'lib/fronts'] },
  {
    name: 'kept',
    folders: [
      'lib/auth',
      'lib/import-jobs',
      'lib/templates',
      'lib/deliveries',
      'lib/roster',
      'lib/custom-types',
      'lib/outbox',
      'lib/outbox-files',
      'lib/accounts',
      'lib/guides',
    ],
  },
  { name: 'words', folders: ['lib/words'] },
  { name: 'pure', folders: ['lib/csv', 'lib/xlsx', 'lib/delta', 'lib/mapping', 'lib/validation', 'lib/changes'] },
  { name: 'nouns', folders: ['lib/import-types', 'lib/issues'] },
  { name: 'outside', folders: ['lib/platform', 'lib/generated'] },
]

/** Imports within one row. Everything else beside each other is a mistake. */
const beside: Record<string, string[]> = {
  app: ['components'],
  // The seed makes the demo district before the first start.
  'lib/start': ['prisma'],
  // What is measured is an installation made ready exactly as `npm start` does it.
  // The browser is the one the journeys drive.
  'lib/bench': ['lib/start', 'e2e'],
  prisma: [],
  'lib/auth': ['lib/accounts'],
  // A column is known by the keys of records the account already has.
  'lib/import-jobs': ['lib/templates', 'lib/accounts', 'lib/custom-types', 'lib/roster'],
  // What an account imports is the built-in types and its own.
  'lib/roster': ['lib/custom-types'],
  // A type of an account's own has a table in the roster, and templates that map its fields.
  'lib/custom-types': ['lib/roster', 'lib/templates', 'lib/accounts'],
  'lib/templates': ['lib/accounts'],
  'lib/deliveries': ['lib/templates', 'lib/accounts', 'lib/outbox', 'lib/outbox-files'],
  'lib/outbox': ['lib/accounts'],
  // A guide says how the file of a template is sent.
  'lib/guides': ['lib/templates'],
  // What goes back to a system is written from the roster.
  'lib/outbox-files': ['lib/roster', 'lib/accounts'],
  'lib/delta': ['lib/csv'],
  'lib/mapping': ['lib/validation', 'lib/csv'],
  'lib/platform': ['lib/generated'],
  'lib/import-types': [],
  'lib/issues': [],
}

const pureFolders = new Set([...rowNamed('pure'), ...rowNamed('nouns')])
/** Streams, bytes and their unpacking (node:zlib, for archives) are arithmetic: they touch nothing outside. */
const forbiddenInPure = /^(node:(?!stream|buffer|zlib)|next|react|@prisma|pg|@\/lib\/(platform|generated))/

function rowNamed(name: string): string[] {
  return rows.find((row) => row.name === name)?.folders ?? []
}

const root = process.cwd()
const skipped = new Set(['node_modules', '.next', 'generated', 'testdata', 'results', 'report'])

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourceFiles(name)
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [name] : []
  })
}

const files = ['app', 'components', 'lib', 'prisma', 'e2e'].flatMap(sourceFiles)
const nouns = rows.flatMap((row) => row.folders)
const nounOf = (file: string) => nouns.find((noun) => file === noun || file.startsWith(`${noun}/`))
const rowOf = (noun: string) => rows.findIndex((row) => row.folders.includes(noun))
const isTest = (file: string) => file.endsWith('.test.ts') || file.includes('/test-')
/** Run by who changes the kernel, and by a test that compares; never by the product. */
const isBuildScript = (file: string) => /^lib\/delta\/kernel\/[^/]+\.mjs$/.test(file)

type Import = { file: string; from: string }
const imports: Import[] = files.flatMap((file) =>
  [
    ...readFileSync(path.join(root, file), 'utf8').matchAll(
      /^(?:import|export)\b[^'"]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm,
    ),
  ].map((match) => ({ file, from: match[1] ?? match[2] ?? match[3] ?? '' })),
)

function targetOf({ file, from }: Import): string | undefined {
  if (from.startsWith('@/')) return nounOf(from.slice(2))
  if (from.startsWith('.')) return nounOf(path.join(path.dirname(file), from))
  return undefined
}

describe('the house', () => {
  it('knows every folder of lib', () => {
    const strangers = readdirSync(path.join(root, 'lib'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !nouns.includes(`lib/${entry.name}`))
      .map((entry) => `lib/${entry.name} is not in the import table of lib/boundaries.test.ts`)
    expect(strangers).toEqual([])
  })

  it('lets nobody import something higher, and nobody beside but as the table says', () => {
    const wrong = imports.flatMap((line) => {
      const own = nounOf(line.file)
      const target = targetOf(line)
      if (!own || !target || own === target || isTest(line.file)) return []
      const allowed = rowOf(target) > rowOf(own) || (beside[own]?.includes(target) ?? false)
      return allowed ? [] : [`${line.file} imports ${line.from}, but ${own} may not import ${target}`]
    })
    expect(wrong).toEqual([])
  })

  it('keeps the pure folders free of Prisma, file system, clock, environment, network and Next', () => {
    const wrong = imports
      .filter(
        (line) =>
          pureFolders.has(nounOf(line.file) ?? '') &&
          !isTest(line.file) &&
          !isBuildScript(line.file) &&
          forbiddenInPure.test(line.from),
      )
      .map((line) => `${line.file} is pure and may not import ${line.from}`)
    expect(wrong).toEqual([])
  })

  it('reads the environment in lib/platform/env.ts alone', () => {
    const allowed = /^(lib\/platform\/(env|test-)|lib\/start\/|e2e\/|prisma\/prisma\.config)/
    const wrong = files.filter(
      (file) =>
        !allowed.test(file) && !isTest(file) && /process\.env\b/.test(readFileSync(path.join(root, file), 'utf8')),
    )
    expect(wrong.map((file) => `${file} reads process.env: take it from lib/platform/env.ts`)).toEqual([])
  })

  it('has no file over 300 lines and no drawer', () => {
    const long = files.filter((file) => readFileSync(path.join(root, file), 'utf8').split('\n').length > 301)
    const drawers = files.filter((file) =>
      /(^|\/)(utils?|helpers?|common|misc|services?|constants|types)(\/|\.tsx?$)/.test(file),
    )
    expect([
      ...long.map((file) => `${file} has over 300 lines`),
      ...drawers.map((file) => `${file} is a drawer`),
    ]).toEqual([])
  })
})
