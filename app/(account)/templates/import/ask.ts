import type { FileAnswer } from './file-answer'

export type Wish = {
  readonly transferLoginId: string
  readonly name?: string
  readonly fileName?: string
}

/**
 * Sends the file and asks what it would do, or has it done.
 * @param more what is added to the query where it is to be done.
 * @returns null where no answer came that can be read.
 */
export async function ask(text: string, wish: Wish, more: Record<string, string> = {}): Promise<FileAnswer | null> {
  const query = new URLSearchParams({
    transferLoginId: wish.transferLoginId,
    ...(wish.name === undefined ? {} : { name: wish.name }),
    ...(wish.fileName === undefined ? {} : { fileName: wish.fileName }),
    ...more,
  })
  try {
    const response = await fetch(`/templates/import/file?${query}`, { method: 'POST', body: text })
    return (await response.json()) as FileAnswer
  } catch {
    return null
  }
}
