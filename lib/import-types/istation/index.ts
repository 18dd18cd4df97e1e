// Istation's import jobs, in the order in which they can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { campusCodes } from './campus-codes'
import { classEnrollment } from './class-enrollment'
import { demographics } from './demographics'
import { managers } from './managers'
import { oneFile } from './one-file'
import { teachers } from './teachers'

export const istation: readonly ImportType[] = [oneFile, teachers, managers, demographics, campusCodes, classEnrollment]
