import { describe, expect, it } from 'vitest'
import { catalogue, type IssueCode } from '@/lib/issues/catalogue'
import { locales } from '@/lib/words/locales'
import { messageKinds, messageParams, type MessageKind, type MessageParamsInput } from './message-params'
import { renderMessage } from './render-message'

const runId = '0190a0a0-0000-7000-8000-000000000001'
const counts = {
  rows: 1240,
  applied: 1233,
  rejected: 7,
  added: 3,
  changed: 12,
  deactivated: 2,
  unchanged: 1216,
  errors: 7,
  warnings: 1,
}
const run = { fileName: 'users.csv', templateName: 'Users nightly', runId, counts }
const hold = { reason: 'deactivated', affected: 212, activeBefore: 1500, percent: 14.1, limitPercent: 10 } as const

const examples: { [Kind in MessageKind]: MessageParamsInput<Kind> } = {
  'import-complete': { ...run, counts: { ...counts, rejected: 0, errors: 0 } },
  'import-problems': {
    ...run,
    groups: [{ code: 'value-enum', column: 'role', count: 7, lines: [4, 9, 12] }],
    lines: [{ code: 'value-enum', line: 4, column: 'role', params: { allowed: ['student', 'teacher'] } }],
    more: 6,
  },
  'no-template': {
    fileName: 'Users.CSV',
    loginName: 'nightly_admin_demo_tx',
    nearest: {
      fileName: 'users.csv',
      difference: { code: 'case', params: { arrived: 'Users.CSV', expected: 'users.csv' } },
    },
    deliveryId: runId,
    keepDays: 7,
  },
  'pull-failed': {
    ...{ sourceId: runId, sourceName: 'Export server', host: 'sftp.example.org', failures: 1 },
    ...{ reason: 'key-changed', details: { fingerprint: 'SHA256:new', before: 'SHA256:old' } },
  },
  'pull-recovered': { sourceId: runId, sourceName: 'Export server', host: 'sftp.example.org' },
  rehearsed: { ...run, groups: [{ code: 'value-enum', column: 'role', count: 7, lines: [4, 9, 12] }] },
  held: { ...run, hold },
  rejected: { ...run, counts: null, issue: { code: 'header-column-missing', column: 'sourcedId', params: {} } },
  undone: {
    ...{ fileName: 'users.csv', templateName: 'Users nightly', runId, by: 'Dana Whitfield', isRedo: false },
    counts: { added: 12, changed: 300, deactivated: 8, removed: 60, kept: 6, failed: 1 },
  },
  'undo-failed': { fileName: 'users.csv', templateName: null, runId },
  'shadow-differs': {
    ...{ fileName: 'users.csv', templateName: 'Users', runId, refused: 'no' },
    ...{ asBefore: 12431, differs: 18, rejected: 2, accepted: 0, deactivated: 0, kept: 0 },
  },
  invitation: { memberId: runId, name: 'Ana' },
}
const render = (kind: MessageKind, params: unknown = examples[kind], locale: (typeof locales)[number] = 'en') =>
  renderMessage({ kind, params: messageParams[kind].parse(params), locale })

describe.each(locales)('messages in %s', (locale) => {
  it.each(messageKinds)('%s has a subject, says what to do first, and says the same in both forms', (kind) => {
    const { subject, text, html } = render(kind, examples[kind], locale)
    expect(subject.length).toBeGreaterThan(10)
    expect(text.split('\n\n')[0]).toMatch(/[.:]$/)
    expect(html).toContain(`<html lang="${locale}">`)
    const wordsIn = (content: string) => new Set(content.match(/[\p{L}\p{N}]{4,}/gu))
    const missing = [...wordsIn(text)].filter((word) => !html.includes(word))
    expect(missing).toEqual([])
    expect(`${subject}${text}`).not.toMatch(/undefined|\{|messages\./)
  })

  it.each(['deactivated', 'changed', 'group', 'no-rows'])('names the reason of a hold: %s', (reason) => {
    const { subject, text } = render(
      'held',
      { ...run, hold: { ...hold, reason, group: 'Cedar Ridge', kind: 'changed', rows: 5, rejected: 5 } },
      locale,
    )
    expect(subject).toContain('Users nightly')
    expect(text).toMatch(reason === 'no-rows' ? /1,?500/ : /14.1/)
    if (reason === 'group') expect(`${subject}${text}`).toContain('Cedar Ridge')
  })

  it.each([true, false])('tells a hold for its columns by the changes, not by numbers; proposed: %s', (isProposed) => {
    const known = { column: 'Student_Number', position: 0, field: 'Student ID', isRequired: true }
    const renamed = {
      kind: 'renamed',
      ...known,
      to: 'Student\u200bNo',
      toPosition: 2,
      isSure: isProposed,
      evidence: ['place'],
    }
    const held = { reason: 'columns', column: 'Student_Number', count: 1, isProposed }
    const columns = [{ file: 'users.csv', changes: [renamed], more: 3 }]
    const { subject, text } = render('held', { ...run, hold: held, columns }, locale)
    expect(subject).toContain('Users nightly')
    expect(subject).toContain('Student_Number')
    expect(text).toContain('Student[U+200B]No')
    expect(text).toContain(`/runs/${runId}`)
    expect(text).toMatch(/\b3\b/)
    expect(`${subject}${text}`).not.toMatch(/1[,.]?240|undefined|\{/)
  })

  it.each(Object.keys(catalogue) as IssueCode[])('has a line for an issue without its value: %s', (code) => {
    const { text } = render(
      'import-problems',
      { ...run, lines: [{ code, line: 4, column: 'role', params: {} }] },
      locale,
    )
    expect(text).toMatch(/\n4 +role +\S/)
  })
})

describe('a message', () => {
  it('carries outcome, template and counts in its subject', () => {
    expect(render('import-complete').subject).toBe('Imported: Users nightly, 3 added, 12 changed, 2 deactivated')
    expect(render('import-problems').subject).toBe('Problems: Users nightly, 7 of 1,240 rows rejected')
    expect(render('held').subject).toBe('Held: Users nightly, 212 deactivations need you')
    expect(render('rejected').subject).toBe('Rejected: Users nightly: A column is missing')
    expect(render('no-template').subject).toBe(
      'Not imported: no template is called Users.CSV, the nearest is users.csv',
    )
    const nothing = { ...counts, added: 0, changed: 0, deactivated: 0, rejected: 0 }
    expect(render('import-complete', { ...run, counts: nothing }).subject).toBe(
      'Imported: Users nightly, nothing changed',
    )
  })

  it('of a file without template names the nearest one and the difference in words, and how long the file is kept', () => {
    const { text } = render('no-template')
    expect(text).toContain('The names differ only in capital and small letters: Users.CSV / users.csv')
    expect(text).toContain('kept for 7 days')
    const alone = render('no-template', { ...examples['no-template'], nearest: null, keepDays: 0 })
    expect(alone.subject).toBe('Not imported: no template is called Users.CSV')
    expect(alone.text).toContain('has been destroyed')
  })

  it('of an undo tells the three buckets, and of the undo of an undo that the import counts again', () => {
    const { subject, text } = render('undone')
    expect(subject).toBe('Undone: Users nightly, 380 records reversed, 7 left as they are')
    expect(text).toContain('Dana Whitfield')
    expect(text).toMatch(/380 +\S.*\n.*\b6 +\S.*\n.*\b1 +\S/)
    const counts = { added: 1, changed: 0, deactivated: 0, removed: 0, kept: 0, failed: 0 }
    const again = render('undone', { ...examples.undone, isRedo: true, counts })
    expect(again.subject).toBe('Applied again: Users nightly, 1 record reversed')
  })

  it('lists problems by kind and by line, and says how many more there are and where', () => {
    const { text, html } = render('import-problems')
    expect(text).toMatch(/7 +error +role +4, 9, 12 +A value that is not allowed/)
    expect(text).toMatch(/4 +role +The value is not one of: student, teacher\./)
    expect(text).toContain('And 6 more problems')
    expect(text).toContain(`/runs/${runId}`)
    expect(html).toContain('<th scope="col"')
    expect(html).toContain('<caption')
  })

  it('takes at most 50 lines', () => {
    const lines = Array.from({ length: 51 }, () => ({ code: 'row-quote', line: 2 }))
    expect(() => render('import-problems', { ...run, lines })).toThrow()
  })

  it('escapes everything from outside in HTML', () => {
    const evil = '"><img src=x onerror=alert(1)>&\''
    const { html } = render('import-problems', {
      ...run,
      fileName: evil,
      templateName: evil,
      lines: [{ code: 'value-required', line: 2, column: evil }],
    })
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;&#39;')
  })

  it('shows characters that cannot be seen or turn text around as code points, and keeps its subject on one line', () => {
    const { subject, text } = render('no-template', {
      ...examples['no-template'],
      fileName: 'users\u202Egpj.csv\r\nBcc: a@b.example',
      nearest: null,
    })
    expect(subject).toBe('Not imported: no template is called users[U+202E]gpj.csv[U+000D][U+000A]Bcc: a@b.example')
    expect(text).not.toMatch(/\u202E|\r/)
    expect(render('import-complete', { ...run, templateName: 'x'.repeat(5000) }).subject).toHaveLength(200)
  })

  it('leaves ICU syntax in names alone', () => {
    const { subject } = render('import-complete', { ...run, templateName: '{rows, plural} #<b>' })
    expect(subject).toContain('{rows, plural} #<b>')
  })

  it('goes out also with a code or params of another version', () => {
    const unknown = render('import-problems', {
      ...run,
      groups: [{ code: 'new-code', count: 1 }],
      lines: [{ code: 'new-code', line: 2 }],
    })
    expect(unknown.text).toContain('the page of the run says what')
    const difference = { code: 'new-code', params: {} }
    expect(
      render('no-template', { ...examples['no-template'], nearest: { fileName: 'users.csv', difference } }).text,
    ).toContain('users.csv')
    expect(() => renderMessage({ kind: 'other', params: {}, locale: 'en' })).toThrow()
  })

  it('of an invitation holds the link only while its mail is made', () => {
    const link = 'http://127.0.0.1:3999/invitation/abc'
    const params = messageParams.invitation.parse(examples.invitation)
    expect(renderMessage({ kind: 'invitation', params, locale: 'en', link }).text).toContain(link)
    expect(render('invitation').text).toContain('The link stands in the e-mail alone.')
  })
})

it('the problems of a bundle name their file', () => {
  const issue = { file: 'orgs.csv', code: 'value-required', column: 'name' }
  const lines = [
    { ...issue, line: 3 },
    { file: 'users.csv', code: 'value-email', line: 3 },
  ]
  const { text } = render('import-problems', { ...run, groups: [{ ...issue, count: 1, lines: [3] }], lines })
  expect(text.match(/orgs\.csv/g)).toHaveLength(2)
  expect(text).toContain('users.csv')
})
