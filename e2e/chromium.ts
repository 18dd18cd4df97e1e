// Which browser the journeys drive: the one named by CHROMIUM, Debian's, or the one that comes from npm.
import { existsSync } from 'node:fs'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Launch options for Playwright. */
export async function chromiumOptions(): Promise<{ executablePath: string; args: string[] }> {
  const found = process.env.CHROMIUM ?? places.find((place) => existsSync(place))
  if (found) return { executablePath: found, args: flags }
  const { default: packaged } = await import('@sparticuz/chromium')
  const args = packaged.args.filter((arg) => arg !== '--single-process')
  return { executablePath: await packaged.executablePath(), args: [...args, ...flags] }
}
