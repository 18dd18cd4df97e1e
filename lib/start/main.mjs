// PROCESS. What `npm start` runs: set-up first, then web, intake and worker. One of these words as argument starts
// that process alone; --dev starts all three with reloading.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { buildPages, buildProcesses, generateClient, giveUp, installPackages, root } from './set-up.mjs'

const parts = ['web', 'intake', 'worker']
const args = process.argv.slice(2)
const development = args.includes('--dev')
const only = args.filter((arg) => arg !== '--dev')
const unknown = only.find((name) => !parts.includes(name))
if (unknown) giveUp(`There is no process called "${unknown}": name ${parts.join(', ')}, or nothing for all of them.`)

process.chdir(root)
if (existsSync(path.join(root, '.env'))) process.loadEnvFile('.env')
await installPackages()
await generateClient()
const wants = (name) => only.length === 0 || only.includes(name)
if (!development && wants('web')) await buildPages()
if (!development && (wants('intake') || wants('worker'))) await buildProcesses()

const flags = [...(development ? ['--dev'] : []), ...(only.length > 0 ? only : parts)]
const child = spawn(process.execPath, ['--import', 'tsx', 'lib/start/supervise.ts', ...flags], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: development ? 'development' : 'production' },
})
// Ctrl-C reaches the whole group by itself; a signal sent to this process alone is passed on.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
