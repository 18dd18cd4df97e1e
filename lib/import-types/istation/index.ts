// Istation's import jobs. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { oneFile } from './one-file'

export const istation: readonly ImportType[] = [oneFile]
