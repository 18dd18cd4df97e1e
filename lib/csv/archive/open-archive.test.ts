// What an archive may look like, and everything that is refused before a byte of it is unpacked.
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { openArchive } from './open-archive'
import { accessTo, outcomeOf, zipOf, zip64Extra, zip64Records, type Member } from './test-archive'

const students = 'id,name\r\n1,Ana\r\n'
const orgs = 'id,name\r\n9,Central\r\n'
const good: Member[] = [
  { name: 'students.csv', data: students },
  { name: 'orgs.csv', data: orgs },
]
const contents = { 'students.csv': students, 'orgs.csv': orgs }

describe('an archive is read', () => {
  it('with members deflated or stored, with a comment, and by several openings at once', async () => {
    expect(await outcomeOf(zipOf(good))).toEqual(contents)
    const stored = good.map((member) => ({ ...member, method: 0 }))
    expect(await outcomeOf(zipOf(stored, { comment: Buffer.from('nightly export') }))).toEqual(contents)
    const opened = await openArchive(accessTo(zipOf(good)))
    if (!opened.ok) throw new Error(opened.issue.code)
    const [member] = opened.archive.members
    const [first, second] = await Promise.all([buffer(member!.bytes()), buffer(member!.bytes())])
    expect(first.equals(second)).toBe(true)
    expect(member).toMatchObject({ name: 'students.csv', sizeBytes: students.length })
  })

  it.each([
    ['32 bits', [1, 2].flatMap(() => [Buffer.from('PK\x07\x08'), Buffer.alloc(12)])],
    ['64 bits', [Buffer.from('PK\x07\x08'), Buffer.alloc(20)]],
  ])('where a program wrote the sizes behind the member, in %s', async (_, [signature, numbers]) => {
    const local = { crc: 0, packed: 0, size: 0 }
    const after = Buffer.concat([signature!, numbers!])
    expect(await outcomeOf(zipOf(good.map((member) => ({ ...member, flags: 8, local, after }))))).toEqual(contents)
  })

  it('in zip64 form, as other programs write it too', async () => {
    const large = good.map((member) => {
      const size = Buffer.byteLength(member.data!)
      const extra = zip64Extra(size, size)
      const said = { size: 0xffffffff, packed: 0xffffffff, extra }
      return { ...member, method: 0, local: said, central: said }
    })
    const end = { entries: 0xffff, directoryBytes: 0xffffffff, directoryAt: 0xffffffff }
    expect(await outcomeOf(zipOf(large, { beforeEnd: zip64Records(), end }))).toEqual(contents)

    const zip = new ZipFile()
    for (const { name, data } of good) zip.addBuffer(Buffer.from(data!), name as string, { forceZip64Format: true })
    zip.end({ forceZip64Format: true, comment: '' })
    expect(await outcomeOf(await buffer(zip.outputStream))).toEqual(contents)
  })

  it('without what file managers add', async () => {
    const clutter = ['__MACOSX/', '__MACOSX/._students.csv', '.DS_Store', '._orgs.csv', 'Thumbs.db', 'desktop.ini']
    const opened = await openArchive(accessTo(zipOf([...good, ...clutter.map((name) => ({ name, data: 'x' }))])))
    if (!opened.ok) throw new Error(opened.issue.code)
    expect(opened.archive.members.map(({ name }) => name)).toEqual(['students.csv', 'orgs.csv'])
    expect(opened.archive.clutter).toEqual(clutter)
  })

  it('with letters of any language in its names, however their encoding is told', async () => {
    const name = 'año_Müller.csv'
    expect(await outcomeOf(zipOf([{ name, flags: 0x800, data: orgs }]))).toEqual({ [name]: orgs })
    expect(await outcomeOf(zipOf([{ name, data: orgs }]))).toEqual({ [name]: orgs })
    const dos = Buffer.from([0x61, 0xa4, 0x6f, 0x2e, 0x63, 0x73, 0x76])
    expect(await outcomeOf(zipOf([{ name: dos, data: orgs }]))).toEqual({ 'año.csv': orgs })
  })

  it('with an archive inside, which is a member like any other and never opened', async () => {
    let inner: Buffer = Buffer.from('the core')
    for (let depth = 0; depth < 20; depth++) inner = zipOf([{ name: 'inner.zip', data: inner, method: 0 }])
    const opened = await openArchive(accessTo(zipOf([...good, { name: 'inner.zip', data: inner, method: 0 }])))
    expect(opened.ok && opened.archive.members.map(({ name }) => name)).toEqual([
      'students.csv',
      'orgs.csv',
      'inner.zip',
    ])
  })

  it.each([30, 200])('when its members grow to %i times their size, as honest ones do', async (ratio) => {
    const data = Buffer.alloc(ratio * 20_000)
    const raw = Buffer.alloc(20_000)
    const opened = await openArchive(accessTo(zipOf([{ name: 'a.csv', data, raw }])))
    expect(opened.ok).toBe(true)
  })
})

describe('an archive is refused', () => {
  const refused = (code: string, params: object = {}) => expect.objectContaining({ code, ...params }) as unknown

  it('when it is empty, or is none', async () => {
    expect(await outcomeOf(zipOf([]))).toEqual(refused('file-archive-empty'))
    expect(await outcomeOf(zipOf([{ name: '.DS_Store', data: 'x' }]))).toEqual(refused('file-archive-empty'))
    expect(await outcomeOf(Buffer.from(students))).toEqual(refused('file-not-archive'))
    expect(await outcomeOf(Buffer.alloc(0))).toEqual(refused('file-empty'))
    expect(await outcomeOf(Buffer.from('<!doctype html><title>Sign in</title>'))).toEqual(
      refused('file-not-csv', { found: 'html' }),
    )
    expect(await outcomeOf(Buffer.from(`${students}PK\x05\x06`.padEnd(200, 'x')))).toEqual(refused('file-not-archive'))
    const workbook = zipOf([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: 'xl/workbook.xml', data: 'x' },
    ])
    expect(await outcomeOf(workbook)).toEqual(refused('file-not-csv', { found: 'workbook' }))
  })

  it('when its end is missing, wherever it was cut', async () => {
    const whole = zipOf(good, { comment: Buffer.from('a comment') })
    for (let bytes = 4; bytes < whole.length; bytes++) {
      expect(await outcomeOf(whole.subarray(0, bytes))).toEqual(refused('file-archive-incomplete'))
    }
  })

  it('when its entries overlap, told by the directory alone', async () => {
    const bomb = Array.from({ length: 100 }, (_, index) => ({ name: `${index}.csv`, central: { headerAt: 0 } }))
    const kernel = 'kernel '.repeat(10_000)
    bomb[0] = { ...bomb[0]!, data: kernel, method: 0 } as (typeof bomb)[0]
    const zip = zipOf(bomb, { comment: Buffer.alloc(60_000) })
    const { size, read } = accessTo(zip)
    const directoryOnly = (position: number, length: number) => {
      if (position + length < kernel.length) throw new Error('a member was read')
      return read(position, length)
    }
    const opened = await openArchive({ size, read: directoryOnly })
    expect(opened).toMatchObject({ issue: { code: 'file-archive-overlap' } })
  })

  it('when one member is quoted inside another, or reaches into the directory', async () => {
    const quoted = zipOf([{ name: 'b.csv', data: 'kernel' }])
    const headerAt = 30 + 'a.csv'.length + 10
    const outer = { name: 'a.csv', method: 0, data: Buffer.concat([Buffer.alloc(10), quoted]) }
    const inner = { name: 'b.csv', data: 'kernel', central: { headerAt } }
    expect(await outcomeOf(zipOf([outer, inner]))).toEqual(refused('file-archive-overlap', { name: 'a.csv' }))
    const reaching = { name: 'a.csv', data: 'x', central: { packed: 40 }, local: { packed: 40 } }
    expect(await outcomeOf(zipOf([reaching]))).toEqual(refused('file-archive-overlap'))
    // Hidden in the extra field of the header before.
    const long = { name: 'a.csv', data: 'x', local: { extra: Buffer.alloc(20) } }
    const bytes = zipOf([long, { name: 'b.csv', data: 'y' }])
    const moved = { ...long, central: { packed: 3 } }
    expect(
      await outcomeOf(zipOf([moved, { name: 'b.csv', data: 'y', central: { headerAt: bytes.indexOf('b.csv') - 35 } }])),
    ).toMatchObject({ code: expect.stringMatching(/^file-archive-(overlap|inconsistent)$/) as string })
  })

  it('when it holds too many entries or too much, before anything is unpacked', async () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ name: `${index}.csv` }))
    expect(await outcomeOf(zipOf(many))).toEqual(refused('file-archive-entries', { limit: 100 }))
    const limits = { bytesMax: students.length + orgs.length }
    expect(await outcomeOf(zipOf(good), limits)).toEqual(contents)
    const less = { bytesMax: limits.bytesMax - 1 }
    expect(await outcomeOf(zipOf(good), less)).toEqual(refused('file-archive-too-large', { limitBytes: less.bytesMax }))
    const bomb = { name: 'a.csv', data: Buffer.alloc(3 * 1024 * 1024) }
    expect(await outcomeOf(zipOf([bomb]))).toEqual(refused('file-archive-ratio', { name: 'a.csv', limit: 500 }))
  })

  it('when it claims absurd numbers and places, without reserving memory for them', async () => {
    const end = { entries: 0xffff, directoryBytes: 0xffffffff, directoryAt: 0xffffffff }
    const absurd = { entries: 2n ** 60n, directoryAt: 2n ** 62n, directoryBytes: 2n ** 40n }
    for (const [name, number] of Object.entries(absurd)) {
      const outcome = await outcomeOf(zipOf(good, { beforeEnd: zip64Records({ [name]: number }), end }))
      expect(outcome.code).toMatch(/^file-archive-(inconsistent|entries)$/)
    }
    const huge = { size: 0xffffffff, packed: 0xffffffff, extra: zip64Extra(2n ** 63n, 2n ** 63n) }
    expect(await outcomeOf(zipOf([{ data: 'x', central: huge }]))).toEqual(refused('file-archive-too-large'))
    const few = { entries: 60_000, directoryAt: 5, directoryBytes: 7 }
    expect(await outcomeOf(zipOf(good, { end: few }))).toEqual(refused('file-archive-inconsistent'))
    expect(await outcomeOf(zipOf(good, { end: { entries: 1 } }))).toEqual(refused('file-archive-inconsistent'))
    expect(await outcomeOf(zipOf(good, { end: { entries: 3 } }))).toEqual(refused('file-archive-inconsistent'))
  })

  it('when it has two ends, or bytes before, between or behind what it lists', async () => {
    const whole = zipOf(good)
    const inconsistent = refused('file-archive-inconsistent')
    expect(await outcomeOf(zipOf(good, { comment: zipOf([]) }))).toEqual(inconsistent)
    expect(await outcomeOf(zipOf(good, { comment: zipOf([{ data: 'other' }]) }))).toEqual(inconsistent)
    expect(await outcomeOf(Buffer.concat([whole, Buffer.from('behind')]))).toEqual(inconsistent)
    expect(await outcomeOf(Buffer.concat([whole, whole]))).toEqual(inconsistent)
    expect(await outcomeOf(zipOf(good, { before: Buffer.from('MZ before') }))).toEqual(inconsistent)
    expect(await outcomeOf(zipOf(good, { before: zipOf([{ name: 'hidden.csv' }]) }))).toEqual(inconsistent)
    expect(await outcomeOf(zipOf(good, { beforeDirectory: Buffer.alloc(16) }))).toEqual(inconsistent)
    expect(await outcomeOf(zipOf(good, { beforeEnd: () => Buffer.alloc(9) }))).toEqual(inconsistent)
    const directoryBytes = 2 * 46 + 'students.csv'.length + 'orgs.csv'.length
    const padded = { beforeEnd: () => Buffer.alloc(9), end: { directoryBytes: directoryBytes + 9 } }
    expect(await outcomeOf(zipOf(good, padded))).toEqual(inconsistent)
    const between = [{ ...good[0], after: Buffer.from('between') }, good[1]!]
    expect(await outcomeOf(zipOf(between))).toEqual(refused('file-archive-inconsistent', { name: 'orgs.csv' }))
  })

  it.each<[string, Member]>([
    ['name', { local: { name: 'teachers.csv' } }],
    ['size', { local: { size: 3 } }],
    ['packed size', { local: { packed: 3 } }],
    ['checksum', { local: { crc: 3 } }],
    ['method', { local: { method: 0 } }],
    ['encryption', { local: { flags: 1 } }],
  ])('when directory and member disagree about its %s', async (_, lie) => {
    const outcome = await outcomeOf(zipOf([{ data: students, ...lie }]))
    expect(outcome).toEqual(refused('file-archive-inconsistent', { name: 'students.csv' }))
  })

  it('when no member stands where the directory says', async () => {
    const whole = zipOf([{ data: students }])
    whole[2]! ^= 1
    expect(await outcomeOf(whole)).toEqual(refused('file-archive-inconsistent', { name: 'students.csv' }))
  })

  it.each([
    ...['../evil.csv', '..\\evil.csv', '/etc/passwd', 'C:\\evil.csv', 'c:evil.csv', 'a/../../evil.csv', './evil.csv'],
    ...['a//evil.csv', '\\\\server\\share\\evil.csv', '%2e%2e%2fevil.csv', '．．／evil.csv', '..', '.. /evil.csv'],
    ...['~/evil.csv', 'a\0.csv', 'a\nb.csv', `${'n'.repeat(256)}.csv`, '', ' ', '__MACOSX/../../evil.csv'],
  ])('whole, when one name among good ones is %j', async (name) => {
    expect(await outcomeOf(zipOf([...good, { name, data: 'x' }]))).toEqual(refused('file-archive-name'))
  })

  it('when members stand in a folder, also beside one of the same name', async () => {
    for (const name of ['roster/students.csv', 'roster/']) {
      expect(await outcomeOf(zipOf([...good, { name }]))).toEqual(refused('file-archive-folder', { name }))
    }
    expect(await outcomeOf(zipOf([{ name: 'roster', mode: 0o040755 }]))).toEqual(refused('file-archive-folder'))
  })

  it.each([0o120777, 0o020666, 0o060660, 0o010644, 0o140755])(
    'when a member is no file but has mode %o',
    async (mode) => {
      expect(await outcomeOf(zipOf([...good, { name: 'link.csv', data: '/etc/passwd', mode }]))).toEqual(
        refused('file-archive-special', { name: 'link.csv' }),
      )
    },
  )

  it('when any of it is encrypted, in any of the ways there are', async () => {
    for (const lie of [{ flags: 1 }, { flags: 0x2001 }, { flags: 0x41 }, { flags: 1, method: 99 }]) {
      const outcome = await outcomeOf(zipOf([...good, { name: 'secret.csv', data: 'x', ...lie }]))
      expect(outcome).toEqual(refused('file-archive-encrypted'))
    }
  })

  it.each([
    [12, 'bzip2'],
    [14, 'LZMA'],
    [93, 'Zstandard'],
    [9, 'Deflate64'],
    [77, '77'],
  ])('when a member is packed by method %i', async (method, name) => {
    expect(await outcomeOf(zipOf([{ data: 'x', method }]))).toEqual(refused('file-archive-method', { method: name }))
  })

  it('when two names are one, exactly or on some system', async () => {
    const twin = (name: string, other: string) =>
      outcomeOf(
        zipOf([
          { name, data: 'x' },
          { name: other, data: 'y' },
        ]),
      )
    const exact = { name: 'students.csv', isExact: 'yes' }
    expect(await twin('students.csv', 'students.csv')).toEqual(refused('file-archive-duplicate', exact))
    const similar = refused('file-archive-duplicate', { isExact: 'no' })
    expect(await twin('students.csv', 'Students.CSV')).toEqual(similar)
    expect(await twin('ni\u00f1os.csv', 'nin\u0303os.csv')).toEqual(similar)
  })

  it('with names made fit to be shown', async () => {
    const outcome = await outcomeOf(zipOf([{ name: 'evil\u202Evsc.exe/x' }]))
    expect(outcome).toEqual(refused('file-archive-folder', { name: 'evilU+202Evsc.exe/x' }))
  })
})
