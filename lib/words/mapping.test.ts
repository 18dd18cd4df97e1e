import { describe, expect, it } from 'vitest'
import type { ReasonCode } from '@/lib/mapping/suggestion'
import { locales } from './locales'
import { translate } from './translate'
import { wordsOf } from './words'

const codes: Record<ReasonCode, true> = {
  'history-account': true,
  'history-installation': true,
  system: true,
  'known-keys': true,
  name: true,
  'name-alike': true,
  title: true,
  synonym: true,
  prefix: true,
  words: true,
  values: true,
}

describe.each(locales)('the reasons for suggestions in %s', (locale) => {
  it('have words for every code, with and without values', () => {
    for (const code of Object.keys(codes)) {
      const params = { matched: 'Student ID', prefix: 'CC', system: 'Aspen' }
      const silent = translate(locale, `mapping.reason.${code}`, { ...params, hasValues: 'no', samples: 0, percent: 0 })
      const full = translate(locale, `mapping.reason.${code}`, {
        ...params,
        hasValues: 'yes',
        samples: 50,
        percent: 98,
      })
      expect(silent).toMatch(/^[^{}]+\.$/)
      expect(full.startsWith(silent)).toBe(true)
      expect(full).toMatch(/98\D+50 val/)
    }
  })

  it('exist for no other code', () => {
    expect(Object.keys((wordsOf(locale).mapping as { reason: object }).reason).sort()).toEqual(
      Object.keys(codes).sort(),
    )
  })
})
