// Compiles the kernel from AssemblyScript into kernel-module.ts: node lib/delta/kernel/build.mjs [--asc path/to/asc]
// The compiler is no dependency of Rollcall: it is large, and needed only by who changes the kernel. npx fetches it.
// The sources end in .as, and not in .ts as the compiler wants them, because they are no TypeScript.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { kernelSources, sourcesHash } from './sources-hash.mjs'

const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--enable', 'simd']

const { values } = parseArgs({ options: { asc: { type: 'string' } } })
const [command, ...before] = values.asc ? [values.asc] : ['npx', '--yes', '--package=assemblyscript@0.28.20', 'asc']
const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-kernel-'))
try {
  for (const name of kernelSources()) {
    copyFileSync(path.join(import.meta.dirname, name), path.join(folder, name.replace(/\.as$/, '.ts')))
  }
  execFileSync(command, [...before, 'kernel.ts', '--outFile', 'kernel.wasm', ...OPTIONS], {
    cwd: folder,
    stdio: 'inherit',
  })
  const bytes = readFileSync(path.join(folder, 'kernel.wasm'))
  writeFileSync(path.join(import.meta.dirname, 'kernel-module.ts'), module(bytes.toString('base64')))
  console.log(`kernel-module.ts: ${bytes.length} bytes`)
} finally {
  rmSync(folder, { recursive: true })
}

function module(base64) {
  return `// Made by build.mjs from the .as files beside it. Text, because pure folders read no files.

/** SHA-256 of the sources: a test compares it. */
export const sourcesSha256 = '${sourcesHash()}'

/** The WebAssembly module, in base64. */
export const kernelModule =
  '${base64}'
`
}
