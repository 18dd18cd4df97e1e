// How a person tries it, and what is to be seen at each step: in the system, on Rollcall's pages, in the mailbox.
import { translate } from '@/lib/words/translate'
import type { GuideContext } from './guide'
import { outcomeWord } from './outcome-word'
import { isScripted } from './systems'
import { wrongName } from './wrong-name'

export type Trial = {
  readonly id: string
  readonly what: string
  readonly there: string
  readonly here: string
  readonly mail: string
}

export function trialsOf(context: GuideContext): Trial[] {
  const { say, locale, login, system, template } = context
  const wrong = wrongName(template.fileName)
  const none = say('tests.none')
  const page = translate(locale, 'deliveriesPage.title')
  const outcomes = { outcome: outcomeWord('imported', locale), held: outcomeWord('held', locale) }
  return [
    {
      id: 'connect',
      what: say('tests.connect.what'),
      there: say(connectKey(context)),
      here: say('tests.connect.here', { login: login.name, test: translate(locale, 'sessions.open') }),
      mail: none,
    },
    {
      id: 'send',
      what: say('tests.send.what'),
      there: say(isScripted(system) ? 'tests.send.scriptThere' : 'tests.send.there'),
      here: say('tests.send.here', { page, ...outcomes }),
      mail: template.settings.notifyOnSuccess
        ? say('tests.send.mail', { subject: goodSubject(context) })
        : say('tests.send.noMail'),
    },
    {
      id: 'wrong',
      what: say('tests.wrong.what', { wrong }),
      there: say('tests.wrong.there'),
      here: say('tests.wrong.here', { outcome: outcomeWord('no-template', locale) }),
      mail: say('tests.send.mail', { subject: wrongSubject(context, wrong) }),
    },
    {
      id: 'night',
      what: say('tests.night.what'),
      there: say('tests.night.there'),
      here: say('tests.night.here'),
      mail: template.settings.notifyOnSuccess ? say('tests.send.mail', { subject: goodSubject(context) }) : none,
    },
  ]
}

function connectKey({ system }: GuideContext): string {
  if (system === 'powerschool') return 'tests.connect.powerschool'
  if (system === 'openssh') return 'tests.connect.key'
  return system === 'lftp' || system === 'curl' ? 'tests.connect.script' : 'tests.connect.sis'
}

/** The subject of the e-mail, by the words of the e-mail itself, with made-up numbers. */
function goodSubject({ locale, template }: GuideContext): string {
  const counts = { any: 'yes', added: 12, changed: 3, deactivated: 0 }
  return translate(locale, 'messages.import-complete.subject', { name: template.name, ...counts })
}

function wrongSubject({ locale, template }: GuideContext, wrong: string): string {
  const names = { fileName: wrong, hasNearest: 'yes', nearest: template.fileName }
  return translate(locale, 'messages.no-template.subject', names)
}
