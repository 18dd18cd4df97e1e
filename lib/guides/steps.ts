// What is to be done in each system. Where the menus of a system are not known, the steps say what is wanted and leave it
// to whoever knows the system; sources of the others: the vendors' own help pages (PowerSchool: Remote Connection
// Management, AutoSend; Infinite Campus: Data Extract Utility; Skyward: SkyBuild).
import { delimiterNames } from '@/lib/csv/dialect'
import { isBundle } from './file-rules'
import type { GuideContext } from './guide'
import type { Marked } from './marked'
import { handCommands, scriptedSteps } from './scripted-steps'
import { isScripted } from './systems'

export type Step = {
  readonly id: string
  readonly text: Marked
  /** Lines to be typed or copied as they stand. */
  readonly commands?: string
}

export function stepsOf(context: GuideContext): Step[] {
  if (isScripted(context.system)) return scriptedSteps(context)
  return [...ownSteps(context), ...handSteps(context)]
}

function ownSteps(context: GuideContext): Step[] {
  switch (context.system) {
    case 'powerschool':
      return powerschoolSteps(context)
    case 'infinite-campus':
      return infiniteCampusSteps(context)
    default:
      return plainSteps(context)
  }
}

function powerschoolSteps(context: GuideContext): Step[] {
  const { say, server, userName, format, time, account, template } = context
  const delimiter = delimiterOf(context)
  const place = { host: server.host, port: String(server.sftpPort), user: userName }
  const when = { time: time.shown, zone: account.timeZone, file: template.fileName }
  return [
    { id: 'remote', text: say('steps.powerschool.remote', place) },
    { id: 'password', text: say('steps.password') },
    { id: 'test', text: say('steps.powerschool.test') },
    { id: 'export', text: say('steps.powerschool.export', { format }) },
    ...(isBundle(template) ? [{ id: 'zip', text: say('steps.exportZip', { format: template.fileName }) }] : []),
    { id: 'schedule', text: say('steps.powerschool.schedule', when) },
    ...(isBundle(template) ? [] : [{ id: 'autosend', text: say('steps.powerschool.autosend', { delimiter }) }]),
  ]
}

function infiniteCampusSteps(context: GuideContext): Step[] {
  const { say, protocol, template } = context
  const [, base, extension] = /^(.+)\.([^.]+)$/.exec(template.fileName) ?? []
  const name =
    base && extension
      ? say('steps.infinite-campus.name', { base, extension })
      : say('steps.infinite-campus.plainName', { file: template.fileName })
  return [
    { id: 'open', text: say('steps.infinite-campus.open') },
    { id: 'mode', text: say(`steps.infinite-campus.${protocol}`) },
    { id: 'connection', text: say('steps.connection') },
    { id: 'password', text: say('steps.password') },
    exportStep(context),
    { id: 'name', text: name },
    scheduleStep(context),
    { id: 'addresses', text: say('steps.infinite-campus.addresses') },
  ]
}

function plainSteps(context: GuideContext): Step[] {
  const { say, system, template } = context
  const systemName = say(`systems.${system}.name`)
  return [
    { id: 'open', text: say(`steps.${system}.export`) },
    exportStep(context),
    { id: 'name', text: say('steps.name', { file: template.fileName }) },
    { id: 'connection', text: say('steps.connection') },
    { id: 'password', text: say('steps.password') },
    scheduleStep(context),
    ...(system === 'other' ? [] : [{ id: 'fallback', text: say('steps.fallback', { system: systemName }) }]),
  ]
}

function exportStep({ say, template, format }: GuideContext): Step {
  if (isBundle(template)) return { id: 'export', text: say('steps.exportZip', { format }) }
  const hasHeader = template.settings.hasHeader && (template.mapping[0]?.dialect.headerLine ?? 1) > 0
  return { id: 'export', text: say(hasHeader ? 'steps.export' : 'steps.exportNoHeader', { format }) }
}

function scheduleStep({ say, time, account }: GuideContext): Step {
  return { id: 'schedule', text: say('steps.schedule', { time: time.shown, zone: account.timeZone }) }
}

/** Any other system may be tried by hand first. */
function handSteps(context: GuideContext): Step[] {
  if (context.system !== 'other') return []
  return [{ id: 'hand', text: context.say('steps.tryByHand'), commands: handCommands(context.scriptFacts) }]
}

function delimiterOf({ say, template }: GuideContext): string {
  return say(`delimiters.${delimiterNames[template.mapping[0]?.dialect.delimiter ?? ',']}`)
}
