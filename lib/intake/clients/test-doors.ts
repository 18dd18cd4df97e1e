// For tests only: all doors on one set of inboxes, for many clients one after the other; each finds an inbox of its own.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readUserName } from '@/lib/accounts/transfer-user-name'
import { hostKeys } from '@/lib/platform/secrets'
import type { FilesOwner } from '../files/account-files'
import { startSftpServer } from '../ssh/sftp-server'
import { startTestFtps } from '../test-ftps'
import { testLogin } from '../test-intake'
import type { Authorize } from '../visitors/authorize'
import type { KeyKind, Place, TestClient } from './test-client'

const REKEY_BYTES = 400_000

export const wrongPassword = 'wrong'

/** Starts SFTP in three ways (as it is, with frequent key exchanges, with old algorithms) and FTPS in two. */
export async function startTestDoors() {
  const folder = mkdtempSync(path.join(tmpdir(), 'rollcall-clients-'))
  const keys = makeKeys(folder)
  let transferLoginId = randomUUID() as string
  const authorize: Authorize = (credentials) => {
    const isRight =
      readUserName(credentials.userName) === testLogin.userName &&
      (credentials.method === 'password'
        ? credentials.password === testLogin.password
        : Object.values(keys).some(({ publicKey }) => publicKey.equals(credentials.keyData)))
    return Promise.resolve(
      isRight ? { ok: true, transferLoginId, accountId: 'account' } : { ok: false, reason: 'wrong-secret' },
    )
  }
  const ftps = await startTestFtps({ authorize })
  const openFiles = (owner: FilesOwner) => ftps.inboxes.openFiles(owner)
  const sftpDoor = (more: { legacyAlgorithms?: boolean; rekeyBytes?: number }) =>
    startSftpServer({
      ...{ host: '127.0.0.1', port: 0, hostKeys: hostKeys().map(({ privateKey }) => privateKey), authorize, openFiles },
      legacyAlgorithms: more.legacyAlgorithms ?? false,
      limits: { refusalSeconds: 0, ...(more.rekeyBytes ? { rekeyBytes: more.rekeyBytes } : {}) },
    })
  const [plain, rekeying, legacy] = [
    await sftpDoor({}),
    await sftpDoor({ rekeyBytes: REKEY_BYTES }),
    await sftpDoor({ legacyAlgorithms: true, rekeyBytes: REKEY_BYTES }),
  ]

  return {
    folder,
    sink: ftps.sink,
    /** A new inbox, and what the last clients sent is forgotten. */
    async refresh() {
      transferLoginId = randomUUID()
      ftps.sink.arrivals.length = 0
      ftps.sink.answerWith(() => 202)
    },
    place(client: TestClient, { rekeys = false }: { rekeys?: boolean } = {}): Place {
      const sftp = client.needsLegacy ? legacy : rekeys ? rekeying : plain
      const ports = { explicitPort: ftps.server.explicitPort, implicitPort: ftps.server.implicitPort }
      const userName = client.door === 'FTPS' ? testLogin.userName.replaceAll('_', '.') : testLogin.userName
      return {
        ...{ folder, host: 'localhost', sftpPort: sftp.port, ...ports, userName, password: testLogin.password },
        ...{ keyFile: undefined, certificateFile: ftps.certificateFile, compress: false },
        fingerprints: hostKeys().map(({ sha256 }) => sha256),
      }
    },
    keyFile: (kind: KeyKind) => keys[kind].file,
    /** The inbox itself, past all doors. */
    async files<T>(work: (files: Awaited<ReturnType<typeof openFiles>>['files']) => Promise<T>): Promise<T> {
      const owner = { transferLoginId, userName: testLogin.userName, via: 'sftp', clientAddress: '127.0.0.1' } as const
      const { files, release } = await openFiles(owner)
      try {
        return await work(files)
      } finally {
        release()
      }
    },
    async stop() {
      await Promise.all([plain, rekeying, legacy].map((door) => door.stop(0)))
      await ftps.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TestDoors = Awaited<ReturnType<typeof startTestDoors>>

type Key = { readonly file: string; readonly publicKey: Buffer }

/** RSA and ECDSA in the older form, which every client reads; Ed25519 has only the newer one. */
function makeKeys(folder: string): Readonly<Record<KeyKind, Key>> {
  const make = (kind: KeyKind, ...args: string[]): Key => {
    const file = path.join(folder, `key-${kind}`)
    execFileSync('ssh-keygen', ['-q', '-N', '', '-C', '', '-t', kind, ...args, '-f', file])
    const [, publicKey = ''] = readFileSync(`${file}.pub`, 'utf8').split(' ')
    return { file, publicKey: Buffer.from(publicKey, 'base64') }
  }
  return { ed25519: make('ed25519'), ecdsa: make('ecdsa', '-m', 'PEM'), rsa: make('rsa', '-b', '2048', '-m', 'PEM') }
}
