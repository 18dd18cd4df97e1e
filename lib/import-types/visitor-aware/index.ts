// Visitor Aware's import types. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { students } from './students'

export const visitorAware: readonly ImportType[] = [students]
