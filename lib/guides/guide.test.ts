// Every guide of every system, protocol and language has all its words, and says the district's own facts.
import { beforeAll, describe, expect, it } from 'vitest'
import { builtInTypes } from '@/lib/import-types/catalogue'
import { settingsFrom } from '@/lib/templates/settings-change'
import type { Template } from '@/lib/templates/template'
import { locales } from '@/lib/words/locales'
import { makeGuide, type GuideWish } from './guide'
import { guideAsMarkdown } from './markdown'
import { partsOf, plain, sayIn } from './marked'
import { sendingTime } from './sending-time'
import { lettersOf, runsOf, signs } from './spelled-name'
import { protocolsOf, systems } from './systems'
import { thisServer, type Server } from './this-server'

const template: Template = {
  ...{ id: '0193-template', accountId: 'a', transferLoginId: 'l', name: 'Users of *all* schools' },
  ...{ fileName: "O'Neil 01l|I.csv", importType: 'oneroster-1.1/users', version: 3 },
  mapping: [
    {
      ...{ name: "O'Neil 01l|I.csv", importType: 'oneroster-1.1/users', constants: {} },
      dialect: { encoding: 'utf-8', delimiter: '\t', quote: '"', headerLine: 1 },
      columns: [
        { header: 'USERS.ID', position: 0, field: 'sourcedId', transforms: [] },
        { header: 'Lunch | code', position: 2, field: null, transforms: [] },
        {
          ...{ header: 'Kind', position: 1, field: 'role' },
          transforms: [{ type: 'replace', values: { T: 'teacher', S: 'student' } }],
        },
        { header: 'Changed', position: 3, field: 'dateLastModified', transforms: [] },
      ],
    },
  ],
  settings: settingsFrom(),
  ...{ createdAt: new Date(0), updatedAt: new Date(0) },
}

let server: Server

beforeAll(() => {
  const certificate = {
    sha256: 'AB:CD',
    pem: '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n',
    isSelfSigned: true,
  }
  const ftps = { explicitPort: 2121, implicitPort: 2990, passivePorts: { first: 50_000, last: 50_100 }, certificate }
  server = { ...thisServer(), host: 'sftp.district.example', sftpPort: 2222, ftps }
})

function wish(changes: Partial<GuideWish> = {}): GuideWish {
  return {
    ...{ system: 'powerschool', protocol: 'sftp', locale: 'en', catalogue: builtInTypes, server, template },
    account: { name: 'Springfield', timeZone: 'America/Chicago' },
    login: { name: 'sis', sftpUserName: 'sis_admin_springfield_tx', ftpsUserName: 'sis.admin.springfield.tx' },
    ...{ uploadBytesMax: 1024 ** 3, usualMinutes: null, address: 'https://rollcall.example/guide' },
    ...changes,
  }
}

const every = systems.flatMap((system) =>
  protocolsOf(system).flatMap((protocol) => locales.map((locale) => ({ system, protocol, locale }))),
)

describe.each(every)('the guide for $system over $protocol in $locale', (choice) => {
  it('has its words, and this district’s host, port, user, fingerprint and file', () => {
    const guide = makeGuide(wish(choice))
    const text = guideAsMarkdown(guide, sayIn(choice.locale))
    expect(text).not.toMatch(/undefined|\[object|[\uFDD0\uFDD1]/)
    const isFtps = choice.protocol === 'ftps'
    expect(text).toContain('sftp.district.example')
    expect(text).toContain(isFtps ? '2121' : '2222')
    expect(text).toContain(isFtps ? 'sis.admin.springfield.tx' : 'sis_admin_springfield_tx')
    expect(text.includes('sis_admin')).toBe(!isFtps)
    for (const print of isFtps ? ['AB:CD'] : server.hostKeys.flatMap(({ sha256, md5 }) => [sha256, md5])) {
      expect(text).toContain(print)
    }
    expect(text).toContain(`\`${template.fileName}\``)
    expect(guide.files[0]?.columns.map(({ header }) => header)).toEqual(['USERS.ID', 'Kind', 'Lunch | code', 'Changed'])
  })
})

it('a guide in Spanish shares no whole sentence with the one in English', () => {
  const [english, spanish] = locales.map((locale) => {
    const { steps, trials, troubles, schedule } = makeGuide(wish({ locale, system: 'infinite-campus' }))
    const told = [
      ...trials.flatMap(({ what, there, here }) => [what, there, here]),
      ...troubles.map((one) => one.remedy),
    ]
    return [...steps.map(({ text }) => text), ...told, ...schedule]
  })
  expect(english?.filter((sentence) => spanish?.includes(sentence))).toEqual([])
})

describe('the columns', () => {
  const column = (header: string, changes?: Partial<GuideWish>) =>
    makeGuide(wish(changes)).files[0]?.columns.find((one) => one.header === header)

  it('that a list of values translates show what the sender has, not what becomes of it', () => {
    expect(column('Kind')).toMatchObject({ need: 'Required', isNeeded: true, example: 'T' })
    expect(column('Kind')?.content.join()).toContain('“T” becomes “teacher”')
  })

  it('that nothing reads say so', () => {
    expect(column('Lunch | code')).toMatchObject({ isIgnored: true, need: 'Not read', example: '' })
    expect(column('Lunch | code', { locale: 'es-MX' })?.need).toBe('No se lee')
  })

  it('have no names where the file has no header', () => {
    const headless = { ...template, settings: settingsFrom({ hasHeader: false }) }
    const guide = makeGuide(wish({ template: headless }))
    expect(guide.files[0]?.columns[0]?.header).toBeNull()
    expect(guide.rules.map(plain).join(' ')).toContain('no line of column names')
  })
})

describe('a file name', () => {
  it('is spelled so that nothing can be mistaken', () => {
    expect(makeGuide(wish()).file.spelled).toBe(
      'capital O; straight apostrophe; capital N; small e, i, l; space; digits 0, 1; small l; vertical bar; capital I; dot; small c, s, v',
    )
    expect(makeGuide(wish({ template: { ...template, fileName: 'Año.csv' }, locale: 'es-MX' })).file.spelled).toBe(
      'mayúscula A; minúsculas ñ (U+00F1), o; punto; minúsculas c, s, v',
    )
  })

  it('loses no character, whatever it is made of', () => {
    const name = `${Object.keys(signs).join('')}aA0ñÑ漢👩‍🏫`
    expect(
      lettersOf(name)
        .map(({ character }) => character)
        .join(''),
    ).toBe(name)
    expect(runsOf(lettersOf(name)).flat()).toEqual(lettersOf(name))
    for (const sign of [...' !"#$%&\'()*+,-.:;<=>?@[]^_`{|}~']) expect(lettersOf(sign)[0]?.kind).toBe('sign')
  })
})

it('sentences mark what is code, and only that', () => {
  const parts = partsOf(sayIn('en')('troubles.name.remedy', { file: 'a <b>`c`' }))
  expect(parts.filter(({ isCode }) => isCode).map(({ text }) => text)).toEqual(['a <b>`c`'])
})

it('the time is in the night, the same for a template, and its usual one where that is known', () => {
  const times = Array.from({ length: 200 }, (_, index) => sendingTime(`template-${index}`, null, 'en'))
  expect(times.every(({ hour, minute }) => hour === 3 && minute >= 5 && minute < 55)).toBe(true)
  expect(new Set(times.map(({ minute }) => minute)).size).toBeGreaterThan(20)
  expect(sendingTime('x', 125, 'en')).toMatchObject({ clock: '02:05', isUsual: true })
})

it('no guide says a password, nor leaves a place that invites to write one down', () => {
  for (const choice of every) {
    const { scripts, steps } = makeGuide(wish(choice))
    const all = [...scripts.map(({ text }) => text), ...steps.map(({ commands }) => commands ?? '')].join('\n')
    expect(all).not.toMatch(/password\s*=\s*['"]|:\/\/[^/\s]*:[^/\s]*@/i)
  }
})
