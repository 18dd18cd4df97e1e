// Visitor Aware, visitors_powerschool.csv: visitors in the layout of PowerSchool.
import { inLayoutOf } from './sis-layout'
import { visitors } from './visitors'

export const visitorsPowerSchool = inLayoutOf(visitors, 'visitors-powerschool', {
  title: { en: 'Visitor Aware visitors from PowerSchool', es: 'Visitor Aware: visitantes de PowerSchool' },
  fileNames: ['visitors_powerschool.csv'],
  source: 'Visitor Aware SFTP guide, file name; the fields are those of visitor-aware/visitors',
})
