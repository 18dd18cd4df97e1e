// Loaded into a measured process before its own code (node --import): writes down twice a second how late its event loop
// has been since the file was last deleted. Plain JavaScript, because it runs in the built intake.
import { existsSync, writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10
const file = new URL(import.meta.url).searchParams.get('file') ?? ''
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
setInterval(() => {
  if (!existsSync(file)) delay.reset()
  // What the timer itself waits is no delay.
  const ms = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
  writeFileSync(
    file,
    JSON.stringify({ p50: ms(delay.percentile(50)), p99: ms(delay.percentile(99)), max: ms(delay.max) }),
  )
}, 500).unref()
