// For tests only: the real worker as a process of its own, on this test's database and data folder.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type TestWorker = {
  readonly pid: number
  /** Everything it has logged so far. */
  output(): string
  /** Sends the signal and waits for its end; how it ended. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

const READY = 'the worker takes tasks'

/** Starts a worker and waits until it takes tasks. */
export async function startWorker(environment: Record<string, string> = {}): Promise<TestWorker> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/worker/main.ts'], {
    env: { ...process.env, LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  await new Promise<void>((resolve, reject) => {
    const take = (text: Buffer) => {
      output += text.toString()
      if (output.includes(READY)) resolve()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    void ended.then(() => reject(new Error(`the worker ended: ${output}`)))
  })
  return {
    pid: child.pid ?? 0,
    output: () => output,
    async end(signal) {
      child.kill(signal)
      const [code, killedBy] = await ended
      return { code, signal: killedBy }
    },
  }
}
