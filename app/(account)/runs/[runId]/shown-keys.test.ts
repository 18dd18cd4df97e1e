// The tables of a run show a key without the birth date in it until somebody asks to see what is sensitive.
import { NextIntlClientProvider } from 'next-intl'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { importTypes } from '@/lib/import-types'
import replays from '@/lib/words/en/replays.json'
import runsPage from '@/lib/words/en/runsPage.json'
import { ChangesTable } from './changes-table'
import { DifferencesTable } from './differences-table'

const row = {
  ...{ importType: 'visitor-aware/visitors', key: JSON.stringify(['', 'Hiro', 'Nakamura', '1955-02-17', '00418']) },
  ...{ line: 2, before: null, after: null },
}
const shown = (children: ReactElement) => {
  const props = { ...{ locale: 'en', timeZone: 'UTC', messages: { replays, runsPage } }, children }
  return renderToStaticMarkup(createElement(NextIntlClientProvider, props)).replaceAll(/<[^>]*>/g, ' ')
}

it.each([false, true])('revealed: %s', (isRevealed) => {
  const changes = createElement(ChangesTable, {
    ...{ types: importTypes, isRevealed, changes: [{ ...row, kind: 'added' as const }] as never },
  })
  const differences = createElement(DifferencesTable, {
    ...{ types: importTypes, isRevealed, hasFiles: false },
    differences: [{ ...row, sequence: 1, kind: 'newly-rejected', reasons: [], file: 'visitors.csv' }] as never,
  })
  for (const text of [shown(changes), shown(differences)]) {
    expect(text).toContain('Nakamura')
    expect(text.includes('1955-02-17')).toBe(isRevealed)
  }
})
