// The whole product as `npm start` starts it, on a folder of its own, with its demo district: for what a person sees in
// the browser. Its pages are built first if they are not.
import { spawn, type ChildProcess } from 'node:child_process'
import { freePort } from './free-port'

export type StartedProduct = {
  readonly url: string
  readonly email: string
  readonly password: string
  stop(): Promise<void>
}

const READY_TIMEOUT_MS = 600_000

/** @throws Error with what it printed, if it does not come up. */
export async function startProduct(folder: string): Promise<StartedProduct> {
  const names = ['PORT', 'SFTP_PORT', 'FTPS_PORT', 'FTPS_IMPLICIT_PORT']
  const ports = await Promise.all(names.map(async (name) => `${name}=${await freePort()}`))
  const settings = [...ports, `DATA_DIR=${folder}`, 'HOST=127.0.0.1', 'DEMO=on', 'DATABASE_URL=']
  // env replaces itself by the program, which then gets the signals.
  const child = spawn('env', [...settings, process.execPath, 'lib/start/main.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
  }
  try {
    const banner = await bannerOf(child)
    const [, url = ''] = /^\s*Rollcall\s+(http\S+)$/m.exec(banner) ?? []
    const [, email = '', password = ''] = /^\s*administrator\s+(\S+@\S+)\s+(\S+)$/im.exec(banner) ?? []
    return { url, email, password, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function bannerOf(child: ChildProcess): Promise<string> {
  let output = ''
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The product ${why}:\n${output}`))
    const timer = setTimeout(() => fail('was not ready in time'), READY_TIMEOUT_MS)
    child.once('exit', () => fail('ended'))
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes('Ctrl-C stops everything')) return
      clearTimeout(timer)
      resolve(output)
    })
  })
}
