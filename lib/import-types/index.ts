// Every built-in import type, family by family. Adding a type is one file and one line in its family's index.
import type { ImportType } from './import-type'
import { appleSchoolManager } from './apple-school-manager'
import { canvasSis } from './canvas-sis'
import { clever } from './clever'
import { istation } from './istation'
import { microsoftSds1 } from './microsoft-sds-1'
import { microsoftSds2 } from './microsoft-sds-2'
import { microsoftSds21 } from './microsoft-sds-2.1'
import { naviance } from './naviance'
import { oneRoster11 } from './oneroster-1.1'
import { oneRoster12 } from './oneroster-1.2'
import { powerSchool } from './powerschool'
import { powerSchoolAutoSend } from './powerschool-autosend'
import { rollcall } from './rollcall'
import { visitorAware } from './visitor-aware'

/** In the order in which the files of a family can be applied without a forward reference. */
export const importTypes: readonly ImportType[] = [
  ...oneRoster11,
  ...oneRoster12,
  ...naviance,
  ...visitorAware,
  ...istation,
  ...powerSchool,
  ...powerSchoolAutoSend,
  ...clever,
  ...microsoftSds21,
  ...microsoftSds2,
  ...microsoftSds1,
  ...appleSchoolManager,
  ...canvasSis,
  ...rollcall,
]

const byName = new Map(importTypes.map((type) => [type.name, type]))

/** The type of that full name, such as oneroster-1.1/users. */
export function importTypeNamed(name: string): ImportType | undefined {
  return byName.get(name)
}
