import { expect, it } from 'vitest'
import { sourcesSha256 } from './kernel-module'
import { sourcesHash } from './sources-hash.mjs'

it('the module is compiled from the sources as they are: else run node lib/delta/kernel/build.mjs', () => {
  expect(sourcesSha256).toBe(sourcesHash())
})
