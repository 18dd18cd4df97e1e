// A member is what the archive declares, or it is damaged: found while it is unpacked, and never more than declared.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32, deflateRawSync } from 'node:zlib'
import { readRows } from '../read-rows'
import { dialectSchema } from '../dialect'
import { UnreadableSource } from '../unreadable-source'
import { openArchive } from './open-archive'
import { accessTo, zipOf, type Member } from './test-archive'

const students = 'id,name\r\n' + Array.from({ length: 500 }, (_, index) => `${index},Ana ${index}\r\n`).join('')

async function memberOf(archive: Buffer) {
  const opened = await openArchive(accessTo(archive), { ratioFreeBytes: Number.MAX_SAFE_INTEGER })
  if (!opened.ok) throw new Error(opened.issue.code)
  return opened.archive.members[0]!
}

/** How many bytes came, and what was found wrong. */
async function unpack(member: Member) {
  let bytes = 0
  try {
    for await (const piece of (await memberOf(zipOf([member]))).bytes()) bytes += piece.length
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error
    return { bytes, code: error.issue.code, ...error.issue.params }
  }
  return { bytes }
}

describe('a member is damaged', () => {
  const damaged = (reason: string) => ({ code: 'file-archive-damaged', name: 'students.csv', reason })

  it('when its checksum is wrong', async () => {
    expect(await unpack({ data: students, crc: 7 })).toMatchObject(damaged('checksum'))
    expect(await unpack({ data: students, crc: 7, method: 0 })).toMatchObject(damaged('checksum'))
  })

  it('when it holds more than declared, of which not one byte more is handed on', async () => {
    const bomb = Buffer.alloc(50 * 1024 * 1024)
    const outcome = await unpack({ data: bomb, size: 3 * 1024 * 1024 })
    expect(outcome).toMatchObject(damaged('size'))
    expect(outcome.bytes).toBeLessThanOrEqual(3 * 1024 * 1024)
  })

  it('when it holds less than declared', async () => {
    expect(await unpack({ data: students, size: students.length + 1 })).toMatchObject(damaged('size'))
    expect(await unpack({ data: students, method: 0, size: students.length + 1 })).toMatchObject(damaged('size'))
  })

  it('when it cannot be unpacked, is cut, or hides bytes behind its end', async () => {
    const packed = deflateRawSync(students)
    expect(await unpack({ data: students, raw: Buffer.alloc(50, 0xff) })).toMatchObject(damaged('packing'))
    expect(await unpack({ data: students, raw: packed.subarray(0, -5) })).toMatchObject(damaged('packing'))
    const hidden = Buffer.concat([packed, Buffer.from('hidden')])
    expect(await unpack({ data: students, raw: hidden })).toMatchObject(damaged('packing'))
  })

  it('whichever bit of it is flipped, but for those that mean nothing', async () => {
    const raw = deflateRawSync(students)
    await fc.assert(
      fc.asyncProperty(fc.nat(raw.length * 8 - 1), async (bit) => {
        const flipped = Buffer.from(raw)
        flipped[bit >> 3]! ^= 1 << (bit & 7)
        const outcome = await unpack({ data: students, raw: flipped })
        // The last byte is filled up with bits nobody reads.
        if (bit < (raw.length - 1) * 8) expect(outcome).toMatchObject({ code: 'file-archive-damaged' })
      }),
      { numRuns: 60 },
    )
  })
})

describe('a whole archive with any byte changed', () => {
  it('is read as it was, or is refused', async () => {
    const whole = zipOf([{ data: students }])
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(whole)
        changed[at]! ^= change
        const opened = await openArchive(accessTo(changed))
        if (!opened.ok) return
        const pieces: Uint8Array[] = []
        try {
          for await (const piece of opened.archive.members[0]!.bytes()) pieces.push(piece)
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableSource)
          return
        }
        expect(Buffer.concat(pieces).toString()).toBe(students)
      }),
      { numRuns: 400 },
    )
  })
})

it('rows read from a damaged member end with the issue that says so', async () => {
  const member = await memberOf(zipOf([{ data: students, crc: 7 }]))
  const events = []
  for await (const batch of readRows(member.bytes(), dialectSchema.parse({}))) events.push(...batch)
  expect(events.at(-1)).toMatchObject({ type: 'fileIssue', issue: { code: 'file-archive-damaged' } })
})

it('a member whose reader stops early is closed at once', async () => {
  const member = await memberOf(zipOf([{ data: Buffer.alloc(30 * 1024 * 1024) }]))
  for await (const piece of member.bytes()) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
  expect(member.sizeBytes).toBe(30 * 1024 * 1024)
})

it('a member of 100 MB is unpacked piece by piece, in a few megabytes of memory', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${index},Ana ${index * 7919},${index % 97}\r\n`).join('')
  const data = Buffer.from(rows.repeat(Math.ceil(100_000_000 / rows.length)))
  const archive = zipOf([{ raw: deflateRawSync(data, { level: 1 }), crc: crc32(data), size: data.length }])
  const member = await memberOf(archive)
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  let bytes = 0
  for await (const piece of member.bytes()) {
    bytes += piece.length
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  expect(bytes).toBe(data.length)
  expect(most).toBeLessThan(40 * 1024 * 1024)
})
