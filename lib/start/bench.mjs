// PROCESS. What `npm run bench` runs, after doing its own set-up: the measurements of lib/bench on a temporary folder,
// which is deleted however they end. The folder stands under DATA_DIR if that is set, else where the system keeps its own.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildPages, buildProcesses, generateClient, installPackages, root, run } from './set-up.mjs'

process.chdir(root)
await installPackages()
await generateClient()
await buildProcesses()
// The doors hand over to the pages' process.
const only = process.argv.slice(2).join(' ')
if (!only.includes('--help') && (!only.includes('--only') || only.includes('doors'))) await buildPages()
if (!existsSync('node_modules/.cache/rollcall-bench/prisma/client.ts')) {
  const args = ['generate', '--config', 'prisma/prisma.config.ts', '--schema', 'lib/bench/peers/peer.prisma']
  await run('Generating the client of a program to compare with', process.execPath, [
    'node_modules/prisma/build/index.js',
    ...args,
  ])
}

const place = path.resolve(process.env.DATA_DIR ?? tmpdir())
mkdirSync(place, { recursive: true })
const folder = mkdtempSync(path.join(place, 'rollcall-bench-'))
chmodSync(folder, 0o755) // PostgreSQL may run as another user
const args = process.argv.slice(2)

// The settings of a new installation, whatever is set here: only so can figures be compared.
const { DATABASE_URL: _url, SMTP_URL: _smtp, ...others } = process.env
const env = { ...others, DATA_DIR: folder, DEMO: 'off', LOG_LEVEL: 'error', NODE_ENV: 'production' }
const child = spawn(process.execPath, ['--import', 'tsx', 'lib/bench/main.ts', ...args], { stdio: 'inherit', env })
// Ctrl-C reaches the whole group by itself; a signal sent to this process alone is passed on.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => {
  if (args.includes('--keep')) console.error(`  The folder ${folder} was kept.`)
  else rmSync(folder, { recursive: true, force: true })
  process.exit(code ?? (signal ? 1 : 0))
})
