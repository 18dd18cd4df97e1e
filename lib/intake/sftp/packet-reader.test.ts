import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PacketReader } from './packet-reader'
import { PACKET } from './protocol'
import { MalformedPacket, string } from './wire'

const packets = fc.array(
  fc.record({ type: fc.constantFrom(PACKET.WRITE, PACKET.STAT, 250), body: fc.uint8Array({ maxLength: 700 }) }),
  { minLength: 1, maxLength: 10 },
)
const cuts = fc.array(fc.nat(400), { maxLength: 30 })

describe('the packet reader', () => {
  it('finds the same packets in whatever pieces the bytes come', () => {
    fc.assert(
      fc.property(packets, cuts, (sent, lengths) => {
        let left = Buffer.concat(sent.map(({ type, body }) => string(Buffer.from([type, ...body]))))
        const reader = new PacketReader()
        const found: { type: number; body: Buffer }[] = []
        const take = (bytes: Buffer) => {
          reader.push(bytes)
          for (let packet = reader.next(); packet; packet = reader.next()) {
            found.push({ type: packet.type, body: Buffer.concat([packet.head, ...packet.tail]) })
          }
        }
        for (const length of lengths) {
          take(left.subarray(0, length))
          left = left.subarray(length)
        }
        take(left)
        expect(found).toEqual(sent.map(({ type, body }) => ({ type, body: Buffer.from(body) })))
      }),
    )
  })

  it.each([0, 256 * 1024 + 1, 0xffff_ffff])('refuses a packet of %d bytes as soon as it is announced', (length) => {
    const reader = new PacketReader()
    const announced = Buffer.alloc(4)
    announced.writeUInt32BE(length)
    reader.push(announced)
    expect(() => reader.next()).toThrow(MalformedPacket)
  })
})
