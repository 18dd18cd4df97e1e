// A file that is larger than the system it is for takes. It is told before a row is read.
import { sizeLimitOf } from '@/lib/import-types/size-limit'
import { issueOf, type Issue } from '@/lib/issues/issue'

/**
 * @param importType full name of a type, or what stands for a bundle.
 * @param sizeBytes of the file as it was sent, packed or not.
 * @returns what is wrong with the file, if it is too large.
 */
export function fileSizeIssue(importType: string, fileName: string, sizeBytes: number): Issue | undefined {
  const limitBytes = sizeLimitOf(importType, fileName)
  return limitBytes !== undefined && sizeBytes > limitBytes
    ? issueOf('file-over-limit', { params: { limitBytes, sizeBytes } })
    : undefined
}
