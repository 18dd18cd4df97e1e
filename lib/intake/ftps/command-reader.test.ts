import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CommandReader, MalformedLine } from './command-reader'

const LINE_BYTES_MAX = 100

/** What a reader makes of bytes that come in these packets. */
function commandsIn(...packets: (Buffer | string)[]): [string, string][] {
  const reader = new CommandReader(LINE_BYTES_MAX)
  for (const packet of packets) reader.push(Buffer.from(packet as string))
  const found: [string, string][] = []
  for (let next = reader.next(); next; next = reader.next()) found.push([next.verb, next.argument.toString('latin1')])
  return found
}

describe('commands', () => {
  it.each<[string, (Buffer | string)[], [string, string][]]>([
    ['one in one packet', ['NOOP\r\n'], [['NOOP', '']]],
    [
      'two in one packet',
      ['USER a\r\nPASS b\r\n'],
      [
        ['USER', 'a'],
        ['PASS', 'b'],
      ],
    ],
    ['one in three packets', ['ST', 'OR x', '\r\n'], [['STOR', 'x']]],
    ['without a carriage return', ['QUIT\n'], [['QUIT', '']]],
    ['in small letters', ['stor Users.csv\r\n'], [['STOR', 'Users.csv']]],
    ['with spaces that belong to the argument', ['PASS  two \r\n'], [['PASS', ' two ']]],
    ['blank lines in between', ['\r\n\r\nNOOP\r\n'], [['NOOP', '']]],
    [
      'something that is no verb',
      ['\u0016\u0003\u0001\r\nGETX5 /\r\n'],
      [
        ['', ''],
        ['', '/'],
      ],
    ],
    ['telnet’s interrupt before ABOR', [Buffer.from([0xff, 0xf4, 0xff, 0xf2]), 'ABOR\r\n'], [['ABOR', '']]],
    ['telnet’s options', [Buffer.from([0xff, 0xfb, 0x06]), 'NOOP\r\n'], [['NOOP', '']]],
    ['a doubled byte of telnet’s own', ['DELE a', Buffer.from([0xff, 0xff]), '\r\n'], [['DELE', 'a\u00ff']]],
  ])('%s', (_, packets, expected) => {
    expect(commandsIn(...packets)).toEqual(expected)
  })

  it('are the same however the bytes are cut into packets', () => {
    const text = 'USER sis.admin.x.tx\r\nPASS a b\r\nSTOR alumnos ñ.csv\r\nQUIT\r\n'
    const whole = commandsIn(text)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length })), (cuts) => {
        const bytes = Buffer.from(text)
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length]
        const packets = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
        expect(commandsIn(...packets)).toEqual(whole)
      }),
    )
  })

  it('never make the reader fail in any other way than it says, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (packets) => {
        try {
          commandsIn(...packets.map((packet) => Buffer.from(packet)))
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedLine)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a line that nobody means', () => {
  it.each([
    ['without an end', 'X'.repeat(LINE_BYTES_MAX + 1)],
    ['that is too long', `STOR ${'x'.repeat(LINE_BYTES_MAX)}\r\n`],
    ['with a NUL in it', 'USER a\0b\r\n'],
  ])('%s is refused', (_, line) => {
    expect(() => commandsIn(line)).toThrow(MalformedLine)
  })
})

it('what waits is counted, and can be forgotten', () => {
  const reader = new CommandReader(LINE_BYTES_MAX)
  reader.push(Buffer.from('NOOP\r\nABOR\r\nUSER'))
  expect(reader.holds('ABOR')).toBe(true)
  expect(reader.heldBytes).toBeGreaterThan(0)
  reader.clear()
  expect(reader.heldBytes).toBe(0)
  reader.push(Buffer.from(' x\r\n'))
  expect(reader.next()).toEqual({ verb: '', argument: Buffer.from('x') })
})
