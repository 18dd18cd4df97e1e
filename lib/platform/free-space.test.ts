import { describe, expect, it } from 'vitest'
import { leastFreeBytes, NoRoomError, Room, withinRoom } from './free-space'

const GIB = 1024 ** 3

describe('what stays free of a disk', () => {
  it.each([
    ['a small one', 2 * GIB, 0.2 * GIB],
    ['a small server', 20 * GIB, GIB],
    ['a usual one', 60 * GIB, 3 * GIB],
    ['a large one', 4000 * GIB, 5 * GIB],
  ])('%s', (_, total, least) => expect(leastFreeBytes(total)).toBe(Math.floor(least)))
})

describe('a stream', () => {
  async function* chunks() {
    for (let index = 0; index < 3; index += 1) yield new Uint8Array(10)
  }
  const sizeWithin = async (room: Room) => {
    let size = 0
    for await (const chunk of withinRoom(chunks(), room)) size += chunk.length
    return size
  }
  const folder = () => process.cwd()

  it('passes where there is room, and ends with the code of a full disk where there is none', async () => {
    expect(await sizeWithin(new Room(folder, () => 0))).toBe(30)
    await expect(sizeWithin(new Room(folder, () => Number.MAX_SAFE_INTEGER))).rejects.toThrow(NoRoomError)
  })
})
