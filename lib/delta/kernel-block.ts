// A block whose bytes lie in the kernel's memory. A row that does not fit there makes the block move out, and while it is
// out the kernel cannot read it; it comes back as soon as the rest fits.
import type { Block } from '@/lib/csv/block'
import { BLOCK, type Kernel } from './kernel/open-kernel'

export type KernelBlock = Block & {
  readonly isInKernel: () => boolean
  readonly comeBack: () => void
}

/** The scanner may look a little beyond the end. */
const BEYOND_BYTES = 128

export function kernelBlock(kernel: Kernel, blockBytes: number, rowBytesMax: number): KernelBlock {
  const size = Math.min(blockBytes, BLOCK.bytes - BEYOND_BYTES) + 1
  let outside: Buffer | undefined
  let views = kernel.views()
  let seen = views.block.subarray(0, size)

  /** Looked for anew each time: the kernel's memory may have grown, and the views of it with it. */
  function inside(): Buffer {
    if (views !== kernel.views()) {
      views = kernel.views()
      seen = views.block.subarray(0, size)
    }
    return seen
  }

  return {
    get bytes() {
      return outside ?? inside()
    },
    set bytes(bytes) {
      outside = bytes
    },
    filled: 0,
    at: 0,
    rowBytesMax,
    nextNul: -1,
    utf8Until: -1,
    isInKernel: () => outside === undefined,
    comeBack() {
      const left = this.filled - this.at
      if (!outside || left >= size) return
      const home = inside()
      outside.copy(home, 0, this.at, this.filled + 1)
      outside = undefined
      this.at = 0
      this.filled = left
      this.nextNul = -1
      this.utf8Until = -1
    },
  }
}
