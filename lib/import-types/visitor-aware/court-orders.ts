// Visitor Aware, court_orders.csv: who may not come near whom. The layout is not published: the fields are our own, the
// first of them after the form on which an order is entered.
import { birthDate, date, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { besides, birthDates } from '../sis-headers'
import { family, firstName, lastName, oneOrZero, ownLayout, student } from './family'

export const courtOrders: ImportType = {
  name: `${family}/court-orders`,
  family,
  title: { en: 'Visitor Aware court orders', es: 'Visitor Aware: órdenes judiciales' },
  description: {
    en: `Court orders against visitors, one row for each person and student. ${ownLayout.en}`,
    es: `Órdenes judiciales contra visitantes, una fila por persona y alumno. ${ownLayout.es}`,
  },
  fileNames: ['court_orders.csv'],
  key: ['Case ID', 'Last Name', 'First Name', 'Student ID'],
  layout: 'unpublished',
  fields: [
    text('Case ID', 'Case ID', 'Número de expediente', {
      required: true,
      maxLength: 255,
      synonyms: ['case_number', 'docket_number', 'case_no'],
    }),
    firstName,
    lastName,
    birthDate('Date of Birth', { synonyms: besides(birthDates, 'Date of Birth') }),
    date('Issued Date', 'Issued on', 'Fecha de emisión', { required: true, synonyms: ['issue_date', 'order_date'] }),
    date('Expiry Date', 'Expires on', 'Fecha de vencimiento', {
      synonyms: ['expiration_date', 'expires', 'end_date'],
    }),
    oneOrZero('Active', 'Active', 'Activa', {
      synonyms: ['is_active'],
      note: says('Blank means yes.', 'En blanco significa sí.'),
    }),
    oneOrZero('Send Notification', 'Send notification', 'Enviar aviso', {
      synonyms: ['notify'],
      note: says('Blank means yes.', 'En blanco significa sí.'),
    }),
    oneOrZero('Allow Entry', 'Allow entry', 'Permitir la entrada', {
      synonyms: ['entry_allowed'],
      note: says('Blank means no.', 'En blanco significa no.'),
    }),
    student({
      lookup: true,
      blankInKey: true,
      note: says('Whom the order protects.', 'A quién protege la orden.'),
    }),
    text('Order Type', 'Type of order', 'Tipo de orden', { synonyms: ['type'] }),
    text('Notes', 'Notes', 'Notas', { synonyms: ['note', 'comments'] }),
  ],
  ordered: [['Issued Date', 'Expiry Date']],
  source: 'Our own field names, after Visitor Aware help, Court Orders (43000538098)',
  examples: [
    {
      'Case ID': '2025-DR-0412',
      'First Name': 'Joan',
      'Last Name': 'Doe',
      'Date of Birth': '1980-01-20',
      'Issued Date': '2025-03-01',
      'Expiry Date': '2027-03-01',
      Active: '1',
      'Send Notification': '1',
      'Allow Entry': '0',
      'Student ID': '00417',
      'Order Type': 'No contact',
    },
    { 'Case ID': '2025-DR-0500', 'First Name': 'John', 'Last Name': 'Roe', 'Issued Date': '2025-05-12' },
  ],
}
