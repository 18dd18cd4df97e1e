// Network addresses as sign-in needs them: one spelling each, grouped as one client, and inside or outside a block.
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** A home or a server gets at least this many bits of IPv6; counting single addresses would count nothing. */
const IPV6_CLIENT_GROUPS = 4

function ipv6Groups(address: string): string[] {
  const withoutZone = address.split('%')[0] ?? ''
  // The URL parser writes every IPv6 address in one way, the dotted ones included.
  const [head = '', tail] = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1).split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}

/** An address in one spelling: IPv4 also where it came wrapped in IPv6, no zone. Unreadable text comes back as "unknown". */
export function plainAddress(address: string): string {
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return 'unknown'
  const groups = ipv6Groups(address)
  const mapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff'
  if (!mapped) return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
  const bytes = groups.slice(6).flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff])
  return bytes.join('.')
}

/** What counts as one client: an IPv4 address, or the network of an IPv6 address. */
export function clientOf(address: string): string {
  const plain = plainAddress(address)
  return isIPv6(plain) ? `${ipv6Groups(plain).slice(0, IPV6_CLIENT_GROUPS).join(':')}::/64` : plain
}

/** Whether the text is an address or a block such as 203.0.113.0/24 or 2001:db8::/32. */
export function isAddressBlock(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0 || address.includes('%')) return false
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128))
}

/** Whether an address lies in one of the blocks. No blocks: every address does. */
export function isInBlocks(address: string, blocks: readonly string[]): boolean {
  if (blocks.length === 0) return true
  const plain = plainAddress(address)
  const list = new BlockList()
  for (const block of blocks.filter(isAddressBlock)) {
    const [base = '', prefix] = block.split('/')
    const family = isIPv4(base) ? 'ipv4' : 'ipv6'
    list.addSubnet(base, prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix), family)
  }
  return isIP(plain) !== 0 && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}
