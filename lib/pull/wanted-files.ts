// Which files of a folder are for which template: exact names only, as everywhere; and what lies there under a name that
// somebody may have meant.
import { db } from '@/lib/platform/db'
import { nameDifference } from '@/lib/templates/name-difference'
import type { Diary } from './diary'
import type { RemoteFile } from './remote-folder'
import { PullTrouble } from './trouble'

const WANTED_MAX = 2000
const NEAREST_MAX = 10

export type Wanted = { readonly fileName: string; readonly templateName: string }

type Source = {
  transferLoginId: string
  fileNames: readonly string[]
  transferLogin: { name: string; disabledAt: Date | null }
}

/** The files a source brings: those of the login's templates, or of the ones named. @throws PullTrouble */
export async function wantedFiles({ transferLoginId, fileNames, transferLogin }: Source): Promise<Wanted[]> {
  if (transferLogin.disabledAt) throw new PullTrouble('login-disabled', { login: transferLogin.name })
  const templates = await db.template.findMany({
    where: { transferLoginId, deletedAt: null, ...(fileNames.length > 0 ? { fileName: { in: [...fileNames] } } : {}) },
    select: { fileName: true, name: true },
    orderBy: { fileName: 'asc' },
    take: WANTED_MAX,
  })
  if (templates.length === 0) throw new PullTrouble('no-templates', { login: transferLogin.name })
  return templates.map(({ fileName, name }) => ({ fileName, templateName: name }))
}

/** Lists the folder into the diary: what is there of what is wanted, what is not, and what may have been meant. */
export async function matchFiles(all: readonly RemoteFile[], wanted: readonly Wanted[], diary: Diary) {
  await diary.add('listed', { count: all.length })
  const there = new Map(all.map((file) => [file.name, file]))
  const known = new Set(wanted.map(({ fileName }) => fileName))
  const strangers = all.filter(({ name }) => !known.has(name)).slice(0, WANTED_MAX)
  const matched: RemoteFile[] = []
  let nearest = 0
  for (const { fileName, templateName } of wanted) {
    const file = there.get(fileName)
    if (file) {
      matched.push(file)
      await diary.add('matched', { fileName, templateName, size: file.size })
      continue
    }
    await diary.add('missing', { fileName, templateName })
    const meant = strangers.find(({ name }) => nameDifference(name, fileName) !== null)
    if (meant && nearest++ < NEAREST_MAX) await diary.add('nearest', { fileName, found: meant.name })
  }
  return matched
}
