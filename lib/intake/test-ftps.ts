// For tests only: the real FTPS server beside the real SFTP server on the same inboxes, and a client that says exactly
// what it is told to, line by line, for what no well-behaved client would do.
import { randomInt } from 'node:crypto'
import net from 'node:net'
import path from 'node:path'
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls'
import { readUserName } from '@/lib/accounts/transfer-user-name'
import { keepSelfMadeCertificate, readCertificate } from '@/lib/platform/certificate'
import { env } from '@/lib/platform/env'
import { keepCertificate } from './ftps/certificate-keeper'
import { type FtpsServerOptions, startFtpsServer } from './ftps/ftps-server'
import { startTestIntake, type TestIntakeOptions, testLogin } from './test-intake'

/** The FTPS spelling of the login the test intake knows. */
export const ftpsLogin = { userName: 'sis.admin.springfield.tx', password: testLogin.password }

export type TestFtpsOptions = Partial<
  Pick<
    FtpsServerOptions,
    'limits' | 'authorize' | 'openFiles' | 'publicHost' | 'certificates' | 'passivePorts' | 'proxy' | 'recordSession'
  >
> & { readonly intake?: Omit<TestIntakeOptions, 'limits' | 'authorize' | 'openFiles'> }

/** The certificate of the tests, made once. */
export function testCertificateFiles() {
  return keepSelfMadeCertificate(path.join(env().dataDir, 'ftps'), 'localhost')
}

/** Starts store, sink and both servers. */
export async function startTestFtps(options: TestFtpsOptions = {}) {
  const intake = await startTestIntake(options.intake)
  const files = testCertificateFiles()
  const { transferLoginId } = intake
  const first = 20_000 + randomInt(120) * 100
  const server = await startFtpsServer({
    host: '127.0.0.1',
    explicitPort: 0,
    implicitPort: 0,
    passivePorts: { first, last: first + 99 },
    publicHost: 'localhost',
    certificates: keepCertificate(files),
    authorize: (credentials) => {
      const isRight =
        readUserName(credentials.userName) === testLogin.userName &&
        credentials.method === 'password' &&
        credentials.password === testLogin.password
      return Promise.resolve(
        isRight ? { ok: true, transferLoginId, accountId: 'account' } : { ok: false, reason: 'wrong-secret' },
      )
    },
    openFiles: (owner) => intake.inboxes.openFiles(owner),
    ...options,
    limits: { refusalSeconds: 0, proofSeconds: 0.05, proofAtLineEndSeconds: 0.01, ...options.limits },
  })
  return {
    ...intake,
    sftpPort: intake.port,
    server,
    certificateFile: files.certificateFile,
    ca: readCertificate(files).chain,
    async stop() {
      await server.stop(0)
      await intake.stop()
    },
  }
}

export type TestFtps = Awaited<ReturnType<typeof startTestFtps>>

/** A connection that says what it is told to. */
export class RawClient {
  private text = ''
  private readonly replies: string[] = []
  private waiting: ((reply: string) => void)[] = []
  private isClosed = false

  private constructor(public socket: net.Socket) {
    this.listenTo(socket)
  }

  /** Connects and reads the greeting. */
  static async connect(port: number): Promise<RawClient> {
    const client = new RawClient(net.connect(port, '127.0.0.1'))
    await client.reply()
    return client
  }

  static async connectImplicit(port: number, options: ConnectionOptions = {}): Promise<RawClient> {
    const client = new RawClient(tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options }))
    await client.reply()
    return client
  }

  /** Connects, encrypts and signs in, ready for data connections. */
  static async signedIn(port: number, options: ConnectionOptions = {}): Promise<RawClient> {
    const client = await RawClient.connect(port)
    await client.encrypt(options)
    for (const line of [`USER ${ftpsLogin.userName}`, `PASS ${ftpsLogin.password}`, 'PBSZ 0', 'PROT P'])
      await client.say(line)
    return client
  }

  /** The next reply, the last line of it; 'closed' if there is none to come. */
  async reply(): Promise<string> {
    const ready = this.replies.shift()
    if (ready !== undefined) return ready
    if (this.isClosed) return 'closed'
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  /** Sends bytes without an end of line and waits for nothing. */
  send(bytes: Buffer | string): void {
    this.socket.write(bytes)
  }

  async say(line: string): Promise<string> {
    this.send(`${line}\r\n`)
    return this.reply()
  }

  async encrypt(options: ConnectionOptions = {}): Promise<TLSSocket> {
    await this.say('AUTH TLS')
    return this.shakeHands(options)
  }

  async shakeHands(options: ConnectionOptions = {}): Promise<TLSSocket> {
    this.socket.removeAllListeners('data')
    const socket = tls.connect({ socket: this.socket, rejectUnauthorized: false, ...options })
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve).once('error', reject)
    })
    this.socket = socket
    this.listenTo(socket)
    return socket
  }

  /** Opens a passive port and connects to it, without TLS yet. */
  async openData(localAddress = '127.0.0.1'): Promise<net.Socket> {
    const port = Number(/\|\|\|(\d+)\|/.exec(await this.say('EPSV'))?.[1])
    const socket = net.connect({ port, host: '127.0.0.1', localAddress })
    socket.on('error', () => undefined)
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    return socket
  }

  /** Sends a whole file as it should be sent. @returns the last reply. */
  async put(name: string, content: Buffer | string, verb = 'STOR'): Promise<string> {
    const socket = await this.openData()
    const opening = await this.say(`${verb} ${name}`)
    if (!opening.startsWith('150')) return opening
    const secure = tls.connect({ socket, rejectUnauthorized: false })
    secure.on('error', () => undefined)
    secure.end(content)
    return this.reply()
  }

  close(): void {
    this.socket.destroy()
  }

  get closed(): Promise<void> {
    return new Promise((resolve) => (this.isClosed ? resolve() : this.socket.once('close', () => resolve())))
  }

  private listenTo(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => this.read(chunk.toString()))
    socket.on('error', () => undefined)
    socket.once('close', () => {
      this.isClosed = true
      for (const tell of this.waiting.splice(0)) tell('closed')
    })
  }

  private read(text: string): void {
    this.text += text
    for (let end = this.text.indexOf('\r\n'); end >= 0; end = this.text.indexOf('\r\n')) {
      const line = this.text.slice(0, end)
      this.text = this.text.slice(end + 2)
      if (!/^\d{3} /.test(line)) continue
      const tell = this.waiting.shift()
      if (tell) tell(line)
      else this.replies.push(line)
    }
  }
}
