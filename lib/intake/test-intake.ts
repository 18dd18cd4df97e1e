// For tests only: the real intake on a free port of this machine, and a small web server that takes what it hands over
// and checks the signatures, as the web process does.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { env } from '@/lib/platform/env'
import { openStored } from '@/lib/platform/files'
import { hostKeys } from '@/lib/platform/secrets'
import { Inboxes, type InboxesOptions } from './files/inboxes'
import { handOverTo, type SealedUpload } from './hand-over'
import type { Authorize } from './visitors/authorize'
import { type SftpServerOptions, startSftpServer } from './ssh/sftp-server'

export const testLogin = { userName: 'sis_admin_springfield_tx', password: 'correct horse' }

/** One delivery as the web process would have seen it. */
export type Arrival = SealedUpload & { readonly bytes: Buffer }

/** The other end of the hand-over. */
export async function startSink(key: string) {
  const arrivals: Arrival[] = []
  const seen = new Set<string>()
  const statuses: number[] = []
  let losesNextAnswer = false
  let answer: (upload: SealedUpload) => number = () => 202
  const webhook = new Webhook(key)
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const upload = webhook.verify(body, request.headers as Record<string, string>) as SealedUpload
      const isNew = !seen.has(upload.eventId)
      let status = request.url === '/api/deliveries' ? answer(upload) : 404
      if (status === 202 && isNew) {
        seen.add(upload.eventId)
        const bytes = Buffer.concat(await (await openStored(upload.storageKey)).toArray())
        // What is said of a file must be true of it; a test that hears otherwise fails.
        if (createHash('sha256').update(bytes).digest('hex') !== upload.sha256) status = 500
        else arrivals.push({ ...upload, bytes })
      }
      statuses.push(status === 202 && !isNew ? 200 : status)
      if (!losesNextAnswer) return void response.writeHead(statuses.at(-1) ?? 500).end()
      losesNextAnswer = false
      request.socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    /** Every status it answered, or would have answered. */
    statuses,
    /** The next request is done, but its sender never hears so. */
    loseNextAnswer() {
      losesNextAnswer = true
    },
    /** From now on the web process answers so. */
    answerWith(next: (upload: SealedUpload) => number) {
      answer = next
    },
    names: () => arrivals.map((arrival) => arrival.fileName),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Lets testLogin in with its password, or with any of the keys given in SSH's binary form. */
export function authorizeTestLogin(transferLoginId: string, publicKeys: readonly Buffer[] = []): Authorize {
  return (credentials) => {
    const isRight =
      credentials.userName === testLogin.userName &&
      (credentials.method === 'password'
        ? credentials.password === testLogin.password
        : publicKeys.some((key) => key.equals(credentials.keyData)))
    return Promise.resolve(
      isRight ? { ok: true, transferLoginId, accountId: 'account' } : { ok: false, reason: 'wrong-secret' },
    )
  }
}

export type TestIntakeOptions = Partial<
  Pick<
    SftpServerOptions,
    'limits' | 'authorize' | 'openFiles' | 'host' | 'proxy' | 'legacyAlgorithms' | 'recordSession'
  >
> &
  Partial<
    Pick<InboxesOptions, 'folder' | 'uploadBytesMax' | 'tryForSeconds' | 'resendSeconds' | 'openOutbox' | 'room'>
  > & {
    readonly publicKeys?: readonly Buffer[]
    readonly transferLoginId?: string
  }

/** Starts store, listener and sink. */
export async function startTestIntake(options: TestIntakeOptions = {}) {
  const key = randomBytes(32).toString('base64')
  const sink = await startSink(key)
  const transferLoginId = options.transferLoginId ?? randomUUID()
  const folder = options.folder ?? path.join(env().dataDir, `intake-${randomUUID()}`)
  mkdirSync(folder, { recursive: true })
  const inboxes = await Inboxes.open({
    folder,
    uploadBytesMax: options.uploadBytesMax ?? 64 * 1024 * 1024,
    handOver: handOverTo(sink.url, key),
    tryForSeconds: options.tryForSeconds ?? 0,
    resendSeconds: options.resendSeconds ?? 3600,
    ...(options.openOutbox && { openOutbox: options.openOutbox }),
    room: options.room,
  })
  const server = await startSftpServer({
    host: options.host ?? '127.0.0.1',
    port: 0,
    hostKeys: hostKeys().map((hostKey) => hostKey.privateKey),
    authorize: options.authorize ?? authorizeTestLogin(transferLoginId, options.publicKeys),
    openFiles: options.openFiles ?? ((owner) => inboxes.openFiles(owner)),
    proxy: options.proxy,
    legacyAlgorithms: options.legacyAlgorithms,
    recordSession: options.recordSession,
    limits: { refusalSeconds: 0, ...options.limits },
  })
  return {
    port: server.port,
    server,
    inboxes,
    sink,
    folder,
    transferLoginId,
    async stop() {
      await server.stop(0)
      await inboxes.close()
      await sink.stop()
    },
  }
}

export type TestIntake = Awaited<ReturnType<typeof startTestIntake>>
