// Which files the kernel is compiled from, and their fingerprint. For build.mjs and for the test that compares.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

export function kernelSources() {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.as'))
    .sort()
}

export function sourcesHash() {
  const hash = createHash('sha256')
  for (const name of kernelSources()) {
    hash.update(`${name}\n`).update(readFileSync(path.join(import.meta.dirname, name)))
  }
  return hash.digest('hex')
}
