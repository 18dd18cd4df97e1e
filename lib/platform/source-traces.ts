// Traces of a built process name its sources. Node's own switch for this keeps the maps of all packages in memory, megabytes
// that nobody reads; here the one map beside the built file is read when the first trace is made. To be imported first.
import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapping } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = import.meta.url
let map: SourceMap | null | undefined

// A process that runs the sources has them in its traces already.
if (here.endsWith('.mjs')) {
  Error.prepareStackTrace = (error, frames) => [String(error), ...frames.map(lineOf)].join('\n    at ')
}

function lineOf(frame: NodeJS.CallSite): string {
  const place = frame.getFileName() === here ? sourceOf(frame) : undefined
  if (!place) return String(frame)
  const name = frame.getFunctionName()
  return name ? `${name} (${place})` : place
}

function sourceOf(frame: NodeJS.CallSite): string | undefined {
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()]
  const entry = line && column ? readMap()?.findEntry(line - 1, column - 1) : undefined
  if (!entry || !('originalSource' in entry)) return undefined
  const { originalSource, originalLine, originalColumn } = entry as SourceMapping
  const source = path.resolve(path.dirname(fileURLToPath(here)), originalSource)
  return `${path.relative(process.cwd(), source)}:${originalLine + 1}:${originalColumn + 1}`
}

function readMap(): SourceMap | null {
  if (map !== undefined) return map
  // An error on the way makes a trace, too: that one goes without.
  map = null
  try {
    map = new SourceMap(
      JSON.parse(readFileSync(`${fileURLToPath(here)}.map`, 'utf8')) as ConstructorParameters<typeof SourceMap>[0],
    )
  } catch {
    // Without a map, a trace names the built file.
  }
  return map
}
