// For tests only: paramiko, asyncssh and Python's own ftplib, each as one small script that does one thing.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Abilities, missingProgram, type Place, runClient, type TestClient } from './test-client'

/** Debian's, which has Debian's packages; another one may come first in the path. */
const PYTHON = '/usr/bin/python3'

const PARAMIKO = `
import json, sys, paramiko
place, what, args = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3:]
client = paramiko.SSHClient()
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
key = {'key_filename': place['keyFile']} if place.get('keyFile') else {'password': place['password']}
client.connect(place['host'], place['sftpPort'], place['userName'], look_for_keys=False, allow_agent=False,
               compress=place['compress'], **key)
sftp = client.open_sftp()
if what == 'put': sftp.put(args[0], args[1])
if what == 'preserve':
    sftp.put(args[0], args[0])
    sftp.utime(args[0], (1, 1))
    sftp.chmod(args[0], 0o600)
if what == 'resume':
    with open(args[0], 'rb') as source, sftp.open(args[0], 'r+') as target:
        at = target.stat().st_size
        source.seek(at)
        target.seek(at)
        target.write(source.read())
if what == 'append':
    with open(args[0], 'rb') as source, sftp.open(args[1], 'a') as target: target.write(source.read())
if what == 'rename': sftp.posix_rename(args[0], args[1])
if what == 'list': print('\\n'.join(sftp.listdir()))
if what == 'stat': print(sftp.stat(args[0]).st_size)
if what == 'get': sftp.get(args[0], 'copy')
if what == 'remove': sftp.remove(args[0])
if what == 'makeFolder': sftp.mkdir(args[0])
client.close()
`

const ASYNCSSH = `
import asyncio, json, sys, warnings
warnings.simplefilter('ignore')
import asyncssh
place, what, args = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3:]
async def main():
    key = {'client_keys': [place['keyFile']]} if place.get('keyFile') else {'password': place['password'], 'client_keys': None}
    async with asyncssh.connect(place['host'], place['sftpPort'], username=place['userName'], known_hosts=None,
                                agent_path=None, **key) as client:
        async with client.start_sftp_client() as sftp:
            if what == 'put': await sftp.put(args[0], args[1])
            if what == 'preserve': await sftp.put(args[0], args[0], preserve=True)
            if what == 'resume':
                async with sftp.open(args[0], 'r+b') as target:
                    at = (await target.stat()).size
                    with open(args[0], 'rb') as source:
                        source.seek(at)
                        await target.write(source.read(), at)
            if what == 'append':
                async with sftp.open(args[1], 'ab') as target: await target.write(open(args[0], 'rb').read())
            if what == 'rename': await sftp.posix_rename(args[0], args[1])
            if what == 'list': print('\\n'.join(name for name in await sftp.listdir() if name not in ('.', '..')))
            if what == 'stat': print((await sftp.stat(args[0])).size)
            if what == 'space': print((await sftp.statvfs('.')).bavail, 'blocks')
            if what == 'get': await sftp.get(args[0], 'copy')
            if what == 'remove': await sftp.remove(args[0])
            if what == 'makeFolder': await sftp.mkdir(args[0])
asyncio.run(main())
`

/** It begins the TLS of a data connection only after the reply 150, as others do. */
const FTPLIB = `
import ftplib, json, ssl, sys
place, what, args = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3:]
ftp = ftplib.FTP_TLS(context=ssl.create_default_context(cafile=place['certificateFile']), timeout=15)
ftp.encoding = 'utf-8'
ftp.connect(place['host'], place['explicitPort'])
ftp.login(place['userName'], place['password'])
ftp.prot_p()
if what == 'put': ftp.storbinary('STOR ' + args[1], open(args[0], 'rb'))
if what == 'preserve':
    ftp.storbinary('STOR ' + args[0], open(args[0], 'rb'))
    ftp.sendcmd('MFMT 20260101000000 ' + args[0])
if what == 'resume':
    source = open(args[0], 'rb')
    at = ftp.size(args[0])
    source.seek(at)
    ftp.storbinary('STOR ' + args[0], source, rest=at)
if what == 'append': ftp.storbinary('APPE ' + args[1], open(args[0], 'rb'))
if what == 'rename': ftp.rename(args[0], args[1])
if what == 'list':
    assert sorted(ftp.nlst()) == sorted(name for name, facts in ftp.mlsd() if facts['type'] == 'file')
    print('\\n'.join(ftp.nlst()))
if what == 'stat': print(ftp.size(args[0]))
if what == 'get': ftp.retrbinary('RETR ' + args[0], open('copy', 'wb').write)
if what == 'remove': ftp.delete(args[0])
if what == 'makeFolder': ftp.mkd(args[0])
`

function abilitiesOf(
  name: string,
  source: string,
  without: readonly (keyof Abilities)[] = [],
): TestClient['abilities'] {
  const run = async (what: string, place: Place, ...args: string[]): Promise<string> => {
    const file = path.join(place.folder, `${name}-client.py`)
    writeFileSync(file, source)
    return runClient(PYTHON, [file, JSON.stringify(place), what, ...args], { folder: place.folder })
  }
  const verbs = [
    'put',
    'preserve',
    'resume',
    'append',
    'rename',
    'list',
    'stat',
    'space',
    'get',
    'remove',
    'makeFolder',
  ]
  const able = verbs.filter((verb) => !(without as readonly string[]).includes(verb))
  return Object.fromEntries(able.map((verb) => [verb, (place: Place, ...args: string[]) => run(verb, place, ...args)]))
}

const ALL_KEYS = ['ed25519', 'ecdsa', 'rsa'] as const

export const pythonClients: readonly TestClient[] = [
  {
    ...{ name: 'paramiko', door: 'SFTP', missing: missingProgram(PYTHON, '-c', 'import paramiko') },
    ...{ abilities: abilitiesOf('paramiko', PARAMIKO, ['space']), keys: ALL_KEYS, canCompress: true },
  },
  {
    ...{ name: 'asyncssh', door: 'SFTP', missing: missingProgram(PYTHON, '-c', 'import asyncssh') },
    ...{ abilities: abilitiesOf('asyncssh', ASYNCSSH), keys: ALL_KEYS },
    knownTrouble: { 'new keys meanwhile': 'not tried: it breaks off when keys are changed in mid-transfer' },
  },
  {
    ...{ name: 'Python ftplib, AUTH TLS', door: 'FTPS', missing: missingProgram(PYTHON, '-c', 'import ftplib') },
    ...{ abilities: abilitiesOf('ftplib', FTPLIB, ['space']), keys: [] },
  },
]
