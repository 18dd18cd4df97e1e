import { notFound } from 'next/navigation'
import { memberFor } from '@/app/(account)/member'
import { fileAnswer } from '@/components/files/file-answer'
import { isId } from '@/lib/accounts/is-id'
import { outboxFileById } from '@/lib/outbox-files/outbox-file'
import { openStored } from '@/lib/platform/files'

/** A file of an outbox, for a member who may see records: it does not count as fetched by its sender. */
export async function GET(_: Request, { params }: { params: Promise<{ fileId: string }> }): Promise<Response> {
  const { account } = await memberFor('see-roster')
  const { fileId } = await params
  const file = isId(fileId) ? await outboxFileById(account.id, fileId) : null
  if (!file?.storageKey) notFound()
  return fileAnswer(await openStored(file.storageKey), file.name)
}
