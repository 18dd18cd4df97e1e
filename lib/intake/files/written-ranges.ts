// Which bytes of a file have really arrived. A client may write out of order; what it left out must never
// be imported as zeros, so the gaps are counted instead of trusting the size of the file on disk.

const RANGES_MAX = 1024

type Range = { start: number; end: number }

/** The written parts of one file, as sorted ranges that neither touch nor overlap. */
export class WrittenRanges {
  private ranges: Range[] = []

  /** @param wholeBytes how much of the beginning is there already. */
  constructor(wholeBytes = 0) {
    if (wholeBytes > 0) this.ranges.push({ start: 0, end: wholeBytes })
  }

  /** Notes bytes from start up to, not including, end. False if the file has become too scattered to follow. */
  add(start: number, end: number): boolean {
    const last = this.ranges.at(-1)
    if (last && start >= last.start && start <= last.end) {
      last.end = Math.max(last.end, end)
      return true
    }
    if (end > start) this.insert({ start, end })
    return this.ranges.length <= RANGES_MAX
  }

  /** Forgets everything from this size on. */
  cut(size: number): void {
    this.ranges = this.ranges
      .filter((range) => range.start < size)
      .map((range) => ({ start: range.start, end: Math.min(range.end, size) }))
  }

  /** How many bytes from the beginning are there without a gap. */
  get wholeBytes(): number {
    const first = this.ranges[0]
    return first?.start === 0 ? first.end : 0
  }

  private insert(range: Range): void {
    const before = this.ranges.filter((other) => other.end < range.start)
    const after = this.ranges.filter((other) => other.start > range.end)
    const joined = this.ranges.slice(before.length, this.ranges.length - after.length)
    const start = Math.min(range.start, ...joined.map((other) => other.start))
    const end = Math.max(range.end, ...joined.map((other) => other.end))
    this.ranges = [...before, { start, end }, ...after]
  }
}
