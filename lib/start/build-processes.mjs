// PROCESS. Builds intake and worker, each as one file beside a map that names the sources in stack traces. Translating the
// sources at every start instead would cost a second, and 60 MB for as long as the process runs. They stand where building
// the pages anew does not delete them from under a process that is started again.
import path from 'node:path'
import { build } from 'esbuild'
import { root } from './set-up.mjs'

await build({
  absWorkingDir: root,
  entryPoints: ['lib/intake/main.ts', 'lib/worker/main.ts'],
  outbase: 'lib',
  outdir: path.join('node_modules', '.cache', 'rollcall-processes'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  sourcesContent: false,
})
