// What the words of a transform need (transforms.said.<type>), wherever they are said.
import type { Transform, TransformOf } from './transform'

/** The first pair of a list stands for all. */
export function saidParams(transform: Transform): Record<string, string | number> {
  switch (transform.type) {
    case 'trim':
      return { inner: transform.inner ? 'yes' : 'no' }
    case 'replace': {
      const pairs = Object.entries(transform.values)
      const [from, to] = pairs[0] ?? ['', '']
      return { count: pairs.length, more: pairs.length - 1, from, to, unseen: transform.unseen ?? 'keep' }
    }
    case 'find':
      return { find: transform.find, with: transform.with, how: transform.with === '' ? 'removed' : 'replaced' }
    case 'default':
      return { value: transform.value }
    case 'date':
      return { format: transform.format }
    case 'part':
      return partParams(transform)
    case 'strip-start':
    case 'strip-end':
    case 'add-start':
    case 'add-end':
      return { text: transform.text }
    case 'pad':
      return { width: transform.width }
    case 'grade':
      return { as: transform.as }
    case 'yes-no':
      return { yes: transform.yes, no: transform.no, marks: transform.marks ? 'yes' : 'no' }
    default:
      return {}
  }
}

function partParams({ part, separator, rest }: TransformOf<'part'>): Record<string, string | number> {
  const place = part === 1 ? 'first' : part === -1 ? 'last' : 'other'
  return {
    place,
    part: Math.abs(part),
    end: part < -1 ? 'yes' : 'no',
    rest: rest ? (part > 0 ? 'after' : 'before') : 'no',
    ...{ separator, by: separator.trim() === '' ? 'blank' : 'text' },
  }
}
