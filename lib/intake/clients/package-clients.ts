// For tests only: the clients programs in Node.js use, ssh2-sftp-client and basic-ftp.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Client as FtpClient } from 'basic-ftp'
import SftpClient from 'ssh2-sftp-client'
import { inProcess, type Place, type TestClient } from './test-client'

function sftp(place: Place, work: (client: SftpClient) => Promise<unknown>): Promise<string> {
  const { host, sftpPort: port, userName: username, password, keyFile } = place
  const login = keyFile ? { privateKey: readFileSync(keyFile) } : { password }
  return inProcess(async () => {
    const client = new SftpClient()
    // What it has to say it says by throwing; without a listener it writes it to the console, too.
    client.on('error', () => undefined)
    try {
      await client.connect({ host, port, username, ...login })
      return await work(client)
    } finally {
      await client.end()
    }
  })
}

const local = ({ folder }: Place, file: string): string => path.join(folder, file)

const sftpAbilities: TestClient['abilities'] = {
  put: (place, file, name) => sftp(place, (client) => client.fastPut(local(place, file), name)),
  preserve: (place, file) =>
    sftp(place, async (client) => {
      await client.put(local(place, file), file, { writeStreamOptions: { mode: 0o600 } })
      await client.chmod(file, 0o644)
    }),
  resume: (place, file) =>
    sftp(place, async (client) => {
      const { size } = await client.stat(file)
      const rest = readFileSync(local(place, file)).subarray(size)
      // Its types know only of files that are begun or added to.
      await client.put(rest, file, { writeStreamOptions: { flags: 'r+' as 'a', start: size } as { flags: 'a' } })
    }),
  append: (place, file, name) => sftp(place, (client) => client.append(readFileSync(local(place, file)), name)),
  rename: (place, from, to) => sftp(place, (client) => client.rename(from, to)),
  list: (place) => sftp(place, async (client) => (await client.list('.')).map(({ name }) => name).join('\n')),
  stat: (place, name) => sftp(place, async (client) => String((await client.stat(name)).size)),
  get: (place, name) => sftp(place, (client) => client.fastGet(name, local(place, 'copy'))),
  remove: (place, name) => sftp(place, (client) => client.delete(name)),
  makeFolder: (place, name) => sftp(place, (client) => client.mkdir(name)),
}

function ftp(way: 'explicit' | 'implicit'): TestClient['abilities'] {
  const run = (place: Place, work: (client: FtpClient) => Promise<unknown>) =>
    inProcess(async () => {
      const client = new FtpClient(15_000)
      const { host, userName: user, password, certificateFile } = place
      try {
        await client.access({
          ...{ host, port: way === 'explicit' ? place.explicitPort : place.implicitPort, user, password },
          secure: way === 'explicit' ? true : 'implicit',
          secureOptions: { ca: readFileSync(certificateFile) },
        })
        return await work(client)
      } finally {
        client.close()
      }
    })
  return {
    put: (place, file, name) => run(place, async (client) => void (await client.uploadFrom(local(place, file), name))),
    preserve: (place, file) =>
      run(place, async (client) => {
        await client.uploadFrom(local(place, file), file)
        await client.send(`MFMT 20260101000000 ${file}`)
      }),
    resume: (place, file) =>
      run(place, async (client) => {
        const localStart = await client.size(file)
        await client.appendFrom(local(place, file), file, { localStart })
      }),
    append: (place, file, name) =>
      run(place, async (client) => void (await client.appendFrom(local(place, file), name))),
    rename: (place, from, to) => run(place, async (client) => void (await client.rename(from, to))),
    list: (place) => run(place, async (client) => (await client.list()).map(({ name }) => name).join('\n')),
    stat: (place, name) => run(place, async (client) => String(await client.size(name))),
    get: (place, name) => run(place, async (client) => void (await client.downloadTo(local(place, 'copy'), name))),
    remove: (place, name) => run(place, async (client) => void (await client.remove(name))),
    makeFolder: (place, name) => run(place, async (client) => void (await client.send(`MKD ${name}`))),
  }
}

/** It ends a connection it has nothing to send on before TLS has begun, whatever the server (so with ProFTPD, too). */
const says = { 'empty file': /before secure TLS|^426 / }

export const packageClients: readonly TestClient[] = [
  {
    ...{ name: 'ssh2-sftp-client', door: 'SFTP', missing: undefined },
    ...{ abilities: sftpAbilities, keys: ['ed25519', 'ecdsa', 'rsa'] },
  },
  { name: 'basic-ftp, AUTH TLS', door: 'FTPS', missing: undefined, abilities: ftp('explicit'), keys: [], says },
  { name: 'basic-ftp, implicit', door: 'FTPS', missing: undefined, abilities: ftp('implicit'), keys: [], says },
]
