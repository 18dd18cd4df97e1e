// Stored files as everybody sees them; how they are sealed is tested beside it (stored-files/sealed-file.test.ts).
import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { env } from './env'
import {
  accessStored,
  DamagedFileError,
  destroyStored,
  fileIdOf,
  isStorageKey,
  MasterKeyMissingError,
  openStored,
  readStored,
  storedSize,
  storeStream,
} from './files'
import { masterKeys } from './master-keys'
import { rewrapped } from './stored-files/storage-key'

const masterKeyFile = () => path.join(env().dataDir, 'secrets', 'master-keys')
const pathOf = (storageKey: string) => {
  const id = fileIdOf(storageKey)
  return path.join(env().dataDir, 'files', id.slice(0, 2), id)
}

async function* piecesOf(content: string | Buffer, length = 50_000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content)
  for (let at = 0; at < bytes.length; at += length) yield new Uint8Array(bytes.subarray(at, at + length))
}

async function store(content: string | Buffer): Promise<string> {
  const stored = await storeStream(piecesOf(content), { bytesMax: 10_000_000 })
  if (!stored.ok) throw new Error(stored.reason)
  expect(stored.size).toBe(Buffer.byteLength(content))
  return stored.storageKey
}

async function read(storageKey: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of readStored(storageKey)) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

function everythingIn(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Buffer.concat(files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name))))
}

beforeEach(() => {
  for (const folder of ['secrets', 'files']) rmSync(path.join(env().dataDir, folder), { recursive: true, force: true })
})

describe('a stored file', () => {
  const content = randomBytes(1_500_000)

  it('is read as it came: whole, as a stream, its head and any part', async () => {
    const key = await store(content)
    expect((await read(key)).equals(content)).toBe(true)
    expect((await buffer(await openStored(key))).equals(content)).toBe(true)
    expect(await storedSize(key)).toBe(content.length)
    const access = await accessStored(key)
    expect(access?.size).toBe(content.length)
    expect(Buffer.from((await access?.read(0, 100)) ?? []).equals(content.subarray(0, 100))).toBe(true)
    expect(Buffer.from((await access?.read(70_000, 500_000)) ?? []).equals(content.subarray(70_000, 570_000))).toBe(
      true,
    )
    expect(await access?.read(content.length, 10)).toHaveLength(0)
  })

  it('may be empty', async () => {
    const key = await store('')
    expect(await read(key)).toHaveLength(0)
    expect(await storedSize(key)).toBe(0)
    expect(await (await accessStored(key))?.read(0, 10)).toHaveLength(0)
  })

  it('is nowhere to be read on the disk, and neither is its key', async () => {
    const key = await store('sourcedId,name\n17,Canary Quetzalcoatl\n'.repeat(10_000))
    const bytes = everythingIn(path.join(env().dataDir, 'files'))
    expect(bytes.includes('Quetzalcoatl')).toBe(false)
    expect(bytes.includes(key.split('.')[2] ?? '')).toBe(false)
    // Sealed bytes are not packed any further, and no two of them are alike.
    expect(new Set(bytes).size).toBe(256)
  })

  it('that is too large leaves nothing behind', async () => {
    expect(await storeStream(piecesOf(content), { bytesMax: 1_499_999 })).toEqual({ ok: false, reason: 'too-large' })
    expect(everythingIn(path.join(env().dataDir, 'files'))).toHaveLength(0)
  })

  it('whose sender breaks off leaves nothing behind', async () => {
    async function* broken() {
      yield content
      await Promise.reject(new Error('cut'))
    }
    await expect(storeStream(broken(), { bytesMax: 10_000_000 })).rejects.toThrow('cut')
    expect(everythingIn(path.join(env().dataDir, 'files'))).toHaveLength(0)
  })

  it('of an earlier version, which did not seal them, is read as it is', async () => {
    const key = randomUUID()
    mkdirSync(path.dirname(pathOf(key)), { recursive: true })
    writeFileSync(pathOf(key), content)
    expect((await read(key)).equals(content)).toBe(true)
    expect(await storedSize(key)).toBe(content.length)
    expect(Buffer.from((await (await accessStored(key))?.read(5, 10)) ?? []).equals(content.subarray(5, 15))).toBe(true)
    await destroyStored(key)
    expect(await accessStored(key)).toBeUndefined()
  })

  it('is destroyed with its key: yesterday’s copy of the files opens with no other', async () => {
    const key = await store(content)
    const copy = path.join(env().dataDir, `copy-${randomUUID()}`)
    cpSync(path.join(env().dataDir, 'files'), copy, { recursive: true })
    await destroyStored(key)
    await destroyStored(key)
    expect(await storedSize(key)).toBeUndefined()
    expect(await accessStored(key)).toBeUndefined()
    await expect(read(key)).rejects.toMatchObject({ code: 'ENOENT' })
    cpSync(copy, path.join(env().dataDir, 'files'), { recursive: true })
    const other = (await store('other')).split('.')
    await expect(read([fileIdOf(key), ...other.slice(1)].join('.'))).rejects.toThrow('is not as it was kept')
  })

  it('that was changed, cut or exchanged is refused by everybody who reads it, and named', async () => {
    const [key, other] = [await store(content), await store(content)]
    const bytes = readFileSync(pathOf(key))
    const faults = [bytes.map((byte, at) => (at === 700_000 ? byte ^ 1 : byte)), bytes.subarray(0, -70_000)]
    for (const fault of [...faults, readFileSync(pathOf(other))]) {
      writeFileSync(pathOf(key), fault)
      await expect(read(key)).rejects.toThrow(DamagedFileError)
      await expect(read(key)).rejects.toThrow(`Stored file ${fileIdOf(key)} is damaged`)
      await expect(accessStored(key).then((file) => file?.read(600_000, 200_000))).rejects.toThrow(DamagedFileError)
      await expect(openStored(key).then(buffer)).rejects.toThrow(DamagedFileError)
    }
  })
})

describe('a storage key', () => {
  it('is one, or is refused before it could become a path', async () => {
    const key = await store('a')
    expect(isStorageKey(key)).toBe(true)
    for (const text of ['', '../../secrets/auth', `${key}x`, key.slice(0, -1), `${randomUUID()}/..`]) {
      expect(isStorageKey(text)).toBe(false)
      await expect(storedSize(text)).rejects.toThrow('not a storage key')
    }
  })
})

describe('the master key', () => {
  it('is made once, for nobody else to read, and a damaged one is refused, never replaced', () => {
    const { current } = masterKeys()
    expect(masterKeys().current.id).toBe(current.id)
    chmodSync(masterKeyFile(), 0o644)
    expect(() => masterKeys()).toThrow('chmod 600')
    chmodSync(masterKeyFile(), 0o600)
    writeFileSync(masterKeyFile(), 'c2hvcnQ=')
    expect(() => masterKeys()).toThrow('Line 1 of')
    expect(readFileSync(masterKeyFile(), 'utf8')).toBe('c2hvcnQ=')
  })

  it('is changed by a line before it, at once: the old one opens what is there, and wraps nothing more', async () => {
    const old = await store('from before')
    const before = masterKeys().current.id
    const lines = readFileSync(masterKeyFile(), 'utf8')
    writeFileSync(masterKeyFile(), `# from today\n${randomBytes(32).toString('base64')}\n\n${lines}`)
    const fresh = await store('from now on')
    expect([old, fresh].map((key) => key.split('.')[1])).toEqual([before, masterKeys().current.id])
    expect((await read(old)).toString()).toBe('from before')
    expect(rewrapped(fresh)).toBeUndefined()
    const again = rewrapped(old)
    writeFileSync(masterKeyFile(), readFileSync(masterKeyFile(), 'utf8').split('\n').slice(0, 2).join('\n'))
    expect((await read(again ?? '')).toString()).toBe('from before')
    expect((await read(fresh)).toString()).toBe('from now on')
  })

  it('that is lost is named by whatever was sealed under it, and what comes goes on', async () => {
    const key = await store('sealed under what is lost')
    const { id } = masterKeys().current
    rmSync(masterKeyFile())
    await expect(read(key)).rejects.toThrow(MasterKeyMissingError)
    await expect(accessStored(key)).rejects.toThrow(`The master key ${id} is not in ${masterKeyFile()}`)
    expect((await read(await store('new'))).toString()).toBe('new')
    await destroyStored(key)
  })
})
