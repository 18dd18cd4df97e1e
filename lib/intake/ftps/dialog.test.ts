// What each command is answered. Every line is said to the real server.
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RawClient, startTestFtps, type TestFtps } from '../test-ftps'
import { signInTo } from '../test-sftp'

let ftps: TestFtps
let client: RawClient
beforeEach(async () => {
  ftps = await startTestFtps({ intake: { uploadBytesMax: 1_000_000 } })
  client = await RawClient.signedIn(ftps.server.explicitPort)
})
afterEach(async () => {
  client.close()
  await ftps.stop()
})

describe('a command', () => {
  const cases: [string, RegExp][] = [
    ['NOOP', /^200 /],
    ['SYST', /^215 UNIX/],
    ['FEAT', /^211 End/],
    ['HELP', /^214 /],
    ['PWD', /^257 "\/"/],
    ['XPWD', /^257 "\/"/],
    ['CWD /', /^250 /],
    ['CWD .', /^250 /],
    ['CWD ..', /^250 /],
    ['CWD upload', /^550 /],
    ['CDUP', /^250 /],
    ['MKD upload', /^550 .*no folders/],
    ['RMD upload', /^550 /],
    ['TYPE I', /^200 /],
    ['TYPE A', /^200 /],
    ['TYPE A N', /^200 /],
    ['TYPE L 8', /^200 /],
    ['TYPE E', /^504 /],
    ['MODE S', /^200 /],
    ['MODE Z', /^504 /],
    ['STRU F', /^200 /],
    ['STRU R', /^504 /],
    ['OPTS UTF8 ON', /^200 /],
    ['OPTS UTF8', /^200 /],
    ['OPTS MLST type;size;', /^200 /],
    ['OPTS HASH SHA-256', /^501 /],
    ['CLNT FileZilla', /^200 /],
    ['ALLO 1000', /^200 /],
    ['ALLO 1000 R 10', /^200 /],
    ['ALLO 1000001', /^552 .*larger/],
    ['ALLO much', /^501 /],
    ['SITE CHMOD 644 users.csv', /^200 /],
    ['SITE EXEC ls', /^504 /],
    ['STOU', /^502 /],
    ['PORT 127,0,0,1,200,10', /^502 .*PASV/],
    ['EPRT |1|127.0.0.1|51200|', /^502 /],
    ['EPSV ALL', /^200 /],
    ['EPSV 2', /^522 .*\(1\)/],
    ['EPSV 1', /^229 .*\(\|\|\|\d+\|\)$/],
    ['PASV', /^227 .*\(127,0,0,1,\d+,\d+\)$/],
    ['PBSZ 0', /^200 /],
    ['PROT P', /^200 /],
    ['PROT C', /^521 /],
    ['PROT E', /^536 /],
    ['CCC', /^534 /],
    ['AUTH TLS', /^503 /],
    ['USER other', /^503 /],
    ['PASS other', /^503 /],
    ['STAT', /^211 /],
    ['STAT .', /^213 End/],
    ['STAT nothing.csv', /^550 /],
    ['ABOR', /^226 /],
    ['REST -1', /^501 /],
    ['REST 9223372036854775807', /^501 /],
    ['REST 18446744073709551616', /^501 /],
    ['REST 1099511627776', /^552 .*larger/],
    ['REST 1 000', /^501 /],
    ['REST 0', /^350 /],
    ['REST 1000', /^350 /],
    ['STOR users.csv', /^425 .*PASV/],
    ['LIST', /^425 /],
    ['STOR a/users.csv', /^553 .*no folders/],
    ['STOR ../users.csv', /^553 /],
    ['STOR ', /^553 /],
    ['SIZE nothing.csv', /^550 /],
    ['MDTM nothing.csv', /^550 /],
    ['MFMT 20260801040000 nothing.csv', /^550 /],
    ['MFMT yesterday users.csv', /^501 /],
    ['MLST nothing.csv', /^550 /],
    ['MLST', /^250 End/],
    ['RETR nothing.csv', /^550 No such file/],
    ['DELE nothing.csv', /^550 /],
    ['DELE ../../etc/passwd', /^553 /],
    ['RNFR nothing.csv', /^550 /],
    ['RNTO other.csv', /^503 /],
    ['XSHA256 users.csv', /^500 /],
    ['EAT', /^500 /],
    ['QUIT', /^221 /],
  ]

  it.each(cases)('%s is answered as it should be', async (line, answer) => {
    expect(await client.say(line)).toMatch(answer)
  })

  it('is taken in any spelling and any number of packets', async () => {
    for (const byte of 'nOoP\r\n') client.send(byte)
    expect(await client.reply()).toMatch(/^200 /)
    client.send('NOOP\r\nSYST\r\n\r\nPWD\r\n')
    expect(
      [await client.reply(), await client.reply(), await client.reply()].map((reply) => reply.slice(0, 3)),
    ).toEqual(['200', '215', '257'])
  })
})

describe('a delivered file', () => {
  beforeEach(async () => {
    expect(await client.put('users.csv', 'a,b\r\n1,2\n')).toMatch(/^226 /)
  })

  it('stays visible with its size and time, and cannot be read', async () => {
    expect(await client.say('SIZE users.csv')).toBe('213 9')
    expect(await client.say('MDTM users.csv')).toMatch(/^213 \d{14}$/)
    expect(await client.say('MFMT 20200101000000 users.csv')).toBe('213 Modify=20200101000000; users.csv')
    expect(await client.say('MDTM 20200101000000 users.csv')).toMatch(/^213 /)
    expect(await client.say('RETR users.csv')).toMatch(/^550 .*not read/)
  })

  it('can be removed from the listing and sent again, and its deliveries stay', async () => {
    expect(await client.say('DELE users.csv')).toMatch(/^250 /)
    expect(await client.say('SIZE users.csv')).toMatch(/^550 /)
    expect(await client.put('users.csv', 'second\n')).toMatch(/^226 /)
    expect(ftps.sink.names()).toEqual(['users.csv', 'users.csv'])
  })

  it('is not continued', async () => {
    await client.say('REST 9')
    expect(await client.put('users.csv', 'more\n')).toMatch(/^550 .*delivered/)
    expect(await client.put('users.csv', 'more\n', 'APPE')).toMatch(/^550 .*delivered/)
    expect(ftps.sink.names()).toEqual(['users.csv'])
  })

  it('has the bytes that were sent, whatever TYPE was said', async () => {
    await client.say('TYPE A')
    await client.put('ascii.csv', 'a\nb\r\nc\r')
    expect(ftps.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['a,b\r\n1,2\n', 'a\nb\r\nc\r'])
  })
})

describe('a rename', () => {
  it('from a temporary name delivers, once, and the second night too', async () => {
    for (const night of ['first\n', 'second\n']) {
      expect(await client.put('users.csv.part', night)).toMatch(/^226 /)
      expect(await client.say('RNFR users.csv.part')).toMatch(/^350 /)
      expect(await client.say('RNTO users.csv')).toMatch(/^250 /)
    }
    expect(ftps.sink.arrivals.map(({ fileName, bytes }) => [fileName, bytes.toString()])).toEqual([
      ['users.csv', 'first\n'],
      ['users.csv', 'second\n'],
    ])
  })

  it('is two commands, one right after the other', async () => {
    await client.put('users.csv.part', 'x\n')
    await client.say('RNFR users.csv.part')
    await client.say('NOOP')
    expect(await client.say('RNTO users.csv')).toMatch(/^503 /)
  })

  it('to a name that leads elsewhere is refused', async () => {
    await client.put('users.csv.part', 'x\n')
    for (const name of ['../users.csv', 'a/users.csv', '..', '']) {
      await client.say('RNFR users.csv.part')
      expect(await client.say(`RNTO ${name}`)).toMatch(/^553 /)
    }
  })
})

describe('names', () => {
  it.each([
    'alumnos ñ 1º.csv',
    ' leading and trailing ',
    '__proto__',
    "%s $& 'q'",
    '日本.csv',
    'x'.repeat(251) + '.csv',
  ])('%s arrives exactly as it was sent', async (name) => {
    expect(await client.put(name, 'x\n')).toMatch(/^226 /)
    expect(ftps.sink.names()).toEqual([name])
  })

  it.each<[string, Buffer]>([
    ['that are no UTF-8', Buffer.from([0x61, 0xe9, 0x2e, 0x63, 0x73, 0x76])],
    ['with an escape in them', Buffer.from('a\u001b[2J.csv')],
    ['of 256 bytes', Buffer.from('x'.repeat(256))],
    ['with a backslash', Buffer.from('..\\users.csv')],
  ])('%s are refused', async (_, name) => {
    await client.say('EPSV')
    client.send(Buffer.concat([Buffer.from('STOR '), name, Buffer.from('\r\n')]))
    expect(await client.reply()).toMatch(/^553 /)
  })
})

describe('a file', () => {
  it('beyond the largest is refused while it comes, and nothing of it stays', async () => {
    expect(await client.put('users.csv', Buffer.alloc(1_000_001))).toMatch(/^552 .*larger/)
    expect(await client.say('SIZE users.csv')).toMatch(/^550 /)
    expect(ftps.sink.arrivals).toEqual([])
  })

  it('is refused to a second session until the first has ended', async () => {
    const other = await RawClient.signedIn(ftps.server.explicitPort)
    const socket = await client.openData()
    expect(await client.say('STOR users.csv')).toMatch(/^150 /)
    expect(await other.put('users.csv', 'second\n')).toMatch(/^450 .*another session/)
    expect(await other.say('DELE users.csv')).toMatch(/^450 /)
    tls.connect({ socket, rejectUnauthorized: false }).end('first\n')
    expect(await client.reply()).toMatch(/^226 /)
    expect(await other.put('users.csv', 'second\n')).toMatch(/^226 /)
    other.close()
    expect(ftps.sink.arrivals.map((arrival) => arrival.bytes.toString())).toEqual(['first\n', 'second\n'])
  })

  it('is told that it was not stored when the web process is away, and is delivered once when it is back', async () => {
    ftps.sink.answerWith(() => 503)
    expect(await client.put('users.csv', 'kept\n')).toMatch(/^451 .*send it again/)
    ftps.sink.answerWith(() => 202)
    expect(await client.put('users.csv', 'kept\n')).toMatch(/^226 /)
    expect(ftps.sink.names()).toEqual(['users.csv'])
  })

  it('that the web process refuses for good is refused', async () => {
    ftps.sink.answerWith(() => 422)
    expect(await client.put('users.csv', 'x\n')).toMatch(/^550 .*refused/)
  })

  it('that came over SFTP is seen over FTPS, and the other way round', async () => {
    const sftp = await signInTo(ftps.sftpPort)
    await sftp.sftp.put('over-sftp.csv', Buffer.from('x\n'))
    await client.put('over-ftps.csv', 'x\n')
    expect(await client.say('SIZE over-sftp.csv')).toBe('213 2')
    expect((await sftp.sftp.list()).sort()).toEqual(['over-ftps.csv', 'over-sftp.csv'])
    sftp.client.end()
    expect(ftps.sink.arrivals.map(({ via }) => via)).toEqual(['sftp', 'ftps'])
  })
})
