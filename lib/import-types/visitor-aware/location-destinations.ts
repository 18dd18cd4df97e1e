// Visitor Aware, location destinations: where in a building a visitor may go. Uploaded in the browser there.
import { text } from '../declare-field'
import type { ImportType } from '../import-type'
import { active, family } from './family'

export const locationDestinations: ImportType = {
  name: `${family}/location-destinations`,
  family,
  title: { en: 'Visitor Aware location destinations', es: 'Visitor Aware: destinos' },
  description: {
    en: 'Where in a building a visitor may go: the office, the library, a classroom.',
    es: 'A dónde puede ir un visitante dentro de un edificio: la dirección, la biblioteca, un salón.',
  },
  fileNames: ['location_destinations.csv'],
  key: ['Destination'],
  fields: [
    text('Destination', 'Destination', 'Destino', {
      required: true,
      maxLength: 255,
      synonyms: ['destination_name', 'room', 'name'],
    }),
    text('Notes', 'Notes', 'Notas', { synonyms: ['note', 'comments'] }),
    active,
  ],
  source: 'Visitor Aware help, Importing Resources (43000432677), Location Destinations',
  examples: [
    { Destination: 'Front office', Notes: 'Ground floor', Active: '1' },
    { Destination: 'Library', Active: '1' },
  ],
}
