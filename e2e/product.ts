// The product as a person starts it: `npm start` on an empty data folder, with the banner it prints as the only source
// of addresses and sign-ins.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { freePort } from './free-port'
import { openMailbox, type Mailbox } from './mailbox'

export type SignIn = { readonly email: string; readonly password: string }

export type Product = {
  readonly url: string
  readonly administrator: SignIn
  readonly teacher: SignIn
  readonly operator: SignIn
  readonly sftp: { readonly userName: string; readonly password: string; readonly port: number }
  readonly operatorApiKey: string
  readonly mailbox: Mailbox
}

const READY_TIMEOUT_MS = 170_000

function readBanner(banner: string): Pick<Product, 'url' | 'administrator' | 'teacher' | 'operator' | 'sftp'> {
  const find = (pattern: RegExp): string[] => {
    const match = pattern.exec(banner)
    if (!match) throw new Error(`the banner of npm start lacks ${pattern}:\n${banner}`)
    return match.slice(1)
  }
  const signIn = (label: string): SignIn => {
    const [email = '', password = ''] = find(new RegExp(`^\\s*${label}\\s+(\\S+@\\S+)\\s+(\\S+)$`, 'mi'))
    return { email, password }
  }
  const [url = ''] = find(/^\s*Rollcall\s+(http\S+)$/m)
  const [port = '', userName = ''] = find(/sftp -P (\d+) (\S+)@/)
  const [password = ''] = find(/^\s*password (\S+)$/m)
  return {
    url,
    administrator: signIn('administrator'),
    teacher: signIn('teacher'),
    operator: signIn('operator'),
    sftp: { userName, password, port: Number(port) },
  }
}

async function startProduct(): Promise<Product & { stop(): Promise<number | null> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'rollcall-e2e-'))
  chmodSync(dataDir, 0o755)
  const mailbox = await openMailbox()
  const operatorApiKey = 'operator-key-of-the-journeys-0123456789'
  const names = ['PORT', 'SFTP_PORT', 'FTPS_PORT', 'FTPS_IMPLICIT_PORT'] as const
  const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())])))
  const settings = { ...ports, DATA_DIR: dataDir, SMTP_URL: mailbox.url }
  const child = spawn(process.execPath, ['lib/start/main.mjs'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: {
      ...process.env,
      ...settings,
      HOST: '127.0.0.1',
      OPERATOR_API_KEY: operatorApiKey,
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`npm start was not ready in time:\n${output}`)), READY_TIMEOUT_MS)
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Ctrl-C stops everything')) resolve(clearTimeout(timer))
    })
    void exited.then((code) => reject(new Error(`npm start ended with ${code}:\n${output}`)))
  })
  await ready.catch(async (error: unknown) => {
    child.kill('SIGTERM')
    await exited
    throw error
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const code = await exited
    await mailbox.close()
    rmSync(dataDir, { recursive: true, force: true })
    return code
  }
  return { ...readBanner(output), operatorApiKey, mailbox, stop }
}

/** Playwright's test with the running product, and the browser's base address set to it. */
export const test = base.extend<object, { product: Product }>({
  product: [
    async ({}, use) => {
      const product = await startProduct()
      await use(product)
      const code = await product.stop()
      if (code !== 0) throw new Error(`npm start ended with exit code ${code} after SIGTERM`)
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
})

export { expect } from '@playwright/test'
