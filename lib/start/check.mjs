// PROCESS. What `npm run check` runs: format, lint and types, all three even if one fails.
import { spawnSync } from 'node:child_process'
import { generateClient, installPackages, root } from './set-up.mjs'

const checks = [
  ['Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['Lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']],
  ['Route types', ['node_modules/next/dist/bin/next', 'typegen']],
  ['Types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
]

/** Runs every check. @returns the names of those that failed. */
export function runChecks() {
  const failed = []
  for (const [name, args] of checks) {
    console.log(`  ${name} …`)
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    if (status !== 0) failed.push(name)
  }
  console.log(failed.length === 0 ? '  Format, lint and types are in order.' : `  Not in order: ${failed.join(', ')}`)
  return failed
}

if (import.meta.filename === process.argv[1]) {
  await installPackages()
  await generateClient()
  process.exit(runChecks().length === 0 ? 0 : 1)
}
