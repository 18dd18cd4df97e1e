import { expect, it } from 'vitest'
import { transcoder } from './transcode'

it('windows-1252 becomes what the WHATWG standard says, for each of its 256 bytes', () => {
  const text = Buffer.from(transcoder('windows-1252')(Uint8Array.from({ length: 256 }, (_, byte) => byte))).toString()
  expect(text.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ')
  expect([...text.slice(0, 0x80), ...text.slice(0xa0)].map((letter) => letter.charCodeAt(0))).toEqual(
    Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte < 0x80 || byte >= 0xa0),
  )
})

it.each(['utf-16le', 'utf-16be'] as const)('%s becomes the same text, cut at every byte', (encoding) => {
  const text = '\ufeffid,ñ,美,😀\uffff\ud7ff\ue000\r\n'
  const little = Buffer.from(text, 'utf16le')
  const bytes = encoding === 'utf-16le' ? little : Buffer.from(little).swap16()
  for (let cut = 0; cut <= bytes.length; cut++) {
    const transcode = transcoder(encoding)
    const pieces = [
      transcode(bytes.subarray(0, cut)),
      transcode(bytes.subarray(cut)),
      transcode(new Uint8Array(0), true),
    ]
    expect(Buffer.concat(pieces).toString()).toBe(text)
  }
})

it('half a surrogate pair or half a unit becomes bytes that are not UTF-8, never a replacement character', () => {
  const bytes = (text: string, ...more: number[]) => {
    const transcode = transcoder('utf-16le')
    const pieces = [
      transcode(Buffer.concat([Buffer.from(text, 'utf16le'), Buffer.of(...more)])),
      transcode(new Uint8Array(0), true),
    ]
    return Buffer.concat(pieces).toString('hex')
  }
  expect(bytes('a\ud83db')).toBe('61eda0bd62')
  expect(bytes('a\udc00b')).toBe('61edb08062')
  expect(bytes('a\ud83d')).toBe('61eda0bd')
  expect(bytes('\ud83d\ud83d\ude00')).toBe('eda0bdf09f9880')
  expect(bytes('a', 0x62)).toBe('61ff')
})
