// POST: a template file as the raw body. Tells what it would do to a login, or, with take=true, does exactly that.
// Answers JSON; what a person should read is already in their language.
import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { readText } from '@/app/api/_http/input'
import { typeTitle } from '@/components/import-types/type-title'
import type { Account } from '@/lib/accounts/account'
import { may } from '@/lib/accounts/permissions'
import { accountInView } from '@/lib/auth/account-in-view'
import { currentCaller } from '@/lib/auth/current-caller'
import { sameOrigin } from '@/lib/auth/same-origin'
import { catalogueOfAccount } from '@/lib/custom-types/account-types'
import { templateRules } from '@/lib/import-jobs/template-rules'
import { isSame } from '@/lib/templates/diff/difference'
import { diffInWords } from '@/lib/templates/diff/difference-in-words'
import { planTemplateFile, takeTemplateFile, type TakeRefusal } from '@/lib/templates/file/take-template-file'
import { problemInWords } from '@/lib/templates/file/problem-in-words'
import { TEMPLATE_FILE_BYTES_MAX } from '@/lib/templates/file/template-file'
import { NOTE_LENGTH_MAX } from '@/lib/templates/version-origin'
import { toLocale, type Locale } from '@/lib/words/locales'
import { translate } from '@/lib/words/translate'
import type { FileAnswer } from '../file-answer'

const query = z.object({
  transferLoginId: z.uuid(),
  name: z.string().trim().min(1).max(200).optional(),
  fileName: z.string().max(1024).optional(),
  note: z.string().max(NOTE_LENGTH_MAX).optional(),
  take: z.literal('true').optional(),
  /** The template and version that was shown, where one was. */
  onto: z.uuid().optional(),
  version: z.coerce.number().int().min(1).optional(),
})

export async function POST(request: Request): Promise<Response> {
  const words = await getTranslations('templateForms.import')
  const locale = toLocale(await getLocale())
  const refuse = (status: number, sentence: string) => answer({ ok: false, message: sentence, problems: [] }, status)
  if (!sameOrigin(request)) return refuse(403, words('forbidden'))
  const caller = await currentCaller()
  if (!caller) return refuse(401, words('signedOut'))
  const account = await accountInView(caller)
  if (!may(caller, 'manage-templates', account.id)) return refuse(403, words('forbidden'))
  const wanted = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!wanted.success) return refuse(400, words('wrongInput'))
  const text = await readText(request, TEMPLATE_FILE_BYTES_MAX)
  if (text === null) return refuse(413, words('tooLarge'))
  return handle(account, { ...wanted.data, text, by: caller.memberId, locale })
}

const answer = (body: FileAnswer, status = 200) => Response.json(body, { status })

type Wanted = z.output<typeof query> & { text: string; by: string; locale: Locale }

async function handle(account: Account, { take, onto, version, ...wanted }: Wanted): Promise<Response> {
  const { locale } = wanted
  const catalogue = await catalogueOfAccount(account.id)
  const wish = { ...wanted, accountId: account.id, rules: templateRules(catalogue) }
  if (take) {
    const seen = onto && version ? { templateId: onto, version } : null
    const taken = await takeTemplateFile({ ...wish, onto: seen })
    return taken.ok ? answer({ ok: true, templateId: taken.template.id }) : refused(taken, locale)
  }
  const planned = await planTemplateFile(wish)
  if (!planned.ok) return refused(planned, locale)
  const { standing, content, diff, values, lookAlike } = planned.plan
  return answer({
    ok: true,
    plan: {
      ...{ name: content.name, fileName: content.fileName, values, isSame: standing !== null && isSame(diff) },
      type: typeTitle(catalogue, content.importType, locale),
      standing: standing && { id: standing.id, name: standing.name, version: standing.version },
      diff: diffInWords(diff, locale, (name) => catalogue.named(name)),
      lookAlike: lookAlike
        ? translate(locale, `templates.difference.${lookAlike.difference.code}`, lookAlike.difference.params)
        : null,
    },
  })
}

async function refused(refusal: TakeRefusal, locale: Locale): Promise<Response> {
  const words = await getTranslations('templateForms')
  const page = await getTranslations('templatesPage')
  const say = (message: string, problems: string[] = []) => answer({ ok: false, message, problems })
  switch (refusal.reason) {
    case 'file': {
      const problems = refusal.problems.map((problem) => problemInWords(problem, locale))
      return say(words('import.wrong', { count: problems.length }), problems)
    }
    case 'file-name':
      return say(translate(locale, `templates.fileName.${refusal.problem}`))
    case 'other-type':
      return say(words('import.otherType', { name: refusal.standing?.name ?? '' }))
    case 'exists':
      return say(page('form.exists', { known: refusal.standing ? 'yes' : 'no', name: refusal.standing?.name ?? '' }))
    case 'same':
      return say(words('import.same'))
    case 'changed-meanwhile':
      return say(words('import.changedMeanwhile'))
    case 'unknown-transfer-login':
      return say(page('copy.noLogin'))
  }
}
