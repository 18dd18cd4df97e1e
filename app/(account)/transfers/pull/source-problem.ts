// Puts a refused source into words, at the field it belongs to.
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import type { SourceProblem } from '@/lib/pull/save-source'

export async function sourceProblem(problem: SourceProblem): Promise<FormState> {
  const words = await getTranslations('pull.problems')
  switch (problem.reason) {
    case 'no-login':
      return { errors: { transferLogin: words('no-login') } }
    case 'private-key':
      return { errors: { privateKey: words(`key.${problem.problem}`) } }
    case 'move-folder':
      return { errors: { moveFolder: words('move-folder') } }
    case 'file-name':
      return { errors: { fileNames: words('file-name', { position: problem.index + 1 }) } }
    default:
      return { error: words(problem.reason) }
  }
}
