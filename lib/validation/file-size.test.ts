import { describe, expect, it } from 'vitest'
import { fileSizeIssue } from './file-size'

const MB = 1024 ** 2

describe('the size of a file', () => {
  it('is held against the rule of its type, to the byte, whatever its name', () => {
    for (const file of ['course-catalog', 'course-mapping', 'student-course-data']) {
      expect(fileSizeIssue(`naviance/${file}`, 'CourseCatalog.csv', 10 * MB)).toBeUndefined()
      expect(fileSizeIssue(`naviance/${file}`, 'whatever.zip', 10 * MB + 1)).toMatchObject({
        code: 'file-over-limit',
        severity: 'error',
        params: { limitBytes: 10 * MB, sizeBytes: 10 * MB + 1 },
      })
    }
  })

  it('of Naviance’s OneRoster package has a rule of its own, by its name', () => {
    expect(fileSizeIssue('bundle', 'NavianceOneRoster.zip', 1024 * MB)).toBeUndefined()
    expect(fileSizeIssue('bundle', 'NavianceOneRoster.zip', 1024 * MB + 1)?.params).toMatchObject({
      limitBytes: 1024 * MB,
    })
    expect(fileSizeIssue('bundle', 'OneRoster.zip', 5000 * MB)).toBeUndefined()
  })

  it('is no matter where no rule is known', () => {
    expect(fileSizeIssue('oneroster-1.1/users', 'users.csv', 5000 * MB)).toBeUndefined()
    expect(fileSizeIssue('custom/lockers', 'lockers.csv', 5000 * MB)).toBeUndefined()
  })
})
