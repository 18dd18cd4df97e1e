// Visitor Aware's import types, in the order in which they can be applied. Adding one is one file and one line here.
import type { ImportType } from '../import-type'
import { busSchedule } from './bus-schedule'
import { courtOrders } from './court-orders'
import { employees } from './employees'
import { locationDestinations } from './location-destinations'
import { locations } from './locations'
import { students } from './students'
import { studentsAscender } from './students-ascender'
import { users } from './users'
import { visitors } from './visitors'
import { visitorsAscender } from './visitors-ascender'
import { visitorsPowerSchool } from './visitors-powerschool'
import { volunteers } from './volunteers'

export const visitorAware: readonly ImportType[] = [
  locations,
  locationDestinations,
  students,
  employees,
  visitors,
  users,
  volunteers,
  busSchedule,
  courtOrders,
  studentsAscender,
  visitorsAscender,
  visitorsPowerSchool,
]
