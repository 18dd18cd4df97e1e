// Visitor Aware, bus_schedule.csv: which student takes which bus. The layout is not published: the fields are our own.
import { id, says, text } from '../declare-field'
import type { ImportType } from '../import-type'
import { family, ownLayout, referenceTo, school, student } from './family'

export const busSchedule: ImportType = {
  name: `${family}/bus-schedule`,
  family,
  title: { en: 'Visitor Aware bus schedule', es: 'Visitor Aware: horario de autobuses' },
  description: {
    en: `Which student takes which bus to and from school. ${ownLayout.en}`,
    es: `Qué alumno toma qué autobús de ida y de regreso. ${ownLayout.es}`,
  },
  fileNames: ['bus_schedule.csv'],
  key: ['Student ID', 'Route', 'Direction'],
  layout: 'unpublished',
  fields: [
    student({ required: true }),
    school({ required: true }),
    text('Route', 'Route', 'Ruta', {
      required: true,
      maxLength: 255,
      synonyms: ['route_number', 'bus_route', 'route_name', 'route_id'],
    }),
    text('Direction', 'Direction', 'Sentido', {
      enum: ['To School', 'From School'],
      blankInKey: true,
      synonyms: ['trip_type', 'am_pm'],
    }),
    text('Bus Number', 'Bus number', 'Número de autobús', { synonyms: ['bus', 'bus_no', 'vehicle_number'] }),
    text('Stop', 'Stop', 'Parada', { synonyms: ['stop_name', 'bus_stop', 'stop_description'] }),
    text('Stop Time', 'Stop time', 'Hora de la parada', {
      pattern: String.raw`(?:[01]?\d|2[0-3]):[0-5]\d`,
      synonyms: ['time', 'pickup_time', 'stop_at'],
      note: says('As 07:05.', 'Como 07:05.'),
    }),
    id('Driver Employee ID', 'Driver', 'Conductor', {
      reference: referenceTo('employees', 'Employee ID'),
      synonyms: ['driver_id', 'driver_number'],
    }),
    text('Days', 'Days', 'Días', {
      synonyms: ['days_of_week', 'weekdays'],
      note: says('Such as MTWHF.', 'Por ejemplo MTWHF.'),
    }),
  ],
  groupField: 'School ID',
  subject: ['bus'],
  source: 'Our own field names, after Visitor Aware help, Bus Manager (43000712489 and 43000712493)',
  examples: [
    {
      'Student ID': '00417',
      'School ID': '012',
      Route: '7',
      Direction: 'To School',
      'Bus Number': '114',
      Stop: 'Oak and Main',
      'Stop Time': '07:05',
      'Driver Employee ID': '5077',
      Days: 'MTWHF',
    },
    { 'Student ID': '00417', 'School ID': '012', Route: '7', Direction: 'From School', 'Stop Time': '15:20' },
    { 'Student ID': '10021', 'School ID': '104', Route: 'Blue' },
  ],
}
