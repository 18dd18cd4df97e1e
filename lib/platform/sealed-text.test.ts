// A sealed secret says nothing, opens for its owner alone, and notices every change.
import { describe, expect, it } from 'vitest'
import { openText, sealText } from './sealed-text'
import { SecretError } from './secrets'

describe('a sealed text', () => {
  it('opens for its owner, whatever is in it', () => {
    for (const text of ['', 'pässwörd ñ 😀', 'x'.repeat(20_000)]) {
      expect(openText(sealText(text, 'owner'), 'owner')).toBe(text)
    }
  })

  it('shows nothing of the text and is never the same twice', () => {
    const sealed = [1, 2].map(() => sealText('correct horse', 'owner'))
    expect(sealed[0]).not.toBe(sealed[1])
    expect(Buffer.from((sealed[0] ?? '').slice(3), 'base64').toString('latin1')).not.toContain('horse')
  })

  it('opens for nobody else, and not at all once a bit of it is another', () => {
    const sealed = sealText('correct horse', 'owner')
    expect(() => openText(sealed, 'another')).toThrow(SecretError)
    const bytes = Buffer.from(sealed.slice(3), 'base64')
    for (let at = 0; at < bytes.length; at++) {
      const spoilt = Buffer.from(bytes)
      spoilt[at] = (spoilt[at] ?? 0) ^ 1
      expect(() => openText(`v1.${spoilt.toString('base64')}`, 'owner')).toThrow(SecretError)
    }
    for (const text of ['', 'v1.', 'v2.AAAA', 'correct horse'])
      expect(() => openText(text, 'owner')).toThrow(SecretError)
  })
})
