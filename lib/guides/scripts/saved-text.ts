import type { Script } from './script'

/**
 * A script as its system wants it in a file. Windows PowerShell takes a text without a byte order mark for the code page
 * of the machine, and breaks names with accents.
 */
export function savedText({ fileName, text }: Script): string {
  return fileName.endsWith('.ps1') ? `\uFEFF${text.replaceAll('\n', '\r\n')}` : text
}
