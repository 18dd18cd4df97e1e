// For tests only: what every client is asked to do, and what must be true afterwards. A new operation is one entry here.
import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { type Abilities, ClientFailed, type Place, type TestClient } from './test-client'
import { type TestDoors, wrongPassword } from './test-doors'

const CONTENT = 'id,name\n1,Ada\n'
const LARGE_BYTES = 2_000_000

export type Task = { readonly client: TestClient; readonly place: Place; readonly doors: TestDoors }

export type Operation = {
  readonly name: string
  /** Undefined: the client has no such thing. Otherwise what it is to do; answers with what the client showed. */
  readonly work: (task: Task) => (() => Promise<unknown>) | undefined
  /** The client must fail, and say something. */
  readonly isRefused?: boolean
}

/** Millions of bytes are compared by their hash; to compare them one by one takes longer than to send them. */
const digest = (bytes: Buffer): string => `${bytes.length} bytes ${createHash('sha256').update(bytes).digest('hex')}`
const file = ({ place }: Task, name: string, content: string | Buffer): Buffer => {
  writeFileSync(path.join(place.folder, name), content)
  return Buffer.from(content)
}
const arrived = ({ doors }: Task) =>
  doors.sink.arrivals.map(({ fileName, bytes }) => [fileName, digest(bytes)] as const)
const linesOf = (text: string) => text.split(/\r?\n/).map((line) => line.trim().replace(/\/$/, ''))
/** Who asks for more than names sees itself, the folder above and the outbox, too. */
const filesIn = (text: string) => linesOf(text).filter((line) => !['', '.', '..', 'outbox'].includes(line))

/** Work for clients that have the abilities named. */
function having<Name extends keyof Abilities>(
  names: readonly Name[],
  work: (task: Task, able: Pick<Abilities, Name>) => Promise<unknown>,
): Operation['work'] {
  return (task) => {
    const { abilities } = task.client
    return names.every((name) => abilities[name]) ? () => work(task, abilities as Pick<Abilities, Name>) : undefined
  }
}

async function puts(task: Task, content: string | Buffer, place = task.place, name = 'users.csv'): Promise<void> {
  const bytes = file(task, 'users.csv', content)
  await task.client.abilities.put?.(place, 'users.csv', name)
  expect(arrived(task)).toEqual([[name, digest(bytes)]])
}

const signsInWith = (kind: TestClient['keys'][number]): Operation => ({
  name: `${kind} key`,
  work: (task) =>
    task.client.keys.includes(kind)
      ? () => puts(task, CONTENT, { ...task.place, keyFile: task.doors.keyFile(kind), password: wrongPassword })
      : undefined,
})

/** Delivers a file that is seen and asked for afterwards. */
const after = (work: (task: Task, able: Abilities) => Promise<unknown>, needs: readonly (keyof Abilities)[]) =>
  having(['put', ...needs], async (task, able) => {
    await puts(task, CONTENT)
    return work(task, able as Abilities)
  })

export const operations: readonly Operation[] = [
  { name: 'password', work: having(['put'], (task) => puts(task, CONTENT)) },
  {
    name: 'wrong password',
    isRefused: true,
    work: having(['put'], (task) => puts(task, CONTENT, { ...task.place, password: wrongPassword })),
  },
  signsInWith('ed25519'),
  signsInWith('ecdsa'),
  signsInWith('rsa'),
  { name: 'put', work: having(['put'], (task) => puts(task, randomBytes(LARGE_BYTES))) },
  {
    name: 'short over long',
    work: having(['put'], async (task, { put }) => {
      file(task, 'long.csv', 'l'.repeat(300_000))
      const short = file(task, 'short.csv', CONTENT)
      await put(task.place, 'long.csv', 'users.csv.part')
      await put(task.place, 'short.csv', 'users.csv.part')
      await task.doors.files((files) => files.rename('users.csv.part', 'users.csv'))
      expect(arrived(task)).toEqual([['users.csv', digest(short)]])
    }),
  },
  {
    name: 'second night',
    work: having(['put'], async (task, { put }) => {
      const nights = [file(task, 'a.csv', `${CONTENT}2,Bob\n`), file(task, 'b.csv', CONTENT)]
      await put(task.place, 'a.csv', 'users.csv')
      await put(task.place, 'b.csv', 'users.csv')
      expect(arrived(task).map(([, bytes]) => bytes)).toEqual(nights.map(digest))
    }),
  },
  {
    name: '.part, rename, twice',
    work: having(['put', 'rename'], async (task, { put, rename }) => {
      for (const night of ['first', 'second']) {
        file(task, 'users.csv', night)
        await put(task.place, 'users.csv', 'users.csv.part')
        await rename(task.place, 'users.csv.part', 'users.csv')
      }
      const nights = ['first', 'second'].map((night) => ['users.csv', digest(Buffer.from(night))])
      expect(arrived(task)).toEqual(nights)
    }),
  },
  {
    name: 'resume',
    work: having(['resume'], async (task, { resume }) => {
      const bytes = file(task, 'users.csv', randomBytes(1_000_000))
      await task.doors.files(async (files) => {
        const mode = { create: true, truncate: true, append: false, exclusive: false }
        const opened = await files.open('users.csv', mode)
        if (!opened.ok) throw new Error(opened.reason)
        await opened.upload.write(0, [bytes.subarray(0, 400_000)])
        await opened.upload.abandon()
      })
      await resume(task.place, 'users.csv')
      expect(arrived(task)).toEqual([['users.csv', digest(bytes)]])
    }),
  },
  {
    name: 'append',
    work: having(['put', 'append'], async (task, { put, append }) => {
      const [head, tail] = [file(task, 'head.csv', 'id\n1\n'), file(task, 'tail.csv', '2\n')]
      await put(task.place, 'head.csv', 'users.csv.part')
      await append(task.place, 'tail.csv', 'users.csv.part')
      await task.doors.files((files) => files.rename('users.csv.part', 'users.csv'))
      expect(arrived(task)).toEqual([['users.csv', digest(Buffer.concat([head, tail]))]])
    }),
  },
  {
    name: 'times, mode',
    work: having(['preserve'], async (task, { preserve }) => {
      const bytes = file(task, 'users.csv', CONTENT)
      await preserve(task.place, 'users.csv')
      expect(arrived(task)).toEqual([['users.csv', digest(bytes)]])
    }),
  },
  {
    name: 'list',
    work: having(['put', 'list'], async (task, { list }) => {
      expect(filesIn(await list(task.place))).toEqual([])
      await puts(task, CONTENT)
      expect(filesIn(await list(task.place))).toEqual(['users.csv'])
    }),
  },
  {
    name: 'size of what was sent',
    work: after(async ({ place }, { stat }) => expect(await stat(place, 'users.csv')).toMatch(/\b14\b/), ['stat']),
  },
  { name: 'free space', work: having(['space'], (task, { space }) => space(task.place)) },
  {
    name: 'get what was sent',
    isRefused: true,
    work: after(({ place }, { get }) => get(place, 'users.csv'), ['get']),
  },
  {
    name: 'remove what was sent',
    work: after(
      async (task, { remove }) => {
        await remove(task.place, 'users.csv')
        const left = await task.doors.files((files) => files.list())
        expect(left).toEqual([])
        expect(arrived(task)).toHaveLength(1)
      },
      ['remove'],
    ),
  },
  {
    name: 'make a folder',
    isRefused: true,
    work: having(['makeFolder'], (task, { makeFolder }) => makeFolder(task.place, 'folder')),
  },
  {
    name: 'new keys meanwhile',
    work: (task) =>
      task.client.door === 'FTPS'
        ? undefined
        : () => puts(task, randomBytes(LARGE_BYTES), task.doors.place(task.client, { rekeys: true })),
  },
  {
    name: 'compression asked for',
    work: (task) =>
      task.client.canCompress ? () => puts(task, CONTENT.repeat(9999), { ...task.place, compress: true }) : undefined,
  },
  { name: 'empty file', work: having(['put'], (task) => puts(task, '')) },
  { name: 'name with ñ, 学', work: having(['put'], (task) => puts(task, CONTENT, task.place, 'año 学生.csv')) },
  { name: 'name in capitals', work: having(['put'], (task) => puts(task, CONTENT, task.place, 'USERS.CSV')) },
  {
    name: 'not accepted',
    isRefused: true,
    work: having(['put'], async (task, { put }) => {
      task.doors.sink.answerWith(() => 422)
      file(task, 'users.csv', CONTENT)
      await put(task.place, 'users.csv', 'users.csv')
      // It goes on as if all were well; the delivery is not there, and mail and pages tell it.
      if (task.client.isDeafAtTheEnd) throw new ClientFailed('nothing: it does not look at the last answer')
    }),
  },
]
