// What has to stand before Rollcall can run: packages, the database client, the built pages and processes. Plain
// JavaScript, because on a fresh machine nothing else is there yet. Each step is skipped when what it would make is up to date.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const NODE_MINIMUM = [20, 19]
const clientSources = ['prisma/schema.prisma', 'package-lock.json']
const pageSources = ['app', 'components', 'lib', 'public', 'next.config.mjs', 'package-lock.json', 'tsconfig.json']
const processSources = ['lib', 'package-lock.json', 'tsconfig.json']
const notSources = /(^|\/)(testdata|test-[^/]*|[^/]*\.test\.tsx?)$/

/** Ends the process with one sentence and exit code 1. */
export function giveUp(sentence) {
  console.error(`\n  ${sentence}\n`)
  process.exit(1)
}

/** Runs a program in the root folder; ends the process if it fails, and the program if the process is ended. */
export async function run(what, program, args, extraEnv = {}) {
  console.log(`  ${what} …`)
  const began = Date.now()
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...extraEnv },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const end = () => {
    child.kill('SIGTERM')
    process.exit(1)
  }
  process.once('SIGTERM', end)
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message
      resolve(1)
    })
    child.once('close', resolve)
  })
  process.off('SIGTERM', end)
  if (code !== 0) {
    console.error(output)
    giveUp(`${what} did not work; what went wrong is printed above.`)
  }
  console.log(`  ${what}: done in ${Math.round((Date.now() - began) / 1000)} s`)
}

function filesIn(source) {
  const full = path.join(root, source)
  if (!existsSync(full)) return []
  const entries = readdirSync(full, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}

function fingerprint(sources) {
  const hash = createHash('sha256').update(process.version)
  const files = sources.flatMap((source) => (path.extname(source) ? [path.join(root, source)] : filesIn(source)))
  for (const file of files.filter((name) => existsSync(name) && !notSources.test(name)).sort()) {
    hash.update(path.relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

// The mark stands inside what was made, so that deleting the one deletes the other.
async function unlessUpToDate(mark, sources, make) {
  const wanted = fingerprint(sources)
  const file = path.join(root, mark)
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return
  await make()
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, wanted)
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return {}
  }
}

// npm keeps its own book of what it installed; packages for other systems are in the lock file only.
function packagesAreInstalled() {
  const installed = lockedPackages('node_modules/.package-lock.json')
  return Object.entries(lockedPackages('package-lock.json')).every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  )
}

/** Installs the packages of the lock file. */
export async function installPackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor < NODE_MINIMUM[1])) {
    giveUp(`Rollcall needs Node.js ${NODE_MINIMUM.join('.')} or later; this is ${process.versions.node}.`)
  }
  if (packagesAreInstalled()) return
  await run('Installing packages', 'npm', ['ci', '--no-audit', '--no-fund'], { NODE_ENV: 'development' })
}

/** Generates the database client. */
export async function generateClient() {
  await unlessUpToDate('lib/generated/prisma/.rollcall-generated', clientSources, () =>
    run('Generating the database client', process.execPath, [
      'node_modules/prisma/build/index.js',
      'generate',
      '--config',
      'prisma/prisma.config.ts',
    ]),
  )
}

/** Builds the pages. */
export async function buildPages() {
  await unlessUpToDate('.next/.rollcall-built', pageSources, () =>
    run('Building the pages', process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    }),
  )
}

/** Builds intake and worker, each as one file. */
export async function buildProcesses() {
  await unlessUpToDate('node_modules/.cache/rollcall-processes/.rollcall-built', processSources, () =>
    run('Building intake and worker', process.execPath, ['lib/start/build-processes.mjs']),
  )
}
