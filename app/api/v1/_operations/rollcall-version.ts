import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

let version: string | undefined

/** The version of this Rollcall, as package.json says it. */
export function rollcallVersion(): string {
  if (version === undefined) {
    const text = readFileSync(path.join(process.cwd(), 'package.json'), 'utf8')
    version = z.object({ version: z.string() }).parse(JSON.parse(text)).version
  }
  return version
}
