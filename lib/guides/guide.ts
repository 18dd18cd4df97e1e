// One guide: how one system sends the file of one template, for one district, in one language. It is made of words and
// facts alone, so that the page, the paper and the API say the same.
import type { Catalogue } from '@/lib/import-types/catalogue'
import type { Template } from '@/lib/templates/template'
import type { Locale } from '@/lib/words/locales'
import { connectionFacts, trustOf, type ConnectionFact, type Trust } from './connection'
import { filesOf, type GuideFile } from './file-columns'
import { formatInWords, rulesOf } from './file-rules'
import { sayIn, type Marked, type Say } from './marked'
import { sendingTime, type SendingTime } from './sending-time'
import { scriptsFor } from './scripts/scripts-for'
import type { Script, ScriptFacts } from './scripts/script'
import { spelledName, type SpelledName } from './spelled-in-words'
import { stepsOf, type Step } from './steps'
import { isScripted, type Protocol, type System } from './systems'
import type { Server } from './this-server'
import { troublesOf, type Trouble } from './troubles'
import { trialsOf, type Trial } from './trials'

/** What a guide is made for. */
export type GuideWish = {
  readonly system: System
  readonly protocol: Protocol
  readonly locale: Locale
  readonly account: { readonly name: string; readonly timeZone: string }
  readonly template: Template
  readonly catalogue: Catalogue
  readonly login: { readonly name: string; readonly sftpUserName: string; readonly ftpsUserName: string }
  readonly server: Server
  readonly uploadBytesMax: number
  /** Minutes after midnight at which files have come until now; null while that is not known. */
  readonly usualMinutes: number | null
  /** Where the guide itself is found. */
  readonly address: string
}

/** What the parts of a guide are made of. */
export type GuideContext = GuideWish & {
  readonly say: Say
  /** As the protocol spells it. */
  readonly userName: string
  readonly time: SendingTime
  readonly scriptFacts: ScriptFacts
  readonly scripts: readonly Script[]
  /** How the file is written, in a few words. */
  readonly format: string
}

export type Guide = {
  readonly system: System
  readonly protocol: Protocol
  readonly locale: Locale
  readonly systemName: string
  readonly title: string
  readonly lead: string
  readonly made: string
  readonly connection: readonly ConnectionFact[]
  readonly trust: Trust
  readonly file: SpelledName
  readonly rules: readonly Marked[]
  readonly files: readonly GuideFile[]
  readonly stepsTitle: string
  /** Where pages and buttons are named: that they may be called otherwise. */
  readonly stepsNote: string | null
  readonly steps: readonly Step[]
  readonly scripts: readonly Script[]
  readonly schedule: readonly string[]
  readonly trials: readonly Trial[]
  readonly troubles: readonly Trouble[]
}

export function makeGuide(wish: GuideWish): Guide {
  const context = contextOf(wish)
  const { say, system, locale, template, login, account, time } = context
  const systemName = say(`systems.${system}.name`)
  const { name, version, fileName } = template
  return {
    ...{ system, locale, systemName, protocol: wish.protocol },
    title: say('title', { system: systemName, file: fileName }),
    lead: say('lead', { account: account.name }),
    made: say('made', { template: name, version, login: login.name, address: wish.address }),
    connection: connectionFacts(context),
    trust: trustOf(context),
    file: spelledName(fileName, say),
    rules: rulesOf(template, say),
    files: filesOf(template.mapping, wish.catalogue, template.settings, locale),
    stepsTitle:
      isScripted(system) || system === 'other' ? say('steps.titleScript') : say('steps.title', { system: systemName }),
    stepsNote: system === 'powerschool' || system === 'infinite-campus' ? say('steps.menus') : null,
    steps: stepsOf(context),
    scripts: context.scripts,
    schedule: [
      say(time.isUsual ? 'schedule.usual' : 'schedule.text', { time: time.shown, zone: account.timeZone }),
      say('schedule.minute'),
      say('schedule.again'),
    ],
    trials: trialsOf(context),
    troubles: troublesOf(context),
  }
}

function contextOf(wish: GuideWish): GuideContext {
  const { locale, protocol, login, server, template } = wish
  const say = sayIn(locale)
  const userName = protocol === 'ftps' ? login.ftpsUserName : login.sftpUserName
  const scriptFacts: ScriptFacts = { server, protocol, userName, fileName: template.fileName, say }
  const time = sendingTime(template.id, wish.usualMinutes, locale)
  const scripts = scriptsFor(wish.system, scriptFacts, template.mapping[0]?.dialect.delimiter ?? ',')
  return { ...wish, say, userName, time, scriptFacts, scripts, format: formatInWords(template, locale) }
}
