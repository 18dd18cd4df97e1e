// Puts a refused login into words, at the field it belongs to.
import { getTranslations } from 'next-intl/server'
import type { FormState } from '@/components/forms/form-state'
import type { TransferLoginProblem } from '@/lib/accounts/transfer-logins'

export async function loginProblem(problem: TransferLoginProblem): Promise<FormState> {
  const words = await getTranslations('transfers.problems')
  switch (problem.reason) {
    case 'name':
    case 'exists':
      return { errors: { name: words(problem.reason) } }
    case 'public-key':
      return { errors: { publicKeys: words(`key.${problem.problem}`, { position: problem.index + 1 }) } }
    case 'address':
      return { errors: { allowedAddresses: words('address', { position: problem.index + 1 }) } }
    default:
      return { error: words(problem.reason) }
  }
}
