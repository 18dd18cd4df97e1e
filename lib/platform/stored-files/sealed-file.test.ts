import { randomBytes, randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { env } from '../env'
import { checkEnd, readPart, readThrough } from './plain-bytes'
import { SealedFile } from './sealed-file'
import { CHUNK_BYTES, DamagedFileError, plainBytesOf, sealedBytesOf, SLOT_BYTES } from './sealed-format'
import type { StoredBytes } from './store'

const key = randomBytes(32)
const folder = () => path.join(env().dataDir, 'sealed')
const newFile = () => path.join(folder(), randomUUID())
beforeAll(() => mkdir(folder(), { recursive: true }))

/** Bytes that tell where they stand. */
const bytesFrom = (position: number, length: number) =>
  Buffer.from(Array.from({ length }, (_, index) => ((position + index) * 31 + ((position + index) >> 8)) & 255))

async function sealed(content: Buffer): Promise<string> {
  const file = newFile()
  const writer = await SealedFile.create(file, key)
  await writer.write(0, [content])
  await writer.close()
  return file
}

async function withBytes<T>(file: string, work: (bytes: StoredBytes) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    return await work({
      size,
      read: async (position, into) => (await handle.read(into, 0, into.length, position)).bytesRead,
      close: () => Promise.resolve(),
    })
  } finally {
    await handle.close()
  }
}

const readAll = (file: string, withKey = key) =>
  withBytes(file, async (bytes) => {
    const pieces: Buffer[] = []
    for await (const piece of readThrough({ id: 'a', key: withKey }, bytes)) pieces.push(Buffer.from(piece))
    return Buffer.concat(pieces)
  })

const size = fc.oneof(
  fc.nat({ max: 300_000 }),
  fc.constantFrom(
    0,
    1,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
    2 * CHUNK_BYTES,
    8 * CHUNK_BYTES,
    9 * CHUNK_BYTES,
  ),
)

describe('a sealed file', () => {
  it('gives back what was written, whole and any part of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        size,
        fc.array(fc.tuple(fc.nat(700_000), fc.nat(200_000)), { maxLength: 4 }),
        async (bytes, parts) => {
          const content = bytesFrom(0, bytes)
          const file = await sealed(content)
          expect(plainBytesOf(readFileSync(file).length)).toBe(bytes)
          expect((await readAll(file)).equals(content)).toBe(true)
          for (const [position, length] of parts) {
            const part = await withBytes(file, (source) => readPart({ id: 'a', key }, source, position, length))
            expect(part.equals(content.subarray(position, position + length))).toBe(true)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is the same as a plain one, whatever is written where, cut, synced, closed and opened again on the way', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), at: size, pieces: fc.array(fc.nat(90_000), { maxLength: 6 }) }),
      fc.record({ kind: fc.constant('append' as const), pieces: fc.array(fc.nat(90_000), { maxLength: 6 }) }),
      fc.record({ kind: fc.constant('cut' as const), to: size }),
      fc.record({ kind: fc.constantFrom('sync' as const, 'reopen' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const file = newFile()
        let plain = Buffer.alloc(0)
        let writer = await SealedFile.create(file, key)
        for (const step of steps) {
          if (step.kind === 'write' || step.kind === 'append') {
            const at = step.kind === 'append' ? plain.length : step.at
            const pieces = step.pieces.map((length) => randomBytes(length))
            const written = Buffer.concat(pieces)
            await writer.write(at, pieces)
            const longer = Buffer.alloc(Math.max(plain.length, at + written.length))
            plain.copy(longer)
            written.copy(longer, at)
            plain = longer
          } else if (step.kind === 'cut') {
            await writer.truncate(step.to)
            const other = Buffer.alloc(step.to)
            plain.copy(other)
            plain = other
          } else if (step.kind === 'sync') await writer.sync()
          else {
            await writer.close()
            writer = await SealedFile.open(file, key)
          }
          expect(writer.size).toBe(plain.length)
        }
        await fillGaps(writer, plain)
        await writer.close()
        expect((await readAll(file)).equals(plain)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('never holds two parts that were sealed alike', async () => {
    const file = newFile()
    const writer = await SealedFile.create(file, key)
    const nonces = new Set<string>()
    for (let times = 0; times < 50; times++) {
      await writer.write(0, [Buffer.from('the same bytes')])
      await writer.sync()
      nonces.add(readFileSync(file).subarray(0, 12).toString('hex'))
    }
    await writer.close()
    expect(nonces.size).toBe(50)
  })

  it('whose process was killed is there as far as it was written, and goes on from there', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(SLOT_BYTES), async (bytes, lost) => {
        const content = bytesFrom(0, bytes)
        const file = newFile()
        const killed = await SealedFile.create(file, key)
        await killed.write(0, [content])
        await killed.release()
        const onDisk = readFileSync(file).length
        truncateSync(file, Math.max(0, onDisk - lost))
        const writer = await SealedFile.recover(file, key)
        expect(writer.size).toBeLessThanOrEqual(bytes)
        expect(writer.size).toBeGreaterThanOrEqual(Math.min(bytes, bytes - 3 * CHUNK_BYTES))
        await writer.write(writer.size, [content.subarray(writer.size)])
        await writer.close()
        expect((await readAll(file)).equals(content)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

/** What was left out cannot be read as zeros: an upload counts only once its gaps are filled. */
async function fillGaps(writer: SealedFile, plain: Buffer): Promise<void> {
  for (let at = 0; at < plain.length; at += CHUNK_BYTES) {
    await writer.write(at, [plain.subarray(at, at + 1)])
  }
}

describe('what is not as it was stored', () => {
  const content = bytesFrom(0, 10 * CHUNK_BYTES + 1000)

  async function expectDamaged(file: string, withKey = key): Promise<void> {
    await expect(readAll(file, withKey)).rejects.toThrow(DamagedFileError)
    await expect(readAll(file, withKey)).rejects.toThrow('Stored file a is damaged')
  }

  it('is found if any one byte was changed', async () => {
    const file = await sealed(content)
    const bytes = readFileSync(file)
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ change
        writeFileSync(file, changed)
        await expectDamaged(file)
      }),
      { numRuns: 60 },
    )
  })

  it('is found wherever it was cut, by who reads all of it and by who reads its end', async () => {
    const bytes = readFileSync(await sealed(content))
    const cuts = [0, 1, 27, 28, SLOT_BYTES, 3 * SLOT_BYTES, 10 * SLOT_BYTES, 10 * SLOT_BYTES + 28, bytes.length - 1]
    for (const cut of cuts) {
      const file = newFile()
      writeFileSync(file, bytes.subarray(0, cut))
      await expectDamaged(file)
      await expect(withBytes(file, (source) => checkEnd({ id: 'a', key }, source))).rejects.toThrow(DamagedFileError)
    }
  })

  it('is found if something was added, repeated, left out or exchanged', async () => {
    const file = await sealed(content)
    const bytes = readFileSync(file)
    const slot = (number: number) => bytes.subarray(number * SLOT_BYTES, (number + 1) * SLOT_BYTES)
    const slots = Array.from({ length: 11 }, (_, number) => slot(number))
    const other = readFileSync(await sealed(content))
    const orders = [
      [...slots, slot(10)],
      [...slots.slice(0, 5), ...slots.slice(6)],
      [...slots.slice(0, 5), slot(5), ...slots.slice(5)],
      [slot(1), slot(0), ...slots.slice(2)],
      slots.slice(0, 10),
    ]
    for (const order of orders) {
      writeFileSync(file, Buffer.concat(order))
      await expectDamaged(file)
    }
    writeFileSync(file, bytes)
    appendFileSync(file, 'x')
    await expectDamaged(file)
    // Of another file with the very same content, but, as every file, another key.
    writeFileSync(file, other)
    await expectDamaged(file, randomBytes(32))
  })

  it('has sizes that no other file has', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (plain) => {
        expect(plainBytesOf(sealedBytesOf(plain))).toBe(plain)
      }),
    )
    expect([0, 27, SLOT_BYTES + 1, SLOT_BYTES + 28].map(plainBytesOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
